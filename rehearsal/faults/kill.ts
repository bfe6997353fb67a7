/** kill -9 of Terraform and its providers at several points of one apply; each time it goes on from where it was. */
import type { OrderedStack } from "../levels";
import type { Stage } from "../stage";
import type { Result } from "../terraform";
import { type Point, stopAt } from "./gate";
import type { Importable } from "./orphans";
import { adopt, unlock } from "./recovery";
import { stateFileOf } from "./state-file";

const kills = 5;

/**
 * Points spread over an apply of so many resources, with as much left for the faults that come after. The first loses the
 * answer to a creation that AWS performs gladly a second time; then, by turns, a call that never arrives and an answer that
 * is lost.
 */
export function killPoints(resources: number, later: number): Point[] {
  const nth = Math.max(1, Math.floor(resources / (kills + later)));
  const rest = Array.from({ length: kills - 1 }, (_, index) => ({ nth, performs: index % 2 === 1 }));
  return [{ nth: 1, operation: "CreateVpc", performs: true }, ...rest];
}

/** Afterwards the next apply can go on: lock given up, what was made and not recorded put into import blocks. */
export async function kill(
  stage: Stage,
  stack: OrderedStack,
  point: Point,
  before: readonly Importable[],
): Promise<Result<unknown>> {
  const end = new AbortController();
  const { work, stopped } = await stopAt(point, stage.localAws, () => stage.terraform.apply(stack, [], end.signal));
  if (!stopped) {
    const result = await work;
    return result.ok ? stage.refusal(stack, `ended before the point at which it was to be killed`) : result;
  }
  end.abort();
  const killed = await work;
  await stopped.go("drop");
  if (killed.ok) return stage.refusal(stack, "was to be killed, and ended well");
  if (stateFileOf(stack, stage.localAws).backend === "s3") {
    const unlocked = await unlock(stage, stack);
    if (!unlocked.ok) return unlocked;
  }
  const found = await adopt(stage, stack, before);
  const where = `${point.performs ? "the answer to" : "before"} ${stopped.at}`;
  stage.remarks.add(`killed at ${where}: ${describe(found)}`);
  if (point.operation === "CreateVpc" && !found.some(({ type }) => type === "aws_vpc")) {
    return stage.refusal(stack, "a VPC whose creation was not recorded was not found among what is in no state");
  }
  return killed.error.includes("Error:") ? killed : { ok: true, value: undefined, seconds: killed.seconds };
}

const describe = (found: readonly Importable[]) =>
  found.length === 0
    ? "nothing was lost"
    : `${found.length} in no state, adopted: ${found.map(({ type, name, id }) => `${type} ${name || id}`).join(", ")}`;
