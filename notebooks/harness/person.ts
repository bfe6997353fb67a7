/** The person whose day is recorded: team research of the shipped environment dev, in a JupyterLab app. */
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { bucketName, executionRoleName, roleArn } from "../../config/names";
import { lifecycleScript } from "../../modules/studio/lifecycle-script";

/** What only AWS knows: ids as AWS makes them. */
const made = {
  domain: "d-0123456789ab",
  subnets: ["subnet-0000000000000000a", "subnet-0000000000000000b"],
  securityGroup: "sg-00000000000000000",
};

/** The settings of the harness and the script that runs when the app starts. Throws where dev has problems. */
export function person() {
  const { environments } = loadEnvironments(join(__dirname, "..", "..", "environments"), { environment: "dev" });
  const [environment] = environments;
  const team = environment?.teams.find(({ name }) => name === "research");
  if (environment === undefined || team === undefined)
    throw new Error("environments/dev has no team research that loads");
  const account = environment.accounts.studio.id;
  const key = (id: string, of: string) => `arn:aws:kms:${environment.region}:${of}:key/${id}`;
  const settings = {
    ...made,
    account,
    region: environment.region,
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
  return { settings, metadata, script: lifecycleScript(environment, team) };
}
