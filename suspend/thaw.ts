/** Carries a resumption out: takes the denials away, then brings back what the suspension noted. */
import type { Environment, Team } from "../config/schema";
import type { Clients } from "../teardown/aws";
import { type Access, changeAccess } from "./access";
import { findNoted, type Noted, remake } from "./endpoints";
import { prefixOf } from "./find";
import { aMinute, type Waiting } from "./freeze";
import { findNotedSchedules, type NotedSchedule, restart } from "./schedules";

/** What a resumption starts again. */
export type Asleep = Noted | NotedSchedule;

/** Endpoints and schedules that a suspension stopped. Rejects with AWS's error. */
export async function findAsleep(environment: Environment, team: Team, { sagemaker }: Clients): Promise<Asleep[]> {
  const prefix = prefixOf(environment, team);
  return [...(await findNoted(prefix, sagemaker)), ...(await findNotedSchedules(prefix, sagemaker))];
}

export interface Thawing extends Access {
  readonly environment: Environment;
  readonly team: Team;
  /** None while the team stays suspended. */
  readonly asleep: readonly Asleep[];
}

/**
 * What AWS refuses keeps nothing else from coming back, and its note stays: a second resumption tries it again.
 * Then this rejects with the first refusal. Answers what IAM Identity Center refused, in words.
 */
export async function thaw(
  thawing: Thawing,
  { iam, sagemaker }: Clients,
  { onDone, wait = aMinute }: Waiting = {},
): Promise<string[]> {
  const { asleep } = thawing;
  const refusedSeats = await changeAccess(thawing, iam, onDone);
  if (asleep.length === 0) return refusedSeats;
  // An endpoint that starts with the role still denied would fail.
  await wait();
  const refusals: unknown[] = [];
  for (const each of asleep) {
    try {
      await (each.kind === "endpoint" ? remake(each, sagemaker) : restart(each, sagemaker));
      onDone?.({ kind: each.kind, id: each.id });
    } catch (error) {
      refusals.push(error);
    }
  }
  if (refusals.length > 0) throw refusals[0];
  return refusedSeats;
}
