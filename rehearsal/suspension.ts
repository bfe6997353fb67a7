/** A suspension as Terraform sees it: its plan shows the closed people policy, or the assignments, alone, and nothing once the team is resumed. */
import { identityCenterOf } from "../cli/identity-center";
import { findSeats } from "../cli/seats";
import { studioStackName } from "../config/names";
import type { Environment, Team } from "../config/schema";
import { freeze } from "../suspend/freeze";
import { findDoor } from "../suspend/people-policy";
import { denialsOf, suspensionOf } from "../suspend/role";
import { nobody, type Suspension, suspended } from "../suspend/suspension";
import { thaw } from "../suspend/thaw";
import { type Clients, sessionNames } from "../teardown/aws";
import { insideDomain } from "../teardown/inside-domain";
import { findTeamDomain } from "../teardown/of-user";
import { leave, spaceOf } from "./leaver";
import type { OrderedStack } from "./levels";
import type { Stage } from "./stage";

const phase = "day two";
/** The local AWS tells everybody at once. */
const quick = { wait: async () => {}, pause: 200 };
const everybody = suspended(nobody, undefined, new Date());

/** The first team; and the first in SSO mode, if Terraform assigns its people. */
export async function suspendAndResume(stage: Stage): Promise<void> {
  const { teams, identityCenter } = stage.environment;
  const inSso = identityCenter === undefined ? undefined : teams.find(({ authMode }) => authMode === "SSO");
  for (const team of new Set([teams[0], inSso])) {
    if (team && !stage.failed) await suspendAndResumeTeam(stage, team);
  }
}

/** First the denials of the roles, while somebody's app runs, then how people get in: a plan after each; then both are undone. */
async function suspendAndResumeTeam(stage: Stage, team: Team): Promise<void> {
  const environment: Environment = { ...stage.environment, teams: [team] };
  const user = team.users[0]?.name ?? "";
  const studio = stage.stacks.filter(({ name }) => name === studioStackName(environment, team));
  const step = async (title: string, work: (clients: Clients) => Promise<void>, check: typeof stage.planIsEmpty) => {
    const named = `${title} (${team.name})`;
    if (!stage.failed) await stage.asDeployer(phase, work, named);
    if (!stage.failed) await stage.levelByLevel(phase, [studio], check, `${named}: plan`);
  };
  const isEmpty = (stack: OrderedStack) => stage.planIsEmpty(stack);
  const deny = async (clients: Clients) => {
    await spaceOf(user).put(environment, clients);
    await set(stage, team, everybody, clients, { people: false });
    await onlySpacesAreLeft(environment, team, clients);
  };
  await step("deny a team's roles", deny, isEmpty);
  const close = (clients: Clients) => set(stage, team, everybody, clients, { people: true });
  await step("suspend a team", close, (stack) => changesPeopleAlone(stage, team, stack));
  const resume = async (clients: Clients) => {
    await set(stage, team, nobody, clients, { people: true });
    await leave(user, environment, clients);
  };
  await step("resume it", resume, isEmpty);
}

/** Apps end, spaces stay. */
async function onlySpacesAreLeft(environment: Environment, team: Team, clients: Clients): Promise<void> {
  const domain = await findTeamDomain(environment, team, clients);
  const kinds = (await insideDomain(domain?.id ?? "", clients)).map(({ kind }) => kind);
  if (kinds.join() !== "space") throw new Error(`left of a suspended person's work: expected a space, found ${kinds}`);
}

/** What `suspend` does, so that a team is destroyed as it leaves it. */
export const suspendTeam = (stage: Stage, team: Team): Promise<void> =>
  stage.asDeployer(
    phase,
    (clients) => set(stage, team, everybody, clients, { people: true }),
    "suspend before it goes",
  );

async function set(
  { environment, localAws }: Stage,
  team: Team,
  after: Suspension,
  clients: Clients,
  { people }: { readonly people: boolean },
): Promise<void> {
  const domain = await findTeamDomain(environment, team, clients);
  const domainId = domain?.id ?? "";
  const before = await suspensionOf(environment, team, clients.iam);
  const denials = denialsOf(environment, team, domainId, after);
  const door = people ? await findDoor(environment, team, domainId, after, clients.iam) : undefined;
  const identity = identityCenterOf(environment, localAws.environment, sessionNames.suspend);
  const seats = people ? await findSeats({ team, domain, before, after }, identity) : undefined;
  const problem = door?.problem ?? seats?.problem;
  if (problem !== undefined) throw new Error(problem);
  const change = { environment, team, denials, door, seats };
  const asked = { authMode: team.authMode };
  const refusals = after.team
    ? await freeze({ ...change, domainId, asked, steps: [] }, clients, quick)
    : await thaw({ ...change, asleep: [] }, clients, quick);
  identity?.close();
  if (refusals.length > 0) throw new Error(refusals.join());
}

/** How people get in is Terraform's, so a deployment would open it again; nothing else may be. */
async function changesPeopleAlone(stage: Stage, team: Team, stack: OrderedStack): ReturnType<Stage["planIsEmpty"]> {
  const planned = await stage.terraform.plan(stack);
  if (!planned.ok) return planned;
  const changes = await stage.terraform.plannedChanges(stack);
  if (!changes.ok) return changes;
  const found = changes.value.map(({ address, actions }) => `${actions.join("+")} ${address}`).sort();
  const inSso = team.users.map(({ name }) => `create aws_ssoadmin_application_assignment.single-sign-on_${name}`);
  const expected = team.authMode === "IAM" ? ["update aws_iam_policy.people-access"] : inSso.sort();
  if (found.join() === expected.join()) return { ok: true, value: undefined, seconds: planned.seconds };
  const error = `the plan of a suspended team is not "${expected.join()}", but "${found.join()}"`;
  return stage.refusal(stack, error, planned.seconds);
}
