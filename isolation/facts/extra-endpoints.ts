/** What a team's role may do through interface endpoints that its environment adds: with its own objects, packages of its account, and nothing else. */
import { all, type Conditions, except, type Part } from "../questions/about";
import type { Facts, TeamFacts } from "./facts";
import { doorsOf } from "./interface-endpoints";
import { ofNamedServices } from "./named-services";
import { nameOf } from "./sagemaker-objects";
import { separationOf } from "./separation";

/** What shows databases, tables and their partitions. */
const seen = [
  "glue:GetDatabase",
  "glue:GetDatabases",
  "glue:GetPartition",
  "glue:GetPartitions",
  "glue:GetTable",
  "glue:GetTables",
  "glue:SearchTables",
];
/** What changes them; not what shares them, nor crawlers and jobs, which run elsewhere. */
const changed = [
  "glue:BatchCreatePartition",
  "glue:BatchDeletePartition",
  "glue:CreateDatabase",
  "glue:CreateTable",
  "glue:DeleteDatabase",
  "glue:DeleteTable",
  "glue:UpdateTable",
];

const scaling = ["DeleteScalingPolicy", "DeregisterScalableTarget", "PutScalingPolicy", "RegisterScalableTarget"].map(
  (name) => `application-autoscaling:${name}`,
);

/** They read a prompt and answer: what runs is AWS's, and keeps nothing. */
const callModels = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];

/** Requests that are not in question where the endpoint is there. */
export function throughExtraEndpoints(facts: Facts, team: TeamFacts): readonly Part[] {
  const { partition, region, account } = facts;
  const doors = new Set(doorsOf(facts).map(({ name }) => name));
  const here = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  // Administrators make them and keep their own beside them, whoever else is in the account.
  const forTeam = `${team.jobPrefix}*`;
  const databases = forTeam.replaceAll("-", "_");
  const glue = (...resources: readonly string[]) => resources.map((each) => here("glue", each));
  const parts: Readonly<Record<string, readonly Part[]>> = {
    "bedrock-runtime": [
      except({ Action: callModels, Resource: `arn:${partition}:bedrock:${region}::foundation-model/*` }),
    ],
    "codeartifact.api": [
      except({
        Action: [
          "codeartifact:GetAuthorizationToken",
          "codeartifact:GetRepositoryEndpoint",
          "codeartifact:ReadFromRepository",
        ],
        Resource: [here("codeartifact", "domain/*"), here("codeartifact", "repository/*")],
      }),
    ],
    experiments: [
      except({
        Action: "sagemaker-mlflow:*",
        Resource: here("sagemaker", `mlflow-tracking-server/${nameOf(facts, team, "*")}`),
      }),
    ],
    ...(separationOf(facts) === "account" && {
      glue: [
        except({ Action: seen, Resource: glue("catalog", "database/*", "table/*") }),
        except({
          Action: changed,
          Resource: glue("catalog", `database/${databases}`, `table/${databases}`, `userDefinedFunction/${databases}`),
        }),
      ],
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
