/** Interface endpoints admit only the environment's principals to the environment's resources and AWS's own declared ones. */
import assert from "node:assert/strict";
import { accountIds, networkingStackName } from "../../config/names";
import type { Environment } from "../../config/schema";
import { awsImageAccounts } from "../../config/tables/ecr-registries";
import type { Policy } from "../../isolation/policy";
import { anonymous, may, mayNot, only, roleIn, strangerAccount, teamRole } from "./access";
import { endpointsOf, policyOf, strangers, through } from "./endpoint-policies";
import type { Promised, World } from "./promise";
import { idOf, idsOf, settingsAre, vpcId } from "./settings";

/** Without sts and logs the SDK hangs; the others are what Studio, jobs and image pulls call. */
const needed = [
  "ecr.api",
  "ecr.dkr",
  "kms",
  "logs",
  "monitoring",
  "sagemaker.api",
  "sagemaker.runtime",
  "sts",
  "studio",
];

const hostedBySageMaker = new Set(["studio", "experiments"]);

/** Calls that pass through an endpoint. */
interface Calls {
  readonly actions: readonly string[];
  /** In an account, what they work on; "*" for calls that know no resources. */
  readonly on: (account: string, environment: Environment) => string;
  /** Whose resources: the studio account's, any of the environment's, or the studio account's and AWS's image registries'. */
  readonly of: "studio" | "environment" | "images";
  /** Calls that must not pass even on the environment's own resources. */
  readonly never?: readonly string[];
  /** Of the environment's accounts, and out of reach all the same. */
  readonly notOn?: Calls["on"];
  /** The same as never, where several teams share the studio account. */
  readonly neverInSharedAccounts?: readonly string[];
}

const inRegion =
  (service: string, resource: string): Calls["on"] =>
  (account, { partition, region }) =>
    `arn:${partition}:${service}:${region}:${account}:${resource}`;
/** Named after a team of the environment. */
const ofTeams =
  (service: string, type: string): Calls["on"] =>
  (account, environment) =>
    inRegion(service, `${type}${environment.name}-research-one`)(account, environment);
const nothingInParticular = () => "*";

const images: readonly Calls[] = [
  { actions: ["ecr:GetAuthorizationToken"], on: nothingInParticular, of: "studio" },
  {
    actions: [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:GetDownloadUrlForLayer",
      "ecr:DescribeImages",
      "ecr:DescribeRepositories",
    ],
    on: inRegion("ecr", "repository/sagemaker-distribution"),
    of: "images",
    never: ["ecr:PutImage", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:SetRepositoryPolicy"],
  },
];

/** By endpoint, what the teams' roles need of it. */
const callsThrough: Readonly<Record<string, readonly Calls[]>> = {
  athena: [
    {
      actions: ["athena:StartQueryExecution", "athena:GetQueryResults"],
      on: ofTeams("athena", "workgroup/"),
      of: "studio",
      never: ["athena:StartSession", "athena:UpdateWorkGroup"],
      notOn: inRegion("athena", "workgroup/primary"),
    },
    {
      actions: ["athena:GetDataCatalog"],
      on: inRegion("athena", "datacatalog/AwsDataCatalog"),
      of: "studio",
      never: ["athena:CreateDataCatalog"],
      notOn: inRegion("athena", "datacatalog/of-the-platform"),
    },
  ],
  "codeartifact.api": [
    {
      actions: ["codeartifact:GetRepositoryEndpoint", "codeartifact:ReadFromRepository"],
      on: inRegion("codeartifact", "repository/domain/one"),
      of: "environment",
    },
    {
      actions: ["codeartifact:GetAuthorizationToken"],
      on: inRegion("codeartifact", "domain/domain"),
      of: "environment",
    },
  ],
  "codeartifact.repositories": [
    {
      actions: ["codeartifact:ReadFromRepository"],
      on: inRegion("codeartifact", "repository/domain/one"),
      of: "environment",
    },
  ],
  "ecr.api": images,
  "ecr.dkr": images,
  glue: [{ actions: ["glue:GetTable"], on: inRegion("glue", "table/db/t"), of: "environment" }],
  kms: [
    {
      actions: [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
        "kms:CreateGrant",
      ],
      on: inRegion("kms", "key/any"),
      of: "environment",
      never: ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"],
    },
  ],
  logs: [
    {
      actions: [
        "logs:CreateLogGroup",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "logs:DescribeLogGroups",
        "logs:DescribeLogStreams",
        "logs:GetLogEvents",
      ],
      on: inRegion("logs", "log-group:/aws/sagemaker/studio"),
      of: "studio",
      never: ["logs:PutSubscriptionFilter", "logs:PutDestination", "logs:PutResourcePolicy", "logs:CreateExportTask"],
    },
  ],
  monitoring: [
    {
      actions: [
        "cloudwatch:PutMetricData",
        "cloudwatch:GetMetricData",
        "cloudwatch:GetMetricStatistics",
        "cloudwatch:ListMetrics",
      ],
      on: nothingInParticular,
      of: "studio",
      never: ["cloudwatch:PutMetricStream", "cloudwatch:PutDashboard"],
      neverInSharedAccounts: ["cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms"],
    },
  ],
  "sagemaker.api": [
    {
      actions: ["sagemaker:DescribeTrainingJob", "sagemaker:CreateTrainingJob"],
      on: inRegion("sagemaker", "training-job/one"),
      of: "studio",
    },
  ],
  experiments: [
    {
      actions: ["sagemaker-mlflow:CreateRun", "sagemaker-mlflow:SearchRuns"],
      on: ofTeams("sagemaker", "mlflow-tracking-server/"),
      of: "studio",
      never: ["sagemaker:CreateMlflowTrackingServer", "sagemaker:CallMlflowAppApi"],
    },
  ],
  "sagemaker.runtime": [
    { actions: ["sagemaker:InvokeEndpoint"], on: inRegion("sagemaker", "endpoint/one"), of: "studio" },
  ],
  "sagemaker.featurestore-runtime": [
    {
      actions: [
        "sagemaker:BatchGetRecord",
        "sagemaker:BatchWriteRecord",
        "sagemaker:DeleteRecord",
        "sagemaker:GetRecord",
        "sagemaker:ListRecords",
        "sagemaker:PutRecord",
      ],
      on: ofTeams("sagemaker", "feature-group/"),
      of: "studio",
      notOn: inRegion("sagemaker", "endpoint/one"),
      never: ["sagemaker:CreateFeatureGroup", "sagemaker:InvokeEndpoint"],
    },
  ],
  secretsmanager: [
    {
      actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      on: ofTeams("secretsmanager", "secret:"),
      of: "studio",
      notOn: inRegion("secretsmanager", "secret:of-the-platform"),
      never: ["secretsmanager:PutSecretValue", "secretsmanager:PutResourcePolicy"],
    },
  ],
  sts: [
    {
      actions: ["sts:GetCallerIdentity"],
      on: nothingInParticular,
      of: "studio",
      never: ["sts:GetSessionToken", "sts:GetFederationToken"],
    },
  ],
};

const accountsOf = (environment: Environment, calls: Calls): string[] => {
  const studio = environment.accounts.studio.id;
  if (calls.of === "studio") return [studio];
  return calls.of === "environment" ? accountIds(environment) : [studio, ...awsImageAccounts(environment.region)];
};

const eachCall = (world: World, visit: (calls: Calls, endpoint: Policy) => void): void => {
  for (const [name, endpoint] of endpointsOf(world)) {
    if (name === "studio") continue;
    const calls = callsThrough[name];
    assert.ok(calls, `say here which calls pass through the endpoint ${name}`);
    const policy = policyOf([name, endpoint]);
    for (const each of calls) visit(each, policy);
  }
};

const profile = (environment: Environment, account: string) =>
  inRegion("sagemaker", "user-profile/d-1/ada")(account, environment);

export const promises: Promised[] = [
  {
    name: "every service that Studio needs has an endpoint with private DNS in each endpoint subnet, behind the endpoints' group",
    check: (world) => {
      const { environment } = world;
      const stack = networkingStackName(environment);
      const names = [...new Set([...needed, ...environment.network.extraInterfaceEndpoints])];
      settingsAre(
        world,
        stack,
        "aws_vpc_endpoint",
        names.map((name) => ({
          vpc_id: vpcId(world),
          vpc_endpoint_type: "Interface",
          service_name: hostedBySageMaker.has(name)
            ? `aws.sagemaker.${environment.region}.${name}`
            : `com.amazonaws.${environment.region}.${name}`,
          subnet_ids: idsOf(world, stack, "aws_subnet"),
          security_group_ids: [idOf(world, stack, "aws_security_group")],
          private_dns_enabled: true,
        })),
      );
    },
  },
  {
    name: "the endpoints' group admits HTTPS from the Studio range and the private ranges, and lets nothing out",
    check: (world) => {
      const { environment } = world;
      const stack = networkingStackName(environment);
      settingsAre(world, stack, "aws_security_group", [{ vpc_id: vpcId(world) }]);
      settingsAre(
        world,
        stack,
        "aws_vpc_security_group_ingress_rule",
        [environment.network.studioCidr, ...environment.access.privateCidrs].map((cidr) => ({
          security_group_id: idOf(world, stack, "aws_security_group"),
          cidr_ipv4: cidr,
          ip_protocol: "tcp",
          from_port: 443,
          to_port: 443,
        })),
      );
      settingsAre(world, stack, "aws_vpc_security_group_egress_rule", []);
    },
  },
  {
    name: "a team's role reaches what Studio and jobs need through the endpoints, on the environment's and AWS's resources",
    check: (world) => {
      const { environment } = world;
      const [team] = environment.teams;
      assert.ok(team);
      const as = teamRole(environment, team);
      eachCall(world, (calls, endpoint) => {
        for (const account of accountsOf(environment, calls)) {
          const on = calls.on(account, environment);
          for (const action of calls.actions) may({ as, action, on, account, policies: through(endpoint) });
        }
      });
    },
  },
  {
    name: "through the endpoints nobody makes a call that shares, pushes or changes walls",
    check: (world) => {
      const { environment } = world;
      const account = environment.accounts.studio.id;
      const [team] = environment.teams;
      assert.ok(team);
      const as = teamRole(environment, team);
      eachCall(world, (calls, endpoint) => {
        const on = calls.on(account, environment);
        const shared = environment.separation === "account" ? [] : (calls.neverInSharedAccounts ?? []);
        for (const action of [...(calls.never ?? []), ...shared])
          mayNot({ as, action, on, account, policies: through(endpoint) });
      });
    },
  },
  {
    name: "strangers' principals, other environments' roles and people's own roles do not pass",
    check: (world) => {
      const { environment } = world;
      const account = environment.accounts.studio.id;
      const outsiders = strangers(environment);
      eachCall(world, (calls, endpoint) => {
        const on = calls.on(account, environment);
        for (const as of outsiders) {
          for (const action of calls.actions) mayNot({ as, action, on, account, policies: through(endpoint) });
        }
      });
    },
  },
  {
    name: "strangers' resources are out of reach, whoever asks",
    check: (world) => {
      const { environment } = world;
      const [team] = environment.teams;
      assert.ok(team);
      const as = teamRole(environment, team);
      eachCall(world, (calls, endpoint) => {
        const on = calls.on(strangerAccount, environment);
        // Calls that know no resource speak of the caller's own account.
        if (on === "*") return;
        for (const action of calls.actions)
          mayNot({ as, action, on, account: strangerAccount, policies: through(endpoint) });
      });
    },
  },
  {
    name: "through the endpoints of ECR images of declared repositories of other accounts are pulled, of no others there, and none is pushed",
    check: (world) => {
      const { environment } = world;
      const [team] = environment.teams;
      assert.ok(team);
      const as = teamRole(environment, team);
      const [, { actions, never = [] }] = images as readonly [Calls, Calls];
      for (const [name, endpoint] of endpointsOf(world).filter(([name]) => name.startsWith("ecr."))) {
        const policies = through(policyOf([name, endpoint]));
        for (const { account, repositories } of environment.imageRegistries) {
          const on = (repository: string) => inRegion("ecr", `repository/${repository}`)(account, environment);
          for (const repository of repositories) {
            const call = { as, account, policies };
            for (const action of actions) may({ ...call, action, on: on(repository) });
            for (const action of never) mayNot({ ...call, action, on: on(repository) });
            for (const action of actions) mayNot({ ...call, action, on: on(`${repository}-2`) });
            for (const other of strangers(environment))
              for (const action of actions) mayNot({ ...call, as: other, action, on: on(repository) });
          }
        }
      }
    },
  },
  {
    name: "secrets and workgroups that are not named after a team of the environment are out of reach",
    check: (world) => {
      const { environment } = world;
      const [team] = environment.teams;
      assert.ok(team);
      const account = environment.accounts.studio.id;
      eachCall(world, (calls, endpoint) => {
        if (!calls.notOn) return;
        const on = calls.notOn(account, environment);
        for (const action of calls.actions)
          mayNot({ as: teamRole(environment, team), action, on, account, policies: through(endpoint) });
      });
    },
  },
  {
    name: "metrics are neither written to a stranger's dataset nor read from one",
    check: (world) => {
      const { environment } = world;
      const endpoint = endpointsOf(world).find(([name]) => name === "monitoring");
      const [team] = environment.teams;
      assert.ok(endpoint && team);
      const policies = through(policyOf(endpoint));
      const dataset = inRegion("cloudwatch", "dataset/default");
      for (const action of ["cloudwatch:PutMetricData", "cloudwatch:GetMetricData"]) {
        const on = dataset(strangerAccount, environment);
        mayNot({ as: teamRole(environment, team), action, on, account: strangerAccount, policies });
      }
    },
  },
  {
    name: "people of the studio account get a presigned URL through the API endpoint where they may come through this VPC, and nothing else",
    check: (world) => {
      const { environment } = world;
      const account = environment.accounts.studio.id;
      const api = only(endpointsOf(world).filter(([name]) => name === "sagemaker.api"));
      const policies = through(policyOf(api));
      const person = roleIn(environment, account, "data-scientist");
      const action = "sagemaker:CreatePresignedDomainUrl";
      const ask = environment.access.privateCidrs.length > 0 ? may : mayNot;
      ask({ as: person, action, on: profile(environment, account), account, policies });
      mayNot({
        as: person,
        action: "sagemaker:DescribeUserProfile",
        on: profile(environment, account),
        account,
        policies,
      });
      mayNot({ as: person, action, on: profile(environment, strangerAccount), account: strangerAccount, policies });
      const stranger = roleIn(environment, strangerAccount, "data-scientist");
      mayNot({ as: stranger, action, on: profile(environment, account), account, policies });
      mayNot({ as: anonymous, action, on: profile(environment, account), account, policies });
    },
  },
  {
    name: "the Studio endpoint carries sessions of this account's domains and of nobody else's",
    check: (world) => {
      const { environment } = world;
      const account = environment.accounts.studio.id;
      const policies = through(policyOf(only(endpointsOf(world).filter(([name]) => name === "studio"))));
      const as = roleIn(environment, account, "data-scientist");
      const app = (owner: string) => inRegion("sagemaker", "app/d-1/ada/JupyterLab/default")(owner, environment);
      const session = (owner: string) => [
        { as, action: "sagemaker:CreatePresignedDomainUrl", on: profile(environment, owner), account: owner, policies },
        { as, action: "sagemaker:CreateApp", on: app(owner), account: owner, policies },
      ];
      session(account).forEach(may);
      session(strangerAccount).forEach(mayNot);
      const on = profile(environment, account);
      mayNot({ as, action: "sagemaker:DeleteUserProfile", on, account, policies });
    },
  },
];
