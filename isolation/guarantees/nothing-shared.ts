/** The role can share nothing with another account and open no remote session. */
import { actionsOf, administrator } from "../decide";
import { alarmsOf, throughExtraEndpoints, tokenForPackages } from "../facts/extra-endpoints";
import type { Facts, TeamFacts } from "../facts/facts";
import { endsOwnGrants } from "../facts/feature-store";
import { handedOn } from "../facts/named-services";
import { asRole, grantedTo, servicesGranted } from "../facts/role-grants";
import { withRole } from "../facts/service-roles";
import { placeOf } from "../model";
import { ask, counterexamples, except, type Part, requests } from "../questions/about";
import { type Failure, type Guarantee, leftOpen } from "./guarantee";

/** SageMaker's own: what gives a resource a policy, models that Canvas shares, sessions, links to what a hub holds. */
const ofSageMaker = [
  ...actionsOf("sagemaker")
    .filter(
      ({ name, onlyReads }) =>
        !onlyReads && /^(?!Delete).*(Policy$|SharedModel|Session$)/.test(name.split(":")[1] ?? ""),
    )
    .map(({ name }) => name),
  "sagemaker:CreateHubContentPresignedUrls",
];

/** What hands on a team's images, logs, metrics, data and secrets, or opens a session beside SageMaker; a role with every right has others. */
const ofOthers = [
  "bedrock:PutResourcePolicy",
  "codeartifact:PutDomainPermissionsPolicy",
  "codeartifact:PutRepositoryPermissionsPolicy",
  "ecr:PutRegistryPolicy",
  "ecr:PutReplicationConfiguration",
  "ecr:SetRepositoryPolicy",
  "events:PutPermission",
  "events:PutResourcePolicy",
  "glue:PutResourcePolicy",
  "lakeformation:GrantPermissions",
  "lambda:AddPermission",
  "lambda:CreateFunctionUrlConfig",
  "logs:CreateDelivery",
  "logs:CreateExportTask",
  "logs:CreateScheduledQuery",
  "logs:PutAccountPolicy",
  "logs:PutDestination",
  "logs:PutResourcePolicy",
  "logs:PutSubscriptionFilter",
  "oam:CreateLink",
  "ram:AssociateResourceShare",
  "ram:CreateResourceShare",
  "s3:CreateAccessPoint",
  "s3:PutAccessPointPolicy",
  "s3:PutBucketPolicy",
  "s3:PutObjectAcl",
  "secretsmanager:PutResourcePolicy",
  "ssm:ModifyDocumentPermission",
  "ssm:PutResourcePolicy",
  "ssm:SendCommand",
  "ssm:StartSession",
];
const sharing = [...ofSageMaker, ...ofOthers];

/** Calls of STS that hand out nothing: they say who calls, or set something of a session that another call hands out. */
const harmlessOfSts = new Set([
  "sts:DecodeAuthorizationMessage",
  "sts:GetAccessKeyInfo",
  "sts:GetCallerIdentity",
  "sts:SetContext",
  "sts:SetSourceIdentity",
  "sts:TagGetWebIdentityToken",
  "sts:TagSession",
]);
/**
 * STS asks no policy of whoever calls these: they come with a token of somebody else's, and without credentials of AWS.
 * Source: docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html, API_AssumeRoleWithSAML.html
 */
const unsigned = new Set(["sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"]);

/** Whatever else STS does hands out credentials, or a token that others take for the role: what AWS adds is among it. */
const tokens = actionsOf("sts")
  .map(({ name }) => name)
  .filter((name) => !harmlessOfSts.has(name) && !unsigned.has(name));

/**
 * Services that take a token for whoever signed a request for it, which is signed without a call: the tables' CallWithBearerToken.
 * Source: docs.aws.amazon.com/bedrock/latest/userguide/api-keys-how.html
 */
export const bearerTokens = [
  "aws-external-anthropic",
  "bedrock",
  "bedrock-mantle",
  "cloudwatch",
  "logs",
  "sagemaker",
].map((service) => `${service}:CallWithBearerToken`);

/** Tokens in question, but for the role itself, whose trust G2 decides, and for CodeArtifact. */
const ofTokens = (role: string): readonly Part[] => [
  ask({ Action: [...tokens, ...bearerTokens], Resource: "*" }),
  except({ Action: "sts:AssumeRole", Resource: role }),
  tokenForPackages(),
];

const remote: readonly Part[] = [
  ask(
    { Action: ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"], Resource: "*" },
    { StringEquals: { "sagemaker:RemoteAccess": "ENABLED" } },
  ),
  ask(
    { Action: ["sagemaker:CreateTrainingJob", "sagemaker:UpdateTrainingJob"], Resource: "*" },
    { Bool: { "sagemaker:EnableRemoteDebug": "true" } },
  ),
];

/** All that the role's work changes outside SageMaker; G2, G7 and G8 say of what. */
const changes = new Set([
  "cloudwatch:PutMetricData",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "iam:PassRole",
  "kms:Decrypt",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
  "logs:CreateLogGroup",
  "logs:CreateLogStream",
  "logs:PutLogEvents",
  "s3:AbortMultipartUpload",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:PutObject",
  "s3:PutObjectTagging",
]);

/** Everything else that a service can change: settings that copy, forward or open are among it. */
const otherChanges = (service: string): readonly string[] =>
  actionsOf(service)
    .filter(({ name, onlyReads }) => !onlyReads && !changes.has(name))
    .map(({ name }) => name);

function failures(facts: Facts, team: TeamFacts): Failure[] {
  const { role } = team;
  const where = placeOf(role.resource);
  const services = servicesGranted(team);
  // SageMaker's calls are G7's. A role with every right can share in every service; those that the role has anything of are asked.
  const others = services.filter((service) => service !== "*" && service !== "sagemaker").flatMap(otherChanges);
  const granted = grantedTo(
    facts,
    team,
    ask({ Action: [...sharing, ...others], Resource: "*" }),
    ...remote,
    except({ Action: "kms:CreateGrant", Resource: "*" }, { Bool: { "kms:GrantIsForAWSResource": "true" } }),
    ...endsOwnGrants(facts, team),
    ...throughExtraEndpoints(facts, team),
    ...alarmsOf(facts),
    // G7 says of which interfaces.
    except({
      Action: ["ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterfacePermission"],
      Resource: "*",
    }),
  );
  // Somebody attaches AdministratorAccess to the role: SageMaker's own ways out stay shut.
  const walled = counterexamples({
    about: requests(ask({ Action: sharing, Resource: "*" }), ...remote),
    policies: { identity: [administrator, ...role.identity] },
    callers: [asRole(role)],
    world: { ...facts.world, owner: role.account },
  });
  const minted = counterexamples({
    about: requests(...ofTokens(role.arn)),
    policies: { identity: [administrator, ...role.identity] },
    callers: [asRole(role)],
    world: { ...facts.world, owner: role.account },
  });
  return [
    ...granted.map((found) => ({
      what: `${team.name}'s role shares something, or opens a remote session`,
      where,
      found,
      change: "do not grant it, and deny it",
    })),
    ...walled.map((found) => ({
      what: `${team.name}'s role, given every right, shares something or opens a remote session`,
      where,
      found,
      change: "deny it whatever else is attached to the role",
    })),
    ...minted.map((found) => ({
      what: `${team.name}'s role, given every right, gets other credentials or a token`,
      where,
      found,
      change:
        "deny every call of STS that hands out credentials or tokens, and CallWithBearerToken of every service, whatever else is attached to the role",
    })),
  ];
}

export const nothingShared: Guarantee = {
  id: "G12",
  name: "nothing shared",
  promise: "the role can share nothing with another account and open no remote session",
  checks: (facts) =>
    facts.teams.map((team) => ({
      team: team.name,
      failures: () =>
        [team, ...team.serviceRoles.map(({ role }) => withRole(team, role))].flatMap((each) => failures(facts, each)),
    })),
  exceptions: (facts) => [
    ...facts.teams.flatMap((team) =>
      leftOpen(
        "handed to what administrators named after the team, which does with it what they made it for: executions of state machines, events, commits",
        handedOn(facts, team),
        team.name,
      ),
    ),
    { kind: "grants of the studio key to AWS's own services (kms:GrantIsForAWSResource)" },
    {
      kind: "tokens of CodeArtifact (sts:GetServiceBearerToken), where the environment has its endpoint or a policy of yours grants them",
    },
    { kind: "permissions of network interfaces in the team's own subnets, which SageMaker needs" },
  ],
};
