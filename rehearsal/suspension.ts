/** A suspension as Terraform sees it: its plan shows the closed people policy alone, and nothing once the team is resumed. */
import { studioStackName } from "../config/names";
import type { Team } from "../config/schema";
import { freeze } from "../suspend/freeze";
import { type Door, findDoor } from "../suspend/people-policy";
import { textOf } from "../suspend/role";
import { nobody, type Suspension, suspended } from "../suspend/suspension";
import { thaw } from "../suspend/thaw";
import type { Clients } from "../teardown/aws";
import { findTeamDomain } from "../teardown/of-user";
import type { OrderedStack } from "./levels";
import type { Stage } from "./stage";

const phase = "day two";
/** The local AWS tells everybody at once. */
const quick = { wait: async () => {}, pause: 200 };

/** First the role's inline policy, then the people policy: a plan after each; then both are undone. */
export async function suspendAndResume(stage: Stage): Promise<void> {
  const [team] = stage.environment.teams as readonly [Team, ...Team[]];
  const studio = stage.stacks.filter(({ name }) => name === studioStackName(stage.environment, team));
  const step = async (title: string, work: (clients: Clients) => Promise<void>, check: typeof stage.planIsEmpty) => {
    if (!stage.failed) await stage.asDeployer(phase, work, title);
    if (!stage.failed) await stage.levelByLevel(phase, [studio], check, `${title}: plan`);
  };
  const isEmpty = (stack: OrderedStack) => stage.planIsEmpty(stack);
  const all = suspended(nobody, undefined, new Date());
  await step("deny a team's role", (clients) => set(stage, team, all, clients, { people: false }), isEmpty);
  if (team.authMode === "IAM") {
    const close = (clients: Clients) => set(stage, team, all, clients, { people: true });
    await step("suspend a team", close, (stack) => changesPeopleAlone(stage, stack));
  }
  await step("resume it", (clients) => set(stage, team, nobody, clients, { people: true }), isEmpty);
}

/** What `suspend` does, so that a team is destroyed as it leaves it. */
export const suspendTeam = (stage: Stage, team: Team): Promise<void> => {
  const all = suspended(nobody, undefined, new Date());
  return stage.asDeployer(
    phase,
    (clients) => set(stage, team, all, clients, { people: true }),
    "suspend before it goes",
  );
};

async function set(
  { environment }: Stage,
  team: Team,
  state: Suspension,
  clients: Clients,
  { people }: { readonly people: boolean },
): Promise<void> {
  const domainId = (await findTeamDomain(environment, team, clients))?.id ?? "";
  const text = textOf(environment, domainId, state);
  const door: Door | undefined = people ? await findDoor(environment, team, domainId, state, clients.iam) : undefined;
  if (door?.problem !== undefined) throw new Error(door.problem);
  const change = { environment, team, text, door };
  if (!state.team) return thaw({ ...change, asleep: [] }, clients, quick);
  const asked = { authMode: team.authMode };
  return freeze({ ...change, domainId, asked, steps: [] }, clients, quick);
}

async function changesPeopleAlone(stage: Stage, stack: OrderedStack): ReturnType<Stage["planIsEmpty"]> {
  const planned = await stage.terraform.plan(stack);
  if (!planned.ok) return planned;
  const changes = await stage.terraform.plannedChanges(stack);
  if (!changes.ok) return changes;
  const found = changes.value.map(({ address, actions }) => `${actions.join("+")} ${address}`).join(", ");
  const expected = "update aws_iam_policy.people-access";
  if (found === expected) return { ok: true, value: undefined, seconds: planned.seconds };
  return stage.refusal(stack, `the plan of a suspended team is not "${expected}", but "${found}"`, planned.seconds);
}
