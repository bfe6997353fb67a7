/** Credentials that expire half-way: a role's session is renewed; where the credentials behind it are gone too, Terraform says so. */
import { setTimeout as pause } from "node:timers/promises";
import type { OrderedStack } from "../levels";
import type { Stage } from "../stage";
import type { Result } from "../terraform";
import { type Point, stopAt } from "./gate";
import type { Importable } from "./orphans";
import { adopt, keepErroredState, unlock } from "./recovery";
import { stateFileOf } from "./state-file";

/** Life of a session while this fault lasts. */
const seconds = 5;

/** Neither hangs nor loses anything: the error says what expired, and the next apply goes on. */
export async function expire(
  stage: Stage,
  stack: OrderedStack,
  point: Point,
  before: readonly Importable[],
): Promise<Result<unknown>> {
  const { localAws } = stage;
  await localAws.change({ sessionSeconds: seconds });
  const { work, stopped } = await stopAt(point, localAws, () => stage.terraform.apply(stack));
  await localAws.change({ sessionSeconds: 0, baseExpired: stopped !== undefined });
  if (stopped) await sessionsLapse();
  await stopped?.go("on");
  const ended = await work;
  await localAws.change({ baseExpired: false });
  if (!stopped) return ended.ok ? stage.refusal(stack, "ended before its credentials were to expire") : ended;
  if (ended.ok) return stage.refusal(stack, "went on with credentials that had expired");
  if (!ended.error.includes("ExpiredToken")) {
    return stage.refusal(stack, `does not say that credentials expired: ${ended.error}`);
  }
  if (stateFileOf(stack, localAws).backend === "s3") {
    // The session that holds the lock and writes the state is gone with the others.
    const unlocked = await unlock(stage, stack);
    const kept = unlocked.ok ? await keepErroredState(stage, stack) : unlocked;
    if (!kept.ok) return kept;
  }
  const found = await adopt(stage, stack, before);
  stage.remarks.add(`credentials expired half-way: Terraform said so; ${found.length} in no state`);
  return { ok: true, value: undefined, seconds: ended.seconds };
}

/** Does work whose sessions live shortly. */
export async function withShortSessions<T>({ localAws }: Stage, work: () => Promise<T>): Promise<T> {
  await localAws.change({ sessionSeconds: seconds });
  const result = await work();
  await localAws.change({ sessionSeconds: 0 });
  return result;
}

/** Until every session has expired, as both sides tell the time. */
export const sessionsLapse = () => pause((seconds + 1) * 1000);
