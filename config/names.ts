/** Names and ARNs that follow from the configuration alone, so that one stack can name what another will create. */
import type { Environment, Team } from "./schema";

type Named = Pick<Environment, "name" | "namePrefix">;
type NamedTeam = Pick<Team, "name">;

export const networkingStackName = (environment: Pick<Environment, "name">) => `${environment.name}-networking`;
export const studioStackName = (environment: Pick<Environment, "name">, team: NamedTeam) =>
  `${environment.name}-studio-${team.name}`;
export const bucketsStackName = (environment: Pick<Environment, "name">, team: NamedTeam) =>
  `${environment.name}-buckets-${team.name}`;

/** Names of an environment's stacks. */
export const namesOf = (environment: Pick<Environment, "name" | "teams">): string[] => [
  networkingStackName(environment),
  ...environment.teams.flatMap((team) => [studioStackName(environment, team), bucketsStackName(environment, team)]),
];

/** Whether a stack has the name of one of an environment's, whatever its teams: an environment's name has no hyphen. */
export const isStackOf = (environment: string, stack: string): boolean =>
  new RegExp(`^${environment}-(networking$|studio-.|buckets-.)`).test(stack);

/** Names of stacks of any environment, and the environment's; whatever else they hold, they are nobody else's. */
export const stackOfSomeEnvironment = /^(.+?)-(?:networking$|studio-|buckets-)/;

/** Names of network teams' stacks that add routes to the endpoint subnets. */
export const routeStacksOf = (environments: readonly Pick<Environment, "access">[]): ReadonlySet<string> =>
  new Set(environments.flatMap(({ access }) => access.routes.map(({ stack }) => stack)));

/** Prefix of an environment's own resource names: `<namePrefix>-<env>`. */
export const environmentPrefix = (environment: Named) => `${environment.namePrefix}-${environment.name}`;

/** Prefix of a team's resource names: `<namePrefix>-<env>-<team>`. */
export const teamPrefix = (environment: Named, team: NamedTeam) => `${environmentPrefix(environment)}-${team.name}`;

/**
 * Prefix of the names that a team gives its jobs, models, endpoints and pipelines. Policies tell the teams of a SageMaker
 * account apart by it; it is shorter than teamPrefix because people type it and AWS allows 63 characters in all.
 */
export const jobPrefix = (environment: Named, team: NamedTeam) => `${environment.name}-${team.name}-`;

/** Name of an image of a team's own: at most 50 characters, so that its app configurations' names have at most 62. */
export const imageName = (environment: Named, team: NamedTeam, image: string) =>
  `${jobPrefix(environment, team)}${image}`;

/** Of what says how one kind of app starts with an image: AWS allows 63 characters. */
export const appImageConfigName = (image: string, app: "jupyterlab" | "code-editor") =>
  `${image}-${app === "jupyterlab" ? "jupyter-lab" : app}`;

/** Name of the role with which SageMaker reads a team's images in ECR. */
export const imageRoleName = (environment: Named, team: NamedTeam) => `${teamPrefix(environment, team)}-images`;

/** The same for databases of the Glue catalog, whose names Athena takes without quotes: letters, digits and underscores. */
export const databasePrefix = (environment: Named, team: NamedTeam) =>
  jobPrefix(environment, team).replaceAll("-", "_");

/** Name of the team's workgroup of Athena. */
export const workgroupName = (environment: Pick<Environment, "name">, team: NamedTeam) =>
  `${environment.name}-${team.name}`;

/** Name of the database of the Glue catalog that the blueprint makes for a team; those of the team's own begin with databasePrefix. */
export const databaseName = (environment: Pick<Environment, "name">, team: NamedTeam) =>
  workgroupName(environment, team).replaceAll("-", "_");

/** The name that no bucket in a team's file may have: the access logs' own bucket. */
export const accessLogsBucket = "access-logs";

/** At most 63 characters: checked when the configuration is loaded. */
export const bucketName = (environment: Named, team: NamedTeam, bucket: string, dataAccountId: string) =>
  `${teamPrefix(environment, team)}-${bucket}-${dataAccountId}`;

export const dataKeyAlias = (environment: Named, team: NamedTeam) => `alias/${teamPrefix(environment, team)}-data`;

/** Name of the lifecycle configuration that starts one kind of app: no longer than that of a script, which ends in twelve digits. */
export const startScriptName = (environment: Named, team: NamedTeam, appType: "JupyterLab" | "CodeEditor") =>
  `${teamPrefix(environment, team)}-${appType === "JupyterLab" ? "jupyter-lab" : "code-editor"}`;

export const executionRoleName = (environment: Named, team: NamedTeam) => `${teamPrefix(environment, team)}-execution`;

/** Name of the role that a team's pipelines may run with, where its file has features.pipelineReads. */
export const pipelineRoleName = (environment: Named, team: NamedTeam) => `${teamPrefix(environment, team)}-pipeline`;

/** Name of the role that writes a team's offline feature stores, where its file has features.featureStore.offline. */
export const featureStoreRoleName = (environment: Named, team: NamedTeam) =>
  `${teamPrefix(environment, team)}-features`;

/** Name of the role of a team's tracking server, where its file has features.mlflow. */
export const mlflowRoleName = (environment: Named, team: NamedTeam) => `${teamPrefix(environment, team)}-mlflow`;

/** Name of that server: it begins as all SageMaker objects of the team, which its policies rest on. */
export const trackingServerName = (environment: Named, team: NamedTeam) => `${jobPrefix(environment, team)}mlflow`;

/** Name of a feature group that a team's file declares: at most 64 characters. */
export const featureGroupName = (environment: Named, team: NamedTeam, group: string) =>
  `${jobPrefix(environment, team)}${group}`;

const uriOf = (bucket: string, prefix: string) => `s3://${bucket}/${prefix.replace(/\/$/, "")}`;

/** Where the offline stores of a team's feature groups are; SageMaker adds account, region and group. */
export const offlineStoreUri = uriOf;

/** Where a team's tracking server keeps artifacts; MLflow adds experiment and run. */
export const artifactStoreUri = uriOf;

/** Name of the policy that lets people open the team's Studio in IAM mode. */
export const peoplePolicyName = (environment: Named, team: NamedTeam) => `${teamPrefix(environment, team)}-people`;

/** Terraform's name for the second provider of a Studio stack: it assigns users in IAM Identity Center. */
export const identityCenterAlias = "identity-center";

/** Terraform's name for the second provider of a buckets stack: it makes the team's feature groups and tracking server in the studio account. */
export const studioAccountAlias = "studio-account";

/** An ARN of the environment's partition; region and account may be empty, as in S3's and IAM's. */
export const arn = (
  environment: Pick<Environment, "partition">,
  service: string,
  region: string,
  account: string,
  resource: string,
) => `arn:${environment.partition}:${service}:${region}:${account}:${resource}`;

export const bucketArn = (environment: Pick<Environment, "partition">, name: string) =>
  arn(environment, "s3", "", "", name);

/** The account as a principal: everybody in it whom IAM allows. */
export const accountRoot = (environment: Pick<Environment, "partition">, accountId: string) =>
  arn(environment, "iam", "", accountId, "root");

/** ARN of a role that this blueprint makes in the studio account. */
export const roleArn = (environment: Pick<Environment, "partition" | "iamPath" | "accounts">, name: string) =>
  arn(environment, "iam", "", environment.accounts.studio.id, `role${environment.iamPath}${name}`);

/** ARN of a managed policy that this blueprint makes in the studio account. */
export const policyArn = (environment: Pick<Environment, "partition" | "iamPath" | "accounts">, name: string) =>
  arn(environment, "iam", "", environment.accounts.studio.id, `policy${environment.iamPath}${name}`);

/** ARN of a SageMaker object in the studio account, for example sagemakerArn(environment, "domain/d-123"). */
export const sagemakerArn = (environment: Pick<Environment, "partition" | "region" | "accounts">, resource: string) =>
  arn(environment, "sagemaker", environment.region, environment.accounts.studio.id, resource);

/** Every account that an environment uses, without repetition. */
export const accountIds = (environment: Pick<Environment, "accounts">): string[] => [
  ...new Set([environment.accounts.studio.id, ...Object.values(environment.accounts.data).map((data) => data.id)]),
];

/** The account that an ARN names: its fifth field. */
export const accountOf = (anyArn: string): string => anyArn.split(":")[4] ?? "";
