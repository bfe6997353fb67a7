/** Faults on the way of an environment's first apply: one stack is cut off again and again, and must come to the same end. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { levelsOf, type OrderedStack } from "../levels";
import type { Stage } from "../stage";
import type { Result } from "../terraform";
import { damages, refuseDamaged } from "./corrupt-state";
import { expire } from "./expiry";
import { kill, killPoints } from "./kill";
import type { Configuration } from "./orphans";
import { type adopt, forgetImports, importable, orphans } from "./recovery";
import { refuseSecondApply } from "./second-apply";
import { isRemote } from "./state-file";
import { applyThrottled } from "./throttle";

const phase = "faults";
/** Faults after the kills that need something left to make: expiry, the second apply, throttling. */
const later = 3;

/** Applies the stack that needs no other, and the first team's, and answers them. Stops at the first fault that ends otherwise. */
export async function faults(stage: Stage): Promise<readonly OrderedStack[]> {
  const levels = levelsOf(stage.stacks).map((level) => level.slice(0, 1));
  const [[stack] = []] = levels;
  if (stack && isRemote(stack)) {
    stage.remarks.add("no faults: Terraform runs on the server, and so do its lock and its crashes");
    return [];
  }
  if (stack) await disturb(stage, stack, levels);
  return levels.flat();
}

async function disturb(stage: Stage, stack: OrderedStack, levels: readonly OrderedStack[][]): Promise<void> {
  const before = await importable(stage);
  const points = killPoints(resourcesOf(stack), later);
  const [{ nth } = { nth: 1 }] = points.slice(1);
  const half = { nth, performs: false };
  const steps: readonly (readonly [string, () => Promise<Result<unknown>>])[] = [
    ["initialize", () => stage.terraform.init(stack)],
    ...points.map((point, index) => {
      return [`kill ${index + 1} of ${points.length}`, () => kill(stage, stack, point, before)] as const;
    }),
    ["credentials expire", () => expire(stage, stack, half, before)],
    ["second apply at the same time", () => refuseSecondApply(stage, stack, half)],
  ];
  for (const [title, work] of steps) {
    await stage.levelByLevel(phase, [[stack]], work, title);
    if (stage.failed) return;
  }
  forgetImports(stack);
  await stage.levelByLevel(phase, levels, (each) => applyThrottled(stage, each), "throttled API");
  if (stage.failed) return;
  const rest = [
    ["nothing orphaned", () => nothingOrphaned(stage, stack, before)] as const,
    ...damages.map((damage) => [`${damage.name} state`, () => refuseDamaged(stage, stack, damage)] as const),
  ];
  for (const [title, work] of rest) {
    await stage.levelByLevel(phase, [[stack]], work, title);
    if (stage.failed) return;
  }
}

async function nothingOrphaned(
  stage: Stage,
  stack: OrderedStack,
  before: Parameters<typeof adopt>[2],
): Promise<Result> {
  const left = await orphans(stage, before);
  if (left.length === 0) return { ok: true, value: undefined, seconds: 0 };
  const list = left.map(({ type, id, name }) => `${type} ${id} ${name}`.trim());
  return stage.refusal(stack, `applied to the end, but these are in no state: ${list.join(", ")}`);
}

function resourcesOf({ folder }: OrderedStack): number {
  const { resource = {} }: Configuration = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8"));
  return Object.values(resource).reduce((sum, byName) => sum + Object.keys(byName).length, 0);
}
