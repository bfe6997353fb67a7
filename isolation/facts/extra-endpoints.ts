/** What a team's role may do through interface endpoints that its environment adds: with its own objects, packages of its account, and nothing else. */
import { all, type Conditions, except, type Part } from "../questions/about";
import type { Facts, TeamFacts } from "./facts";
import { doorsOf } from "./interface-endpoints";
import { ofNamedServices } from "./named-services";
import { packageRegistriesOf } from "./registries";
import { nameOf } from "./sagemaker-objects";
import { separationOf } from "./separation";

/** What shows databases of a name, their tables and partitions. */
const reads = ["glue:GetDatabase", "glue:GetPartition", "glue:GetPartitions", "glue:GetTable", "glue:GetTables"];
/** What shows those of the whole account. */
const lists = ["glue:GetDatabases", "glue:SearchTables"];
/** What changes tables; not what shares them, nor crawlers and jobs, which run elsewhere. */
const changesOfTables = [
  "glue:BatchCreatePartition",
  "glue:BatchDeletePartition",
  "glue:CreateTable",
  "glue:DeleteTable",
  "glue:UpdateTable",
];
const changesOfDatabases = ["glue:CreateDatabase", "glue:DeleteDatabase"];
const ofDatabases = (name: string, tables: string): readonly string[] => [`database/${name}`, `table/${name}${tables}`];

/** SQL of Athena: what starts, shows and ends queries, and prepared statements. Not what changes a workgroup or starts Spark. */
const queries = [
  ...[
    "BatchGetQueryExecution",
    "GetQueryExecution",
    "ListQueryExecutions",
    "StartQueryExecution",
    "StopQueryExecution",
  ],
  ...["GetQueryResults", "GetQueryResultsStream", "GetQueryRuntimeStatistics", "GetWorkGroup"],
  ...["Create", "Delete", "Get", "Update"].map((verb) => `${verb}PreparedStatement`),
  "ListPreparedStatements",
].map((name) => `athena:${name}`);

const scaling = ["DeleteScalingPolicy", "DeregisterScalableTarget", "PutScalingPolicy", "RegisterScalableTarget"].map(
  (name) => `application-autoscaling:${name}`,
);

/** They read a prompt and answer: what runs is AWS's, and keeps nothing. */
const callModels = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];

/** What installing takes; nothing is published by these. */
export const readPackages = [
  "codeartifact:GetAuthorizationToken",
  "codeartifact:GetRepositoryEndpoint",
  "codeartifact:ReadFromRepository",
];

/** Requests that are not in question where the endpoint is there. */
export function throughExtraEndpoints(facts: Facts, team: TeamFacts): readonly Part[] {
  const { partition, region, account } = facts;
  const doors = new Set(doorsOf(facts).map(({ name }) => name));
  const here = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  // Administrators make them and keep their own beside them, whoever else is in the account.
  const forTeam = `${team.jobPrefix}*`;
  const databases = forTeam.replaceAll("-", "_");
  const ownWorkgroup = team.jobPrefix.slice(0, -1);
  // Administrators, or the blueprint, make it.
  const given = ownWorkgroup.replaceAll("-", "_");
  const glue = (...resources: readonly string[]) => resources.map((each) => here("glue", each));
  const parts: Readonly<Record<string, readonly Part[]>> = {
    "bedrock-runtime": [
      except({ Action: callModels, Resource: `arn:${partition}:bedrock:${region}::foundation-model/*` }),
    ],
    "codeartifact.api": [
      except({
        Action: readPackages,
        Resource: [
          here("codeartifact", "domain/*"),
          here("codeartifact", "repository/*"),
          ...packageRegistriesOf(facts),
        ],
      }),
    ],
    experiments: [
      except({
        Action: "sagemaker-mlflow:*",
        Resource: here("sagemaker", `mlflow-tracking-server/${nameOf(facts, team, "*")}`),
      }),
    ],
    athena: [
      except({ Action: queries, Resource: here("athena", `workgroup/${ownWorkgroup}`) }),
      except({ Action: "athena:GetDataCatalog", Resource: here("athena", "datacatalog/AwsDataCatalog") }),
    ],
    glue: [
      except({
        Action: [...reads, ...changesOfTables],
        Resource: glue("catalog", ...ofDatabases(given, "/*"), ...ofDatabases(databases, "")),
      }),
      except({
        Action: changesOfDatabases,
        Resource: glue("catalog", ...ofDatabases(databases, ""), `userDefinedFunction/${databases}`),
      }),
      ...(separationOf(facts) === "account"
        ? [except({ Action: [...reads, ...lists], Resource: glue("catalog", "database/*", "table/*") })]
        : []),
    ],
    ...(separationOf(facts) === "account" && {
      "application-autoscaling": [
        // Of SageMaker's endpoints alone: other services scale by calls of their own.
        except(
          { Action: scaling, Resource: here("application-autoscaling", "scalable-target/*") },
          { StringEquals: { "application-autoscaling:service-namespace": "sagemaker" } },
        ),
        except({
          Action: [
            "application-autoscaling:DescribeScalableTargets",
            "application-autoscaling:DescribeScalingPolicies",
          ],
          Resource: "*",
        }),
      ],
    }),
  };
  return [
    ...Object.entries(parts).flatMap(([name, each]) => (doors.has(name) ? each : [])),
    ...ofNamedServices(facts, team),
  ];
}

/** Alarms in an account that is the team's alone, whose actions are scaling policies there, or none. */
export function alarmsOf(facts: Facts): readonly Part[] {
  if (separationOf(facts) !== "account") return [];
  const here = (service: string, resource: string) =>
    `arn:${facts.partition}:${service}:${facts.region}:${facts.account}:${resource}`;
  const alarms = here("cloudwatch", "alarm:*");
  const scaling = { "cloudwatch:AlarmActions": here("autoscaling", "scalingPolicy:*") };
  return [
    except({ Action: "cloudwatch:PutMetricAlarm", Resource: alarms }, { "ForAllValues:StringLike": scaling }),
    except({ Action: "cloudwatch:DeleteAlarms", Resource: alarms }),
  ];
}

/** CodeArtifact asks for it when it makes a token of its own. @param when which requests beside; undefined: all */
export const tokenForPackages = (when?: Conditions): Part => {
  const forPackages: Conditions = { StringEquals: { "sts:AWSServiceName": "codeartifact.amazonaws.com" } };
  return except({ Action: "sts:GetServiceBearerToken", Resource: "*" }, when ? all(forPackages, when) : forPackages);
};
