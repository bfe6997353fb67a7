/** The person whose day is recorded, in a JupyterLab app of a shipped environment: one for each separation mode. */
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { bucketName, executionRoleName, jobPrefix, roleArn, workgroupName } from "../../config/names";
import { lifecycleScript } from "../../modules/studio/lifecycle-script";

/** How the person's environment tells teams apart (`separation` of environment.yaml). Each way has a person of its own. */
export const modes = ["names", "account"] as const;
export type Mode = (typeof modes)[number];

export const people: Readonly<Record<Mode, { readonly environment: string; readonly team: string }>> = {
  names: { environment: "dev", team: "research" },
  account: { environment: "solo", team: "research" },
};

/** What only AWS knows: ids as AWS makes them. */
const made = {
  domain: "d-0123456789ab",
  subnets: ["subnet-0000000000000000a", "subnet-0000000000000000b"],
  securityGroup: "sg-00000000000000000",
};

/** The settings of the harness and the script that runs when the app starts. Throws where the environment has problems. */
export function person(mode: Mode) {
  const of = people[mode];
  const folder = join(__dirname, "..", "..", "environments");
  const { environments } = loadEnvironments(folder, { environment: of.environment });
  const [environment] = environments;
  const team = environment?.teams.find(({ name }) => name === of.team);
  if (environment === undefined || team === undefined)
    throw new Error(`environments/${of.environment} has no team ${of.team} that loads`);
  const account = environment.accounts.studio.id;
  const key = (id: string, of: string) => `arn:aws:kms:${environment.region}:${of}:key/${id}`;
  const settings = {
    ...made,
    account,
    region: environment.region,
    prefix: environment.separation === "account" ? "" : jobPrefix(environment, team),
    role: roleArn(environment, executionRoleName(environment, team)),
    bucket: bucketName(environment, team, team.buckets[0]?.name ?? "", team.dataAccount.id),
    studioKey: key("00000000-0000-0000-0000-000000000001", account),
    dataKey: key("00000000-0000-0000-0000-000000000002", team.dataAccount.id),
  };
  const metadata = {
    AppType: "JupyterLab",
    DomainId: made.domain,
    UserProfileName: team.users[0]?.name ?? "",
    SpaceName: "work",
    ResourceArn: `arn:aws:sagemaker:${environment.region}:${account}:app/${made.domain}/work/JupyterLab/default`,
    ResourceName: "default",
  };
  return {
    settings,
    metadata,
    script: lifecycleScript(environment, team),
    workgroup: workgroupName(environment, team),
  };
}
