/** A state that is damaged or another stack's: somebody says so, nothing is changed, and every byte stays as it is. */
import { problemOfState } from "../../stacks/local-state";
import type { OrderedStack } from "../levels";
import type { Stage } from "../stage";
import type { Result } from "../terraform";
import { stateFileOf } from "./state-file";

interface Damage {
  readonly name: string;
  /** `other`: the state of another stack. */
  readonly make: (whole: Buffer, other: Buffer) => Buffer;
  /** What Terraform says, where it refuses. Where it does not, `npm start` and `npx cdktf deploy` do, for local state; in S3 nobody does. */
  readonly says?: string;
}

const notJson = "could not be parsed as JSON";

export const damages: readonly Damage[] = [
  { name: "truncated", make: (whole) => whole.subarray(0, whole.length / 2), says: notJson },
  { name: "garbage", make: () => Buffer.from("\u0000\u0001 not a state"), says: notJson },
  { name: "empty", make: () => Buffer.alloc(0) },
  { name: "another stack's", make: (_, other) => other, says: "another stack's state" },
];

/** Puts the damage in the state's place, tries to deploy, and puts the state back. */
export async function refuseDamaged(stage: Stage, stack: OrderedStack, damage: Damage): Promise<Result<unknown>> {
  const file = stateFileOf(stack, stage.localAws);
  const whole = await file.read();
  if (!whole) return stage.refusal(stack, "has no state to damage");
  const damaged = damage.make(whole, anotherStacks(whole, stack));
  const what = `a state that is ${damage.name}`;
  if (file.backend === "local" && problemOfState(stack.name, damaged.toString("utf8")) === undefined) {
    return stage.refusal(stack, `${what} would be deployed with`);
  }
  if (damage.says === undefined && file.backend === "local") return { ok: true, value: undefined, seconds: 0 };
  await file.write(damaged);
  if (damage.says === undefined) {
    const planned = await planAnew(stage, stack);
    await file.write(whole);
    if (planned.ok) stage.remarks.add(`in S3 nobody refuses ${what}: Terraform plans ${planned.value} creations`);
    return planned;
  }
  const applied = await stage.terraform.apply(stack);
  const after = await file.read();
  await file.write(whole);
  if (applied.ok) return stage.refusal(stack, `${what} was taken for good`);
  // Terraform breaks lines where it likes.
  if (!applied.error.replace(/\s+/g, " ").includes(damage.says)) {
    return stage.refusal(stack, `does not say what is wrong with ${what}: ${applied.error}`);
  }
  if (!after?.equals(damaged)) return stage.refusal(stack, `${what} was overwritten`);
  return { ok: true, value: undefined, seconds: applied.seconds };
}

/** How many resources the plan makes: all that it touches, as for a stack that was never deployed. */
async function planAnew(stage: Stage, stack: OrderedStack): Promise<Result<number>> {
  const planned = await stage.terraform.plan(stack);
  const changes = planned.ok ? await stage.terraform.plannedChanges(stack) : planned;
  if (!changes.ok) return changes;
  const [made, others] = [true, false].map((isMade) =>
    changes.value.filter(({ actions }) => (actions.join() === "create") === isMade).map(({ address }) => address),
  ) as [string[], string[]];
  if (others.length > 0 || made.length === 0) {
    return stage.refusal(stack, `is not planned as if it had never been deployed: ${others.join(", ")}`);
  }
  return { ok: true, value: made.length, seconds: planned.seconds };
}

/** The same state, made by a stack of another name. */
const anotherStacks = (whole: Buffer, { name }: OrderedStack) =>
  Buffer.from(whole.toString("utf8").replaceAll(`"${name}"`, '"another-stack"'));
