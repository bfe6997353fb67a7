/** The policies of interface endpoints: the environment's own roles, on its own accounts' resources. */
import { accountIds, arn, environmentPrefix, sagemakerArn } from "../config/names";
import { imageRepositoryArns, packageArns } from "../config/registries";
import type { Environment } from "../config/schema";
import { glueCatalog } from "../config/tables/athena";
import { awsImageAccounts } from "../config/tables/ecr-registries";
import { foundationModelArn, invokeModelActions } from "../config/tables/foundation-models";
import { interfaceEndpoints } from "../config/tables/interface-endpoints";
import { publicHubArns, readHubActions } from "../config/tables/public-hub";
import type { Condition, ResourceStatement } from "./document";
import { allOf } from "./document";
import { queryActions } from "./execution-role/athena";
import { readPackages } from "./execution-role/extra-endpoints";
import { recordActions } from "./execution-role/feature-store";
import { namedAfterTeams, namedServices } from "./named-services";

/** Roles that this environment makes; names, not ids, so that a new team changes no endpoint. */
const ofEnvironment = (environment: Environment): Condition => ({
  ArnLike: {
    "aws:PrincipalArn": arn(
      environment,
      "iam",
      "",
      environment.accounts.studio.id,
      `role${environment.iamPath}${environmentPrefix(environment)}-*`,
    ),
  },
});

const onAccounts = (...accounts: readonly string[]): Condition => ({
  StringEquals: { "aws:ResourceAccount": accounts },
});

const allow = (
  Sid: string,
  Action: string | readonly string[],
  Resource: string | readonly string[],
  Condition: Condition,
): ResourceStatement => ({
  Sid,
  Effect: "Allow",
  Principal: "*",
  Action,
  Resource,
  Condition,
});

/**
 * Statements by endpoint, where its service needs more care than "every call of this service on our own accounts". The
 * private DNS of an endpoint also covers strangers' resources (every Studio host of the region, for example), so each
 * statement pins the account of what is called as well as the caller.
 */
const special: Readonly<Record<string, (environment: Environment) => ResourceStatement[]>> = {
  sts: (environment) => [allow("WhoAmI", "sts:GetCallerIdentity", "*", ofEnvironment(environment))],
  kms: (environment) => [
    allow(
      "EnvironmentKeys",
      ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*", "kms:CreateGrant"],
      "*",
      allOf(ofEnvironment(environment), onAccounts(...accountIds(environment))),
    ),
  ],
  logs: (environment) => [
    allow(
      "OwnLogs",
      [
        "logs:CreateLogGroup",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "logs:DescribeLogGroups",
        "logs:DescribeLogStreams",
        "logs:FilterLogEvents",
        "logs:GetLogEvents",
        "logs:GetQueryResults",
        "logs:StartQuery",
      ],
      "*",
      allOf(ofEnvironment(environment), onAccounts(environment.accounts.studio.id)),
    ),
  ],
  monitoring: (environment) => [
    allow(
      "OwnMetrics",
      [
        "cloudwatch:PutMetricData",
        "cloudwatch:DescribeAlarms",
        "cloudwatch:GetMetricData",
        "cloudwatch:GetMetricStatistics",
        "cloudwatch:ListMetrics",
        ...(environment.separation === "account" ? ["cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm"] : []),
      ],
      "*",
      // They know no resource, or a dataset, which may be another account's.
      allOf(ofEnvironment(environment), {
        StringEqualsIfExists: { "aws:ResourceAccount": environment.accounts.studio.id },
      }),
    ),
  ],
  // SQL in the teams' workgroups: no Spark, no catalogs of others.
  athena: (environment) => {
    const here = (resource: string) =>
      arn(environment, "athena", environment.region, environment.accounts.studio.id, resource);
    return [
      allow("TeamsQueries", queryActions, here(`workgroup/${environment.name}-*`), ofEnvironment(environment)),
      allow("GlueCatalog", "athena:GetDataCatalog", here(`datacatalog/${glueCatalog}`), ofEnvironment(environment)),
    ];
  },
  // Foundation models belong to no account.
  "bedrock-runtime": (environment) => [
    ownResources(environment, "bedrock"),
    allow(
      "FoundationModels",
      invokeModelActions,
      foundationModelArn(environment.partition, environment.region),
      ofEnvironment(environment),
    ),
  ],
  // The token that CodeArtifact asks STS for is asked of this endpoint too.
  // Source: docs.aws.amazon.com/codeartifact/latest/ug/create-vpc-endoint-policy.html
  "codeartifact.api": (environment) => [
    ...packages(environment),
    allow(
      "TokenForPackages",
      "sts:GetServiceBearerToken",
      "*",
      allOf(ofEnvironment(environment), { StringEquals: { "sts:AWSServiceName": "codeartifact.amazonaws.com" } }),
    ),
  ],
  "codeartifact.repositories": packages,
  "ecr.api": imagePull,
  "ecr.dkr": imagePull,
  "sagemaker.api": sagemaker,
  // Tracking servers of the teams. Source: docs.aws.amazon.com/sagemaker/latest/dg/mlflow-private-link-policy.html
  experiments: (environment) => [
    allow(
      "TeamsTrackingServers",
      "sagemaker-mlflow:*",
      sagemakerArn(
        environment,
        `mlflow-tracking-server/${environment.separation === "account" ? "*" : `${environment.name}-*`}`,
      ),
      ofEnvironment(environment),
    ),
  ],
  // Records of the teams' groups: reading and writing them is all that this endpoint is for.
  "sagemaker.featurestore-runtime": (environment) => [
    allow(
      "TeamsRecords",
      recordActions,
      environment.separation === "account"
        ? sagemakerArn(environment, "feature-group/*")
        : sagemakerArn(environment, `feature-group/${environment.name}-*`),
      ofEnvironment(environment),
    ),
  ],
  studio,
};

/** Repositories of the environment's accounts, and what is read of declared ones. */
function packages(environment: Environment): ResourceStatement[] {
  const central = packageArns(environment);
  return [
    ownResources(environment, "codeartifact"),
    ...(central.length > 0 ? [allow("CentralPackages", readPackages, central, ofEnvironment(environment))] : []),
  ];
}

/** Images of the account itself, of AWS and of declared registries; nothing is pushed through here. */
function imagePull(environment: Environment): ResourceStatement[] {
  const registries = [environment.accounts.studio.id, ...awsImageAccounts(environment.region)];
  return [
    allow("RegistryLogin", "ecr:GetAuthorizationToken", "*", ofEnvironment(environment)),
    allow(
      "PullImages",
      [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
        "ecr:DescribeImages",
        "ecr:DescribeRepositories",
      ],
      [
        ...registries.map((account) => arn(environment, "ecr", environment.region, account, "repository/*")),
        ...imageRepositoryArns(environment),
      ],
      ofEnvironment(environment),
    ),
  ];
}

/** The environment's roles on this account's SageMaker; people only where they may come through this VPC. */
function sagemaker(environment: Environment): ResourceStatement[] {
  const account = environment.accounts.studio.id;
  const people: ResourceStatement[] = [
    allow("PeopleOpenStudio", "sagemaker:CreatePresignedDomainUrl", sagemakerArn(environment, "user-profile/*"), {
      StringEquals: { "aws:PrincipalAccount": account },
    }),
  ];
  return [
    allow("OwnSageMaker", "sagemaker:*", "*", allOf(ofEnvironment(environment), onAccounts(account))),
    allow(
      "ReadPublicHub",
      readHubActions,
      publicHubArns(environment.partition, environment.region),
      ofEnvironment(environment),
    ),
    ...(environment.access.privateCidrs.length > 0 ? people : []),
  ];
}

/**
 * This account's domains, which the URL or cookie of a session names; a condition on the caller would break Studio's
 * pages. Not domain by domain: networking would have to change with every new team.
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/studio-interface-endpoint.html
 */
function studio(environment: Environment): ResourceStatement[] {
  return [
    {
      Sid: "OwnDomains",
      Effect: "Allow",
      Principal: "*",
      Action: ["sagemaker:CreateApp", "sagemaker:CreatePresignedDomainUrl"],
      Resource: [sagemakerArn(environment, "user-profile/*"), sagemakerArn(environment, "app/*")],
    },
  ];
}

/**
 * The policy of one interface endpoint.
 * @param name its short name in the table, which says that it supports policies
 * Source: docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export function interfaceEndpointPolicy(environment: Environment, name: string): ResourceStatement[] {
  const statements = special[name];
  if (statements) return statements(environment);
  // What administrators made for the environment's teams; the account's others are the platform's.
  const service = namedServices[name];
  if (service)
    return [allow(service.sids[1], service.actions, namedAfterTeams(service, environment), ofEnvironment(environment))];
  return [ownResources(environment, interfaceEndpoints[name]?.iamService ?? name)];
}

function ownResources(environment: Environment, service: string): ResourceStatement {
  // SageMaker lives in the studio account; other services may serve the data accounts too.
  const accounts = service === "sagemaker" ? [environment.accounts.studio.id] : accountIds(environment);
  return allow("OwnResources", `${service}:*`, "*", allOf(ofEnvironment(environment), onAccounts(...accounts)));
}
