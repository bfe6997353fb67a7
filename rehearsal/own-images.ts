/** People work with an image of their team's own while its versions come and go: an app keeps its version, and AWS refuses to delete one that an app or a space has. */
import {
  CreateAppCommand,
  CreateSpaceCommand,
  DeleteAppCommand,
  DescribeAppCommand,
  paginateListImageVersions,
  type ResourceSpec,
  UpdateSpaceCommand,
} from "@aws-sdk/client-sagemaker";
import { imageName } from "../config/names";
import type { Environment, Team } from "../config/schema";
import type { Clients } from "../teardown/aws";
import { findTeamDomain } from "../teardown/of-user";
import { type Obstruction, spaceOf } from "./leaver";
import type { Meanwhile } from "./meanwhile";

const space = "own-image";

interface OnImage {
  readonly DomainId: string;
  readonly user: string;
  /** ARNs of the versions of the first image, the oldest first. */
  readonly versions: readonly string[];
}

const firstOf = ({ teams: [team] }: Environment): Team => {
  if (team === undefined) throw new Error("an environment without teams has no images");
  return team;
};

export const hasImages = (environment: Environment): boolean => firstOf(environment).images.length > 0;

async function lookUp(environment: Environment, clients: Clients): Promise<OnImage> {
  const team = firstOf(environment);
  const [[user], [image]] = [team.users, team.images];
  const domain = await findTeamDomain(environment, team, clients);
  if (!user || !image || !domain) throw new Error(`${team.name} has no user, no image or no domain`);
  const versions: string[] = [];
  const named = {
    ImageName: imageName(environment, team, image.name),
    SortBy: "VERSION",
    SortOrder: "ASCENDING",
  } as const;
  for await (const page of paginateListImageVersions({ client: clients.sagemaker }, named))
    versions.push(...(page.ImageVersions ?? []).flatMap(({ ImageVersionArn }) => ImageVersionArn ?? []));
  return { DomainId: domain.id, user: user.name, versions };
}

const onVersion = (version: string | undefined): ResourceSpec => {
  if (version === undefined) throw new Error("the image has no such version");
  return { SageMakerImageVersionArn: version };
};
const settings = (spec: ResourceSpec) => ({
  AppType: "JupyterLab" as const,
  JupyterLabAppSettings: { DefaultResourceSpec: spec },
});
const app = { AppType: "JupyterLab", AppName: "default", SpaceName: space } as const;

/** The first user has a private space with the version, and an app in it. */
async function work({ DomainId, user }: OnImage, version: string | undefined, { sagemaker }: Clients): Promise<void> {
  const spec = onVersion(version);
  await sagemaker.send(
    new CreateSpaceCommand({
      DomainId,
      SpaceName: space,
      OwnershipSettings: { OwnerUserProfileName: user },
      SpaceSharingSettings: { SharingType: "Private" },
      SpaceSettings: settings(spec),
    }),
  );
  await sagemaker.send(new CreateAppCommand({ ...app, DomainId, ResourceSpec: spec }));
}

/** An app runs on the oldest version while another is added: it still runs on it, and the person can start one on the newest. */
export const onTheOldVersion: Meanwhile = {
  begin: (stage) =>
    stage.asDeployer(
      "day two",
      async (clients) => {
        const found = await lookUp(stage.environment, clients);
        await work(found, found.versions[0], clients);
      },
      "an app runs on a version of the team's image",
    ),
  end: (stage) =>
    stage.asDeployer(
      "day two",
      async (clients) => {
        const { DomainId, user, versions } = await lookUp(stage.environment, clients);
        const running = await clients.sagemaker.send(new DescribeAppCommand({ ...app, DomainId }));
        const has = running.ResourceSpec?.SageMakerImageVersionArn;
        if (running.Status !== "InService" || has !== versions[0])
          throw new Error(`the app is expected to run on ${versions[0]}, and is ${running.Status} on ${has}`);
        await takeTheNewest({ DomainId, user, versions }, clients);
        await spaceOf(user).clear(stage.environment, clients);
      },
      "the app runs on, and the next one starts with the new version",
    ),
};

/** What the person does: stops the app, sets the space to the newest version, and starts again; the home directory stays. */
async function takeTheNewest({ DomainId, versions }: OnImage, { sagemaker }: Clients): Promise<void> {
  const spec = onVersion(versions.at(-1));
  await sagemaker.send(new DeleteAppCommand({ ...app, DomainId }));
  await sagemaker.send(new UpdateSpaceCommand({ DomainId, SpaceName: space, SpaceSettings: settings(spec) }));
  await sagemaker.send(new CreateAppCommand({ ...app, DomainId, ResourceSpec: spec }));
}

/** A space of the first user has the oldest version, which is going; the person takes the newest. */
export const theOldVersionIsUsed: Obstruction = {
  refusal: "ResourceInUse",
  put: async (environment, clients) => {
    const found = await lookUp(environment, clients);
    await work(found, found.versions[0], clients);
  },
  clear: async (environment, clients) => {
    const found = await lookUp(environment, clients);
    await takeTheNewest(found, clients);
    await spaceOf(found.user).clear(environment, clients);
  },
};
