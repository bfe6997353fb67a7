/** One environment from nothing to nothing: apply, plan again, change it, take off protection, destroy, ask what is left. */
import { preparationsOf } from "./accounts";
import { somebodyClicks } from "./clicks";
import { startCloudState } from "./cloud/cloud-state";
import { dayTwo } from "./day-two";
import { askWhatIsLeft, destroy, refuseToDestroy, tearDown, unprotect, useStudio } from "./destruction";
import { violations } from "./facts/facts";
import { faults } from "./faults/faults";
import { refuseWhatIsFixed } from "./fixed-settings";
import { writeShell } from "./kept";
import { levelsOf, type OrderedStack } from "./levels";
import type { Report } from "./report";
import { prepare, Stage, type StageOptions } from "./stage";

export interface Rehearsal extends StageOptions {
  /** Changes the deployed environment in every way that a team's life brings: see day-two.ts. */
  readonly dayTwo?: boolean;
  /** Cuts off and disturbs the first apply in every way that happens to one: see faults/. */
  readonly faults?: boolean;
  /** Leaves everything applied. */
  readonly keep?: boolean;
}

/** Not what the JSON says, but what AWS was made to hold. */
function askWhatIsThere(stage: Stage): Promise<void> {
  const { environment, localAws } = stage;
  return stage.expectNone("ask what is there", async () => {
    const accounts = await Promise.all(
      preparationsOf(environment).map(({ account, region }) => localAws.facts(account, region)),
    );
    return violations(environment, accounts);
  });
}

/** Runs every phase until one fails; never throws for what Terraform or the local AWS answer. */
export async function rehearse(rehearsal: Rehearsal): Promise<Report> {
  const isInCloud = rehearsal.environment.state.backend === "cloud";
  const cloud = isInCloud
    ? await prepare(rehearsal, "HCP Terraform's stand-in", () => startCloudState(rehearsal))
    : undefined;
  try {
    return await perform({ ...rehearsal, cloud });
  } finally {
    // What is kept ends with this process.
    if (cloud && "value" in cloud && !rehearsal.keep) await cloud.value.stop();
  }
}

async function perform(rehearsal: Rehearsal): Promise<Report> {
  const stage = new Stage(rehearsal);
  const before = await stage.prepareAccounts();
  await prepare(rehearsal, "stacks", () => stage.synthesize(rehearsal.environment));
  let applied: readonly OrderedStack[] = [];
  const phases: readonly (() => Promise<void>)[] = [
    async () => {
      if (rehearsal.faults) applied = await faults(stage);
    },
    async () => {
      const rest = stage.stacks.filter((stack) => !applied.includes(stack));
      await stage.levelByLevel("apply", levelsOf(rest), (stack) => stage.initAndApply(stack));
    },
    () => askWhatIsThere(stage),
    () => stage.levelByLevel("plan again", [stage.stacks], (stack) => stage.planIsEmpty(stack)),
    ...(rehearsal.dayTwo
      ? [dayTwo, somebodyClicks, refuseWhatIsFixed].map((part) => () => stage.onThisMachine(() => part(stage)))
      : []),
    ...(rehearsal.keep
      ? []
      : [refuseToDestroy, unprotect, useStudio, tearDown, destroy].map((end) => () => end(stage))),
    ...(rehearsal.keep ? [] : [() => askWhatIsLeft(stage, before)]),
  ];
  for (const phase of phases) {
    await phase();
    if (stage.failed) break;
  }
  if (rehearsal.keep) writeShell(rehearsal, stage.terraform.environment);
  return stage.report();
}
