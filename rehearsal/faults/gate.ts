/** Stops the local AWS at a chosen call while Terraform applies: see local_aws/gate.py. */
import { setTimeout as pause } from "node:timers/promises";
import type { LocalAws } from "../local-aws";
import type { Result } from "../terraform";

/** A point of an apply, counted in calls that change something: the same in every run, however fast the machine is. */
export interface Point {
  /** 1 for the first call of the apply that changes something. */
  readonly nth: number;
  /** Counts this operation only. */
  readonly operation?: string;
  /** The call is performed and its answer lost; otherwise it never reaches AWS. */
  readonly performs: boolean;
}

export interface Stopped {
  /** Service and operation. */
  readonly at: string;
  /** Lets all that waits go on; `drop`: none of it is performed, and nobody gets an answer. */
  go(how: "on" | "drop"): Promise<void>;
}

/**
 * Seconds without any other call, after which everything that was answered is in Terraform's memory and state. Terraform
 * needs milliseconds of processor time for that: the rest is for a machine that is busy.
 */
const quietEnough = 3;

/** Begins the work and waits until it stands still at the point. Nothing where the work ended before. */
export async function stopAt<T>(
  point: Point,
  localAws: LocalAws,
  begin: () => Promise<Result<T>>,
): Promise<{ readonly work: Promise<Result<T>>; readonly stopped?: Stopped }> {
  await localAws.ask("/stop", point);
  const work = begin();
  let ended = false;
  void work.then(() => {
    ended = true;
  });
  while (!ended) {
    const { stoppedAt, quiet } = (await localAws.ask("/gate", {})) as { stoppedAt: string | null; quiet: number };
    if (stoppedAt !== null && quiet >= quietEnough) {
      const go = async (how: "on" | "drop") => void (await localAws.ask("/release", { drops: how === "drop" }));
      return { work, stopped: { at: stoppedAt, go } };
    }
    await pause(100);
  }
  await localAws.ask("/release", { drops: false });
  return { work };
}
