/** The end of an environment or of a team, in the order that the teardown command tells people. */
import { CreateAppCommand, CreateSpaceCommand, paginateListUserProfiles } from "@aws-sdk/client-sagemaker";
import { bucketsStackName, studioStackName } from "../config/names";
import type { Environment, Team } from "../config/schema";
import type { Clients } from "../teardown/aws";
import { findObstacles } from "../teardown/obstacles";
import { planTeardown } from "../teardown/plan";
import { remove } from "../teardown/remove";
import { levelsOf, type OrderedStack } from "./levels";
import type { Resource } from "./local-aws";
import type { Stage } from "./stage";

/** Terraform itself must refuse, before anything is touched, where a stack holds something protected. */
export async function refuseToDestroy(stage: Stage): Promise<void> {
  const names = stage.environment.teams.filter(({ protect }) => protect).flatMap((team) => stacksOf(stage, team));
  const held = stage.stacks.filter(({ name }) => names.includes(name));
  await stage.levelByLevel("refuse to destroy", [held], async (stack) => {
    const destroyed = await stage.terraform.plan(stack, ["-destroy"]);
    if (destroyed.ok) return stage.refusal(stack, "destroying it was not refused, though it is protected");
    if (!destroyed.error.includes("Instance cannot be destroyed")) return destroyed;
    return { ok: true, value: undefined, seconds: destroyed.seconds };
  });
}

/** The one edit that a user makes before a team goes: protect: false. */
export async function unprotect(stage: Stage): Promise<void> {
  const { environment } = stage;
  stage.synthesize({ ...environment, teams: environment.teams.map((team) => ({ ...team, protect: false })) });
  stage.remarks.add("before the destruction one edit was made in every team's file: protect: false");
  await stage.levelByLevel("unprotect", levelsOf(stage.stacks), (stack) => stage.initAndApply(stack));
}

/** People are in the middle of work when a team goes: an app of the profile's own, and a private space with one. */
export async function useStudio(stage: Stage): Promise<void> {
  await stage.asDeployer("use Studio", async ({ sagemaker }) => {
    for await (const page of paginateListUserProfiles({ client: sagemaker }, {})) {
      for (const { DomainId, UserProfileName } of page.UserProfiles ?? []) {
        const SpaceName = `space-of-${UserProfileName}`;
        const app = { DomainId, AppType: "JupyterLab", AppName: "default" } as const;
        await sagemaker.send(new CreateAppCommand({ ...app, UserProfileName }));
        const OwnershipSettings = { OwnerUserProfileName: UserProfileName };
        const SpaceSharingSettings = { SharingType: "Private" } as const;
        await sagemaker.send(new CreateSpaceCommand({ DomainId, SpaceName, OwnershipSettings, SpaceSharingSettings }));
        await sagemaker.send(new CreateAppCommand({ ...app, SpaceName }));
      }
    }
  });
}

/** Apps, then the domains, then what AWS leaves of them; home directories too, each named. */
export async function tearDown(stage: Stage, teams: readonly Team[] = stage.environment.teams): Promise<void> {
  const environment: Environment = { ...stage.environment, teams: [...teams] };
  const clear = async (clients: Clients) => {
    const { obstacles } = await findObstacles(environment, clients);
    const fileSystems = obstacles.filter(({ kind }) => kind === "file system").map(({ id }) => id);
    const going = planTeardown(obstacles, fileSystems).flatMap(({ obstacle, keep }) => (keep ? [] : [obstacle]));
    await remove(going, clients, { pause: 200 });
    if (fileSystems.length > 0) stage.remarks.add("home directories were deleted, named one by one");
  };
  await stage.asDeployer("tear down", clear);
  if (stage.failed) return;
  const names = teams.map((team) => studioStackName(environment, team));
  const studios = stage.stacks.filter(({ name }) => names.includes(name));
  await stage.levelByLevel("tear down", [studios], (stack) =>
    stage.terraform.destroy(stack, ["-target=aws_sagemaker_domain.domain"]),
  );
  if (!stage.failed) await stage.asDeployer("tear down", clear);
}

export async function destroy(stage: Stage, stacks: readonly OrderedStack[] = stage.stacks): Promise<void> {
  await stage.levelByLevel("destroy", levelsOf(stacks).reverse(), (stack) => stage.terraform.destroy(stack));
}

/** Whatever the accounts did not hold before is left over. */
export function askWhatIsLeft(stage: Stage, before: readonly Resource[]): Promise<void> {
  const identity = ({ account, kind, id }: Resource) => `${account} ${kind} ${id}`;
  const known = new Set(before.map(identity));
  return stage.expectNone("ask what is left", async () => {
    const left = (await stage.resources()).filter((resource) => !known.has(identity(resource)));
    return left.map(({ account, kind, id }) => `left after the destruction: ${kind} ${id} in account ${account}`);
  });
}

const stacksOf = ({ environment }: Stage, team: Team) => [
  studioStackName(environment, team),
  bucketsStackName(environment, team),
];
