/** Two applies of one stack at the same time: the lock refuses the second, and the first, its session renewed, ends well. */
import type { OrderedStack } from "../levels";
import type { Stage } from "../stage";
import type { Result } from "../terraform";
import { sessionsLapse, withShortSessions } from "./expiry";
import { type Point, stopAt } from "./gate";
import { lockIdIn } from "./recovery";

/** The first stands still in the middle of its apply while the second tries, for longer than its session lives. */
export function refuseSecondApply(stage: Stage, stack: OrderedStack, point: Point): Promise<Result<unknown>> {
  return withShortSessions(stage, () => meet(stage, stack, point));
}

async function meet(stage: Stage, stack: OrderedStack, point: Point): Promise<Result<unknown>> {
  const { work, stopped } = await stopAt(point, stage.localAws, () => stage.terraform.apply(stack));
  if (!stopped) {
    const result = await work;
    return result.ok ? stage.refusal(stack, "ended before a second apply could meet it") : result;
  }
  const [second] = await Promise.all([stage.terraform.apply(stack), sessionsLapse()]);
  const told = stage.localAws.calls().length;
  await stopped.go("on");
  const first = await work;
  if (second.ok) return stage.refusal(stack, "a second apply at the same time was not refused");
  if (lockIdIn(second.error) === undefined) {
    return stage.refusal(stack, `a second apply at the same time was refused, but not by the lock: ${second.error}`);
  }
  const later = stage.localAws.calls().slice(told);
  if (first.ok && !later.some(({ operation }) => operation === "AssumeRole")) {
    return stage.refusal(stack, "outlived its session without a new one");
  }
  return first;
}
