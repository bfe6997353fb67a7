/** Another value for each key: from the schema where it lists them, from here where it takes a text; and the exceptions. */
import type { z } from "zod";
import type { Full } from "./full";
import { define } from "./places";

/** Right values beside those of the full configuration, by file and place. */
const texts: Readonly<Record<string, string>> = {
  "environment region": "eu-west-1",
  "environment availabilityZoneIds.[]": "euc1-az3",
  "environment accounts.studio.id": "123123123123",
  "environment accounts.studio.deployerRole": "arn:aws:iam::555555555555:role/other",
  "environment accounts.data.{}.id": "123123123123",
  "environment accounts.data.{}.deployerRole": "arn:aws:iam::777777777777:role/other",
  "environment network.vpcCidr": "10.2.0.0/17",
  "environment network.endpointCidr": "10.2.16.0/20",
  "environment network.studioCidr": "10.2.64.0/19",
  "environment network.extraInterfaceEndpoints.[]": "ssm",
  "environment access.publicCidrs.[]": "203.0.113.0/25",
  "environment access.privateCidrs.[]": "172.16.0.0/21",
  "environment readOnlyBuckets.[]": "jumpstart-cache-prod-eu-west-1",
  "environment readOnlyBuckets.[].name": "other-reference-data",
  "environment readOnlyBuckets.[].account": "123123123123",
  "environment packageRegistries.[].account": "123123123123",
  "environment packageRegistries.[].domain": "other",
  "environment packageRegistries.[].repositories.[]": "other",
  "environment imageRegistries.[].account": "123123123123",
  "environment imageRegistries.[].repositories.[]": "other/image",
  "environment state(s3).bucket": "other-state",
  "environment state(s3).region": "eu-central-1",
  "environment state(s3).role": "arn:aws:iam::555555555555:role/other-state",
  "environment state(s3).kmsKey": "arn:aws:kms:eu-west-1:555555555555:alias/other-state",
  "environment state(cloud).organization": "other-platform",
  "environment state(cloud).hostname": "tfe.example.com",
  "environment state(cloud).project": "other-enclave",
  "environment owner": "other-platform",
  "environment tags.{}": "other",
  "environment permissionsBoundary": "other-boundary",
  "environment identityCenter.identityStoreId": "d-0987654321",
  "environment identityCenter.deployerRole": "arn:aws:iam::101010101010:role/other",
  "environment iamPath": "/other/",
  "environment namePrefix": "other",
  "team cidr": "10.2.96.0/21",
  "team users.[].name": "hedy",
  "team users.[].ssoUser": "hedy@example.com",
  "team users.[].instanceType": "ml.m5.2xlarge",
  "team dataAccount": "analytics",
  "team buckets.[].name": "other",
  "team buckets.[].producers.[].role": "arn:aws:iam::888888888888:role/other",
  "team buckets.[].producers.[].prefix": "other/",
  "team buckets.[].producers.[].vpcEndpoint": "vpce-0a1b2c3d4e5f60719",
  "team buckets.[].producers.[].cidrs.[]": "198.51.100.128/26",
  "team buckets.[].readers.[].role": "arn:aws:iam::888888888888:role/other",
  "team buckets.[].readers.[].prefix": "other/",
  "team buckets.[].readers.[].vpcEndpoint": "vpce-0a1b2c3d4e5f60719",
  "team buckets.[].readers.[].cidrs.[]": "198.51.100.128/26",
  "team features.athena.reads.[].bucket": "models",
  "team features.athena.reads.[].prefix": "other/",
  "team features.athena.results.bucket": "models",
  "team features.athena.results.prefix": "other/",
  "team features.featureStore.offline.bucket": "transactions",
  "team features.featureStore.offline.prefix": "other/",
  "team features.mlflow.bucket": "transactions",
  "team features.mlflow.prefix": "other/",
  "team features.featureStore.offline.groups.[].name": "other",
  "team features.featureStore.offline.groups.[].recordIdentifier": "other",
  "team features.featureStore.offline.groups.[].eventTime": "other",
  "team features.featureStore.offline.groups.[].features.[].name": "other-feature",
  "team features.pipelineReads.bucket": "transactions",
  "team features.pipelineReads.prefix": "other/",
  "team images.[].name": "other",
  "team images.[].repository.account": "345678901234",
  "team images.[].repository.name": "other",
  "team images.[].digests.[]": `sha256:${"b".repeat(64)}`,
  "team images.[].container.entrypoint": "other",
  "team images.[].container.arguments.[]": "--other",
  "team images.[].container.environment.{}": "other",
  "team instanceType": "ml.m5.2xlarge",
  "team instanceTypes.apps.[]": "ml.t3.m*",
  "team instanceTypes.jobs.[]": "ml.r5.*",
  "team instanceTypes.endpoints.[]": "ml.r5.*",
  "team docker.trustedAccounts.[]": "545423591354",
  "team lifecycleScript": "other-setup.sh",
  "team tags.{}": "other",
};

/** What must not be written beside a key, for it says the same once more or excludes another value: taken out before and after the change. */
export const prepared: Readonly<Record<string, (configuration: Full) => Full>> = {
  "environment region": without("environment", "availabilityZoneIds"),
  "environment accounts.studio.id": without("environment", "accounts", "studio", "deployerRole"),
  "environment access.privateCidrs.[]": without("environment", "access", "routes"),
  "environment network.extraInterfaceEndpoints.[]": without("teams", "fraud", "features"),
  "environment imageRegistries.[].account": without("teams", "fraud", "images"),
  "environment imageRegistries.[].repositories.[]": without("teams", "fraud", "images"),
  "team images.[].repository.name": without("teams", "fraud", "images", 0, "repository", "account"),
  "environment separation": (configuration) => ({
    ...without("environment", "identityCenter")(configuration),
    teams: Object.fromEntries(Object.entries(configuration.teams).slice(0, 1)),
  }),
  "environment state(s3).region": without("environment", "state", "kmsKey"),
  "team buckets.[].name": without("teams", "fraud", "features"),
};

/** Keys that no other value of theirs changes the stacks by: the test named here shows what changes instead. */
export const exceptions: Readonly<Record<string, string>> = {
  "environment schemaVersion": "a file of another version is refused",
  "environment state(local).backend": "each kind of state is another place of the state of every stack",
  "environment state(s3).backend": "each kind of state is another place of the state of every stack",
  "environment state(cloud).backend": "each kind of state is another place of the state of every stack",
  "environment access.routes.[].cidr": "a route is what the proof accepts of another stack",
  "environment access.routes.[].through": "a route is what the proof accepts of another stack",
  "environment access.routes.[].stack": "a route is what the proof accepts of another stack",
  "environment organizationId": "the organization decides what the proof asks of denials that name one",
  "team schemaVersion": "a file of another version is refused",
  "team authMode": "the way to log in changes the domain, and with it who names people",
};

/** Another right value; undefined where none is known. */
export function otherValue(name: string, schema: z.ZodType, old: unknown): unknown {
  const { type, entries, values, options } = define(schema);
  const listed = [
    ...Object.values(entries ?? {}),
    ...(values ?? []),
    ...(options ?? []).flatMap((option) => define(option).values ?? []),
  ];
  if (listed.length > 0) return listed.find((each) => each !== old);
  if (type === "boolean") return !old;
  if (type === "number") return Number(old) + 1;
  return texts[name];
}

function without(...path: readonly (string | number)[]): (configuration: Full) => Full {
  return (configuration) => {
    const last = path.at(-1) ?? "";
    const holder = path
      .slice(0, -1)
      .reduce<unknown>((here, key) => (here as Record<string | number, unknown>)[key], configuration);
    if (!(last in (holder as object))) throw new Error(`${path.join(".")} is not in the configuration`);
    delete (holder as Record<string | number, unknown>)[last];
    return configuration;
  };
}
