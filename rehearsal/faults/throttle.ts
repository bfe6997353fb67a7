/** An API that answers a share of the calls with the service's throttling error: it only slows Terraform down. */
import type { OrderedStack } from "../levels";
import type { Stage } from "../stage";
import type { Result } from "../terraform";

/** Share of the calls. */
const share = 0.2;
/** The services' own codes: see errors.py. */
const throttled = new Set(["RequestLimitExceeded", "Throttling", "ThrottlingException", "SlowDown"]);

/** Calls of the local AWS that were throttled so far. */
export const throttledCalls = ({ localAws }: Pick<Stage, "localAws">) =>
  localAws.calls().filter(({ error }) => error !== undefined && throttled.has(error));

/** Applies the stack through it, to the same end. */
export async function applyThrottled(stage: Stage, stack: OrderedStack): Promise<Result<unknown>> {
  const before = throttledCalls(stage).length;
  await stage.localAws.change({ throttleShare: share });
  const applied = await stage.initAndApply(stack);
  await stage.localAws.change({ throttleShare: 0 });
  if (!applied.ok) return applied;
  if (throttledCalls(stage).length === before) return stage.refusal(stack, "no call was throttled");
  return applied;
}
