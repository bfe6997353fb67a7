/** What the team may do through the interface endpoints that its environment adds (extraInterfaceEndpoints): with its own objects, and nobody else's. */
import { arn, jobPrefix, sagemakerArn } from "../../config/names";
import { packageArns } from "../../config/registries";
import { foundationModelArn, invokeModelActions } from "../../config/tables/foundation-models";
import type { Condition, Statement } from "../document";
import { namedAfterTeam, namedServices } from "../named-services";
import type { ExecutionRoleContext } from "./context";
import { hasAccountAlone } from "./separation";

/** They name nothing that Terraform makes. */
type Named = Pick<ExecutionRoleContext, "environment" | "team">;
type Statements = (context: Named) => Statement[];

/** By the endpoint's short name; glue's are in catalog.ts. */
const byEndpoint: Readonly<Record<string, Statements>> = {
  "application-autoscaling": (context) => (hasAccountAlone(context) ? scaling(context) : []),
  "bedrock-runtime": models,
  "codeartifact.api": packages,
  experiments: tracking,
};

export const extraEndpointStatements: Statements = (context) =>
  Object.entries({ ...byEndpoint, ...byName })
    .filter(([name]) => context.environment.network.extraInterfaceEndpoints.includes(name))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, statements]) => statements(context));

const allow = (
  Sid: string,
  Action: readonly string[],
  Resource: string | readonly string[],
  condition?: Condition,
): Statement => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource,
  ...(condition && { Condition: condition }),
});

/** What administrators make for the team, by its name. */
const byName: Readonly<Record<string, Statements>> = Object.fromEntries(
  Object.entries(namedServices).map(([name, service]): [string, Statements] => [
    name,
    ({ environment, team }) => [allow(service.sids[0], service.actions, namedAfterTeam(service, environment, team))],
  ]),
);

/** ARN of something in the studio account. */
const here = ({ environment }: Named, service: string, resource: string): string =>
  arn(environment, service, environment.region, environment.accounts.studio.id, resource);

/**
 * What administrators make for the team, by its name. In an account of one team's alone too: the platform keeps its own
 * secrets and repositories there.
 */
const forTeam = ({ environment, team }: Named): string => `${jobPrefix(environment, team)}*`;

/** AWS's foundation models in the region: no profile that leads to others, no tool, no model of an account. */
function models({ environment: { partition, region } }: Named): Statement[] {
  return [allow("CallFoundationModels", invokeModelActions, foundationModelArn(partition, region))];
}

export const readPackages = [
  "codeartifact:GetAuthorizationToken",
  "codeartifact:GetRepositoryEndpoint",
  "codeartifact:ReadFromRepository",
] as const;

/**
 * Packages of the studio account and of declared registries are read by every team; nobody publishes from here.
 * Source: docs.aws.amazon.com/codeartifact/latest/ug/tokens-authentication.html
 */
function packages(context: Named): Statement[] {
  return [
    allow("ReadPackages", readPackages, [
      ...["domain/*", "repository/*"].map((resource) => here(context, "codeartifact", resource)),
      ...packageArns(context.environment),
    ]),
    allow("TokenForPackages", ["sts:GetServiceBearerToken"], "*", {
      StringEquals: { "sts:AWSServiceName": "codeartifact.amazonaws.com" },
    }),
  ];
}

/**
 * Tracking servers that an administrator has made. Like all of SageMaker they are the team's where the account is.
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/mlflow-create-tracking-server-iam.html
 */
function tracking(context: Named): Statement[] {
  const servers = hasAccountAlone(context) ? "*" : forTeam(context);
  return [
    allow(
      "TrackOnOwnServers",
      ["sagemaker-mlflow:*"],
      sagemakerArn(context.environment, `mlflow-tracking-server/${servers}`),
    ),
  ];
}

/** Source: docs.aws.amazon.com/autoscaling/application/userguide/security_iam_id-based-policy-examples.html */
function scaling(context: Named): Statement[] {
  return [
    allow(
      "ScaleEndpoints",
      [
        "application-autoscaling:DeleteScalingPolicy",
        "application-autoscaling:DeregisterScalableTarget",
        "application-autoscaling:PutScalingPolicy",
        "application-autoscaling:RegisterScalableTarget",
      ],
      here(context, "application-autoscaling", "scalable-target/*"),
      { StringEquals: { "application-autoscaling:service-namespace": "sagemaker" } },
    ),
    allow(
      "SeeScaling",
      ["application-autoscaling:DescribeScalableTargets", "application-autoscaling:DescribeScalingPolicies"],
      "*",
    ),
  ];
}
