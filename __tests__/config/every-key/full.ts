/** A valid configuration that shows every key of the schema: the shipped prod, and what prod shows in other places. */
import { parse } from "yaml";
import type { z } from "zod";
import type { environmentSchema, teamSchema } from "../../../config/schema";
import { type Files, shippedFiles } from "../folders";

type EnvironmentText = z.input<typeof environmentSchema>;
type TeamText = z.input<typeof teamSchema>;

/** Of each file its content, as YAML says it; scripts as text. */
export interface Full {
  readonly environment: EnvironmentText;
  readonly teams: Readonly<Record<string, TeamText>>;
  readonly scripts: Readonly<Record<string, string>>;
}

export const environmentName = "prod";

/** Every kind of `state` with every key of its own. */
export const states: Readonly<Record<string, EnvironmentText["state"]>> = {
  local: { backend: "local" },
  s3: {
    backend: "s3",
    bucket: "enclave-state-555555555555",
    region: "eu-west-1",
    role: "arn:aws:iam::555555555555:role/platform/state",
    kmsKey: "arn:aws:kms:eu-west-1:555555555555:alias/state",
  },
  cloud: {
    backend: "cloud",
    organization: "example-platform",
    hostname: "app.terraform.io",
    project: "studio-enclave",
  },
};

/** Added for the features of a team alone. */
export const endpointsOfFeatures = ["experiments", "sagemaker.featurestore-runtime"];

/** The same without features and the endpoints that are there for them. What these add to policies takes room. */
export const withoutFeatures = (configuration: Full): Full => ({
  ...configuration,
  environment: {
    ...configuration.environment,
    network: {
      ...configuration.environment.network,
      extraInterfaceEndpoints: configuration.environment.network?.extraInterfaceEndpoints?.filter(
        (name) => !endpointsOfFeatures.includes(name),
      ),
    },
  },
  teams: Object.fromEntries(
    Object.entries(configuration.teams).map(([name, { features: _, ...team }]) => [name, team]),
  ),
});

/** One team of each way to log in. Zones and ranges leave room to move each of them. */
export function full(): Full {
  const files = shippedFiles(environmentName);
  const environment = parse(files["environment.yaml"] ?? "") as EnvironmentText;
  const fraud = parse(files["teams/fraud.yaml"] ?? "") as TeamText;
  const marketing = parse(files["teams/marketing.yaml"] ?? "") as TeamText;
  const [transactions, ...others] = fraud.buckets ?? [];
  const parties = (kind: string) => [
    { role: `arn:aws:iam::888888888888:role/${kind}-a`, prefix: "a/", vpcEndpoint: "vpce-0a1b2c3d4e5f60718" },
    { role: `arn:aws:iam::888888888888:role/${kind}-b`, prefix: "b/", cidrs: ["198.51.100.64/26"] },
  ];
  return {
    environment: {
      ...environment,
      availabilityZoneIds: ["euc1-az1", "euc1-az2"],
      network: {
        ...environment.network,
        studioCidr: "10.2.64.0/18",
        extraInterfaceEndpoints: [
          "athena",
          ...(environment.network?.extraInterfaceEndpoints ?? []),
          ...endpointsOfFeatures,
        ],
      },
      imageRegistries: [
        ...(environment.imageRegistries ?? []),
        { account: "345678901234", repositories: ["platform/training"] },
      ],
    },
    teams: {
      fraud: {
        ...fraud,
        cidr: "10.2.64.0/21",
        images: [
          {
            name: "lab",
            repository: { account: "234567890123", name: "platform/training" },
            digests: [`sha256:${"a".repeat(64)}`],
            apps: ["jupyterlab"],
            container: { entrypoint: "start", arguments: ["--verbose"], environment: { THEME: "dark" } },
          },
        ],
        buckets: transactions
          ? [{ ...transactions, producers: parties("writer"), readers: parties("reader") }, ...others]
          : [],
        docker: { trustedAccounts: ["763104351884"] },
        features: {
          athena: {
            reads: [{ bucket: "transactions", prefix: "curated/" }],
            results: { bucket: "transactions", prefix: "athena/" },
          },
          mlflow: { bucket: "models", prefix: "mlflow/", size: "Small" },
          modelRegistry: {},
          featureStore: {
            offline: {
              bucket: "models",
              prefix: "feature-store/",
              groups: [
                {
                  name: "cards",
                  recordIdentifier: "card",
                  eventTime: "seen",
                  online: true,
                  features: [
                    { name: "declined", type: "Integral" },
                    { name: "card", type: "String" },
                    { name: "other", type: "String" },
                    { name: "seen", type: "Fractional" },
                  ],
                },
              ],
            },
          },
          pipelineReads: { bucket: "models", prefix: "pipelines/" },
        },
      },
      marketing: { ...marketing, cidr: "10.2.72.0/22" },
    },
    scripts: { "fraud-setup.sh": "echo one\n", "other-setup.sh": "echo other\n" },
  };
}

/** The configuration as files; JSON is YAML. */
export const filesOf = ({ environment, teams, scripts }: Full): Files => ({
  "environment.yaml": JSON.stringify(environment, undefined, 1),
  ...Object.fromEntries(
    Object.entries(teams).map(([name, team]) => [`teams/${name}.yaml`, JSON.stringify(team, undefined, 1)]),
  ),
  ...Object.fromEntries(Object.entries(scripts).map(([name, text]) => [`scripts/${name}`, text])),
});
