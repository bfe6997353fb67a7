/** What an added interface endpoint lets the team's role do: with what is its own by name, and nothing where the endpoint is not there. */
import type { Attempt, TeamView } from "./access";
import { fromOwnSubnet, may, mayNot, openPolicy, read, strangerAccount, views } from "./access";
import { endpointsOf, policyOf, strangers, through } from "./endpoint-policies";
import type { Promised, World } from "./promise";

interface Calls {
  readonly actions: readonly string[];
  /** Behind the account in their ARN. */
  readonly own: (team: string) => readonly string[];
  /** Of the same account, and not the team's. */
  readonly others: readonly string[];
}

/** By endpoint and separation; undefined: in both. `team` is what the team's names begin with. */
const granted: readonly (readonly [endpoint: string, separation: string | undefined, service: string, calls: Calls])[] =
  [
    [
      "secretsmanager",
      undefined,
      "secretsmanager",
      {
        actions: ["DescribeSecret", "GetSecretValue"],
        own: (team) => [`secret:${team}`, `secret:${team}password-Ab1234`],
        others: ["secret:of-the-platform-Ab1234", "secret:x"],
      },
    ],
    [
      "git-codecommit",
      undefined,
      "codecommit",
      { actions: ["GitPull", "GitPush"], own: (team) => [`${team}code`], others: ["of-the-platform"] },
    ],
    [
      "codecommit",
      undefined,
      "codecommit",
      { actions: ["GetFile", "ListBranches"], own: (team) => [`${team}code`], others: ["of-the-platform"] },
    ],
    [
      "ssm",
      undefined,
      "ssm",
      {
        actions: ["GetParameter", "GetParameters", "GetParametersByPath"],
        own: (team) => [`parameter/${team}database`, `parameter/${team}database/password`],
        others: ["parameter/", "parameter/of-the-platform", "document/one"],
      },
    ],
    [
      "states",
      undefined,
      "states",
      {
        actions: ["StartExecution"],
        own: (team) => [`stateMachine:${team}refresh`, `stateMachine:${team}refresh:PROD`],
        others: ["stateMachine:of-the-platform"],
      },
    ],
    [
      "states",
      undefined,
      "states",
      {
        actions: ["DescribeExecution", "StopExecution"],
        own: (team) => [`execution:${team}refresh:one`],
        others: ["execution:of-the-platform:one"],
      },
    ],
    [
      "events",
      undefined,
      "events",
      {
        actions: ["PutEvents"],
        own: (team) => [`event-bus/${team}signals`],
        others: ["event-bus/default", "event-bus/of-the-platform"],
      },
    ],
    [
      "glue",
      "account",
      "glue",
      {
        actions: ["GetTable", "GetTables", "GetPartition", "GetPartitions", "SearchTables"],
        own: () => ["database/any", "table/any/one"],
        others: [],
      },
    ],
    [
      "glue",
      "names",
      "glue",
      {
        actions: ["GetDatabase", "GetTable", "GetTables", "GetPartition", "GetPartitions"],
        own: (team) => ["catalog", ...databasesOf(team)],
        others: ["database/cloudtrail", "table/cloudtrail/one", "database/of_the_platform", "table/of_the_platform/x"],
      },
    ],
    [
      "glue",
      undefined,
      "glue",
      {
        actions: ["CreateTable", "DeleteTable", "UpdateTable", "BatchCreatePartition", "BatchDeletePartition"],
        own: (team) => ["catalog", ...databasesOf(team)],
        others: ["database/cloudtrail", "table/cloudtrail/one"],
      },
    ],
    [
      "glue",
      undefined,
      "glue",
      {
        actions: ["CreateDatabase", "DeleteDatabase"],
        own: (team) => [
          "catalog",
          `database/${underscored(team)}sales`,
          `table/${underscored(team)}sales/one`,
          `userDefinedFunction/${underscored(team)}sales/one`,
        ],
        // The one that is named after the team is the deployer's.
        others: ["database/cloudtrail", "database/dev_research"],
      },
    ],
    [
      "glue",
      undefined,
      "glue",
      { actions: ["PutResourcePolicy", "StartJobRun", "CreateJob"], own: () => [], others: ["catalog"] },
    ],
    ["glue", "names", "glue", { actions: ["GetDatabases", "SearchTables"], own: () => [], others: ["catalog"] }],
  ];
const databasesOf = (team: string): readonly string[] => {
  const given = underscored(team).replace(/_$/, "");
  return [
    `database/${underscored(team)}sales`,
    `table/${underscored(team)}sales/one`,
    `database/${given}`,
    `table/${given}/one`,
  ];
};
const underscored = (name: string): string => name.replaceAll("-", "_");

const call = (world: World, team: TeamView, service: string, action: string, what: string): Attempt => {
  const { partition, region, accounts } = world.environment;
  return {
    as: team.role,
    action: `${service}:${action}`,
    on: `arn:${partition}:${service}:${region}:${accounts.studio.id}:${what}`,
    account: accounts.studio.id,
    context: fromOwnSubnet(world, team),
    policies: { identity: team.identity },
  };
};

export const promises: Promised[] = [
  {
    name: "an added endpoint brings calls on what is the team's by name and on nobody else's; without the endpoint there are none",
    check: (world) => {
      const { name: environment, separation, network, partition, region } = world.environment;
      for (const team of views(world)) {
        const prefix = `${environment}-${team.team.name}-`;
        for (const [endpoint, only, service, { actions, own, others }] of granted) {
          // What names tell apart is the whole account's where that is the team's alone.
          if (only === "names" && separation === "account") continue;
          const isThere =
            network.extraInterfaceEndpoints.includes(endpoint) && (only === undefined || only === separation);
          for (const action of actions) {
            for (const what of own(prefix)) (isThere ? may : mayNot)(call(world, team, service, action, what));
            for (const what of others) mayNot(call(world, team, service, action, what));
            const [first = ""] = [...own(prefix), ...others];
            const elsewhere = `arn:${partition}:${service}:${region}:${strangerAccount}:${first}`;
            mayNot({ ...call(world, team, service, action, first), on: elsewhere, account: strangerAccount });
          }
        }
      }
    },
  },
  {
    name: "the endpoint to Bedrock's models brings calls of AWS's foundation models in the region, and of nothing else there; without it there are none",
    check: (world) => {
      const { network, partition, region, accounts } = world.environment;
      const model = "foundation-model/amazon.nova-lite-v1:0";
      const others = [
        "inference-profile/eu.amazon.nova-lite-v1:0",
        "custom-model-deployment/one",
        "async-invoke/one",
        "system-tool/amazon.nova_grounding",
      ];
      const ask = network.extraInterfaceEndpoints.includes("bedrock-runtime") ? may : mayNot;
      for (const team of views(world)) {
        for (const action of ["InvokeModel", "InvokeModelWithResponseStream"]) {
          const on = (arn: string) => ({ ...call(world, team, "bedrock", action, model), on: arn });
          ask(on(`arn:${partition}:bedrock:${region}::${model}`));
          mayNot(on(`arn:${partition}:bedrock:us-west-2::${model}`));
          for (const other of others) mayNot(on(`arn:${partition}:bedrock:${region}:${accounts.studio.id}:${other}`));
        }
      }
    },
  },
  {
    name: "packages of declared registries of other accounts are installed, of no others there, and none is published",
    check: (world) => {
      const { partition, region, packageRegistries } = world.environment;
      for (const team of views(world)) {
        for (const { account, domain, repositories } of packageRegistries) {
          const ask = (action: string, what: string, owner = account): Attempt => ({
            ...call(world, team, "codeartifact", action, what),
            on: `arn:${partition}:codeartifact:${region}:${owner}:${what}`,
            account: owner,
            // The owner's policies are the owner's.
            policies: { identity: team.identity, resource: read(openPolicy, "the owner's policy", "resource") },
          });
          may(ask("GetAuthorizationToken", `domain/${domain}`));
          mayNot(ask("GetAuthorizationToken", `domain/${domain}-2`));
          for (const name of repositories) {
            for (const action of ["GetRepositoryEndpoint", "ReadFromRepository"]) {
              may(ask(action, `repository/${domain}/${name}`));
              mayNot(ask(action, `repository/${domain}/${name}-2`));
              mayNot(ask(action, `repository/${domain}/${name}`, strangerAccount));
            }
            mayNot(ask("PublishPackageVersion", `repository/${domain}/${name}`));
          }
        }
      }
    },
  },
  {
    name: "with CodeArtifact's endpoints a team installs packages of the studio account and of declared registries and gets a token for them, and for nothing else; nobody else comes through",
    check: (world) => {
      const { partition, region, accounts, packageRegistries, network } = world.environment;
      const ofPackages = endpointsOf(world).filter(([name]) => name.startsWith("codeartifact."));
      const central = packageRegistries.flatMap(({ account, domain, repositories }) =>
        repositories.map((name) => ({ account, domain, name })),
      );
      const registries = [{ account: accounts.studio.id, domain: "of-the-platform", name: "one" }, ...central];
      const token = (service: string) => ({ "sts:AWSServiceName": service });
      for (const team of views(world)) {
        const ask = network.extraInterfaceEndpoints.includes("codeartifact.api") ? may : mayNot;
        const open = read(openPolicy, "the owner's policy", "resource");
        const calls = registries.flatMap(({ account, domain, name }) =>
          [
            ["GetAuthorizationToken", `domain/${domain}`],
            ["GetRepositoryEndpoint", `repository/${domain}/${name}`],
            ["ReadFromRepository", `repository/${domain}/${name}`],
          ].map(([action = "", what = ""]) => ({
            ...call(world, team, "codeartifact", action, what),
            on: `arn:${partition}:codeartifact:${region}:${account}:${what}`,
            account,
          })),
        );
        const bearer = { ...call(world, team, "sts", "GetServiceBearerToken", ""), on: "*" };
        for (const each of calls) {
          // The owner's policies are the owner's.
          const owners = each.account === accounts.studio.id ? {} : { resource: open };
          ask({ ...each, policies: { identity: team.identity, ...owners } });
        }
        const policies = { identity: team.grants };
        ask({ ...bearer, context: { ...bearer.context, ...token("codeartifact.amazonaws.com") }, policies });
        mayNot({ ...bearer, context: { ...bearer.context, ...token("other.amazonaws.com") }, policies });
        mayNot({ ...bearer, policies });
        for (const endpoint of ofPackages) {
          const [name] = endpoint;
          const alone = through(policyOf(endpoint));
          for (const each of calls) may({ ...each, policies: alone });
          const asked = (service: string, as = team.role): Attempt => ({
            ...bearer,
            as,
            context: token(service),
            policies: alone,
          });
          if (name === "codeartifact.api") may(asked("codeartifact.amazonaws.com"));
          mayNot(asked("other.amazonaws.com"));
          for (const as of strangers(world.environment)) {
            for (const each of calls) mayNot({ ...each, as, policies: alone });
            mayNot(asked("codeartifact.amazonaws.com", as));
          }
        }
      }
    },
  },
  {
    name: "an added endpoint brings no session, no command, no machine or rule of the team's own and no call that takes a role",
    check: (world) => {
      const never: readonly (readonly [call: string, on: string])[] = [
        ["ssm:StartSession", "document/SSM-SessionManagerRunShell"],
        ["ssm:SendCommand", "document/AWS-RunShellScript"],
        ["ssm:StartAutomationExecution", "automation-definition/any:1"],
        ["ssm:PutParameter", "parameter/"],
        ["states:CreateStateMachine", "stateMachine:"],
        ["states:UpdateStateMachine", "stateMachine:"],
        ["states:TestState", "stateMachine:"],
        ["events:PutRule", "rule/"],
        ["events:PutTargets", "rule/"],
        ["events:PutPermission", "event-bus/"],
        ["secretsmanager:PutSecretValue", "secret:"],
        ["codecommit:DeleteRepository", ""],
        ["codeartifact:PublishPackageVersion", "package/"],
      ];
      for (const team of views(world)) {
        for (const [name, on] of never) {
          const [service = "", action = ""] = name.split(":");
          mayNot(call(world, team, service, action, `${on}${world.environment.name}-${team.team.name}-one`));
        }
      }
    },
  },
];
