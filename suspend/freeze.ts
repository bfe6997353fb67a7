/** Carries a suspension out: first what denies, so that nothing new begins, then what runs; and looks again. */
import { list } from "../config/problems";
import type { Environment, Team } from "../config/schema";
import type { Clients } from "../teardown/aws";
import { StillThere } from "../teardown/failure";
import { remove } from "../teardown/remove";
import { endApp } from "../teardown/remove-studio";
import { type Access, changeAccess } from "./access";
import type { Done } from "./done";
import { dropEndpoint } from "./endpoints";
import { findRunning } from "./find";
import { type Asked, planSuspension, type StopStep } from "./plan";
import { noteSchedule } from "./schedules";
import { stopWork } from "./work";

export interface Freezing extends Access {
  readonly environment: Environment;
  readonly team: Team;
  readonly domainId: string | undefined;
  readonly asked: Asked;
  /** As they were shown. */
  readonly steps: readonly StopStep[];
}

export interface Waiting {
  readonly onDone?: (done: Done) => void;
  /** Waits until IAM has told everybody of a change; a minute where not given. */
  readonly wait?: () => Promise<unknown>;
  /** Milliseconds between two looks whether apps are gone; as `remove` has it where not given. */
  readonly pause?: number;
}

/** How often work is looked for after the first time: IAM's changes take a while, and work may begin meanwhile. */
const mostLooks = 3;
/** docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html, eventual consistency, tells no time; a minute is ours. */
export const aMinute = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 60_000));

/**
 * What AWS refuses to stop keeps nothing else from being stopped; then this rejects with the first refusal.
 * Rejects with StillThere where something new runs at each look. Answers what IAM Identity Center refused, in words.
 */
export async function freeze(freezing: Freezing, clients: Clients, waiting: Waiting = {}): Promise<string[]> {
  const { environment, team, domainId, asked } = freezing;
  const refusals = await changeAccess(freezing, clients.iam, waiting.onDone);
  let going = targetsOf(freezing.steps);
  for (let look = 1; ; look++) {
    await stopAll(going, clients, waiting);
    await (waiting.wait ?? aMinute)();
    going = targetsOf(planSuspension(await findRunning(environment, team, domainId, clients), asked));
    if (going.length === 0) return refusals;
    if (look === mostLooks) throw new StillThere(`still running after ${look} looks: ${list(going.map(named), "and")}`);
  }
}

type Target = StopStep["target"];

const named = ({ kind, id }: Target): string => `${kind} ${id}`;

const targetsOf = (steps: readonly StopStep[]): Target[] =>
  steps.flatMap(({ target, keep }) => (keep === undefined ? [target] : []));

async function stopAll(targets: readonly Target[], clients: Clients, waiting: Waiting): Promise<void> {
  const { onDone, pause } = waiting;
  const refusals: unknown[] = [];
  for (const target of targets) {
    try {
      await askToStop(target, clients);
      if (target.kind !== "app") onDone?.({ kind: target.kind, id: target.id });
    } catch (error) {
      refusals.push(error);
    }
  }
  if (refusals.length > 0) throw refusals[0];
  const apps = targets.flatMap((each) => (each.kind === "app" ? [each] : []));
  await remove(apps, clients, { ...(onDone && { onGone: onDone }), ...(pause !== undefined && { pause }) });
}

async function askToStop(target: Target, { sagemaker }: Clients): Promise<void> {
  if (target.kind === "app") await endApp(target, sagemaker);
  else if (target.kind === "endpoint") await dropEndpoint(target, sagemaker);
  else {
    if (target.kind === "monitoring schedule") await noteSchedule(target.id, sagemaker);
    await stopWork(target, sagemaker);
  }
}
