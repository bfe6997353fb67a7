/** Day two: each change of the configuration planned for every stack, judged, applied, and planned empty again. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bucketsStackName, studioStackName } from "../config/names";
import { type Change, dayTwoChanges, newcomers, violations } from "./day-two-changes";
import { destroy, tearDown } from "./destruction";
import { levelsOf, type OrderedStack } from "./levels";
import { isTerraforms } from "./made-calls";
import type { Stage } from "./stage";
import { suspendAndResume, suspendTeam } from "./suspension";
import type { PlannedChange, Stack } from "./terraform";

const phase = "day two";

/** Stops at the first change whose plans are not as they should be. */
export async function dayTwo(stage: Stage): Promise<void> {
  if (stage.environment.teams.length === 0) {
    stage.remarks.add("day two changes teams, and this environment has none");
    return;
  }
  for (const change of dayTwoChanges.filter(({ where }) => where?.(stage.environment) ?? true)) {
    await perform(change, stage);
    if (stage.failed) return;
  }
  await suspendAndResume(stage);
  if (stage.failed) return;
  await removeTheNewcomers(stage);
  if (!stage.failed) neverUpdated(stage);
}

/** One change: planned for every stack, judged, applied (first in vain where something is in the way), planned again. */
export async function perform(change: Change, stage: Stage): Promise<void> {
  await withObstruction(change, "put", stage);
  if (!stage.failed) await change.meanwhile?.begin(stage);
  if (stage.failed) return;
  const known = new Set(stage.stacks.map(({ name }) => name));
  const before = new Map(stage.stacks.map((stack) => [stack.name, textOf(stack)]));
  stage.synthesize(change.make(stage.environment));
  const plans = new Map<string, readonly PlannedChange[]>();
  // Nothing but the JSON has changed since the last empty plan: a stack whose JSON has not would be planned empty again.
  const planned = stage.stacks
    .filter((stack) => before.get(stack.name) !== textOf(stack))
    .map((stack) => (known.has(stack.name) ? { ...stack, needs: [] } : stack));
  // A new stack cannot be planned before the one that it reads is applied: level by level, what is new is applied at once.
  await stage.levelByLevel(
    phase,
    levelsOf(planned),
    async (stack) => {
      const initialized = known.has(stack.name) ? undefined : await stage.terraform.init(stack);
      if (initialized && !initialized.ok) return initialized;
      const plan = await stage.terraform.plan(stack);
      if (!plan.ok) return plan;
      // Nobody has to be asked what an empty plan changes.
      const changes = plan.value ? await stage.terraform.plannedChanges(stack) : { ...plan, value: [] };
      if (!changes.ok) return changes;
      plans.set(stack.name, changes.value);
      return known.has(stack.name) ? plan : stage.terraform.apply(stack);
    },
    `${change.name}: plan`,
  );
  if (stage.failed) return;
  for (const error of violations(change, stage.environment, plans)) {
    stage.failures.push({ phase, what: change.name, error });
  }
  if (stage.failed) return;
  const changed = stage.stacks.filter(({ name }) => (plans.get(name)?.length ?? 0) > 0);
  const old = changed.filter(({ name }) => known.has(name));
  await refusedAtFirst(change, old, stage);
  if (stage.failed) return;
  await stage.levelByLevel(phase, levelsOf(old), (stack) => stage.terraform.apply(stack), `${change.name}: apply`);
  if (stage.failed) return;
  // Those too that read what has changed: an output may have.
  const names = new Set(changed.map(({ name }) => name));
  const affected = stage.stacks.filter(({ name, needs }) => names.has(name) || needs.some((need) => names.has(need)));
  await stage.levelByLevel(phase, [affected], (stack) => stage.planIsEmpty(stack), `${change.name}: plan again`);
  if (!stage.failed) await change.meanwhile?.end(stage);
}

async function withObstruction({ name, obstruction }: Change, step: "put" | "clear", stage: Stage): Promise<void> {
  if (!obstruction) return;
  const what = `${name}: ${step === "put" ? "something is in the way" : "clear it away"}`;
  await stage.asDeployer(phase, (clients) => obstruction[step](stage.environment, clients), what);
}

/** AWS must refuse the change while something is in the way; then that is cleared away. */
async function refusedAtFirst(change: Change, stacks: readonly OrderedStack[], stage: Stage): Promise<void> {
  const { name, obstruction } = change;
  if (!obstruction) return;
  const refused = async (stack: OrderedStack) => {
    const applied = await stage.terraform.apply(stack);
    if (applied.ok) return stage.refusal(stack, "the apply was not refused, though something is in the way");
    if (!applied.error.includes(obstruction.refusal)) return applied;
    return { ok: true, value: undefined, seconds: applied.seconds } as const;
  };
  await stage.levelByLevel(phase, levelsOf(stacks), refused, `${name}: refused`);
  if (!stage.failed) await withObstruction(change, "clear", stage);
}

const textOf = ({ folder }: Stack) => readFileSync(join(folder, "cdk.tf.json"), "utf8");

/** The team that came goes again; nobody else's stacks may notice. */
async function removeTheNewcomers(stage: Stage): Promise<void> {
  const { environment } = stage;
  const team = environment.teams.find(({ name }) => name === newcomers);
  if (!team) throw new Error("the team that day two adds is not there");
  const names = [studioStackName(environment, team), bucketsStackName(environment, team)];
  await suspendTeam(stage, team);
  if (stage.failed) return;
  await tearDown(stage, [team]);
  if (stage.failed) return;
  await destroy(
    stage,
    stage.stacks.filter(({ name }) => names.includes(name)),
  );
  if (stage.failed) return;
  stage.synthesize({ ...environment, teams: environment.teams.filter(({ name }) => name !== newcomers) });
  stage.stacks = stage.stacks.filter(({ name }) => !names.includes(name));
  await stage.levelByLevel(phase, [stage.stacks], (stack) => stage.planIsEmpty(stack), "remove a team: plan");
}

/** Whatever the plans said: Terraform must not have asked AWS to update a domain. */
function neverUpdated(stage: Stage): void {
  const updates = stage.localAws.calls().filter((call) => call.operation === "UpdateDomain" && isTerraforms(call));
  if (updates.length > 0) stage.failures.push({ phase, error: `UpdateDomain was called ${updates.length} times` });
}
