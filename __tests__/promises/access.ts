/** Asks the policies of a deployment whether a request passes, and who is who in it. */
import assert from "node:assert/strict";
import {
  accountRoot,
  bucketsStackName,
  executionRoleName,
  networkingStackName,
  roleArn,
  studioStackName,
} from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import {
  type Decision,
  evaluate,
  type Policies,
  type Policy,
  type PolicyKind,
  type Principal,
  parsePolicy,
  type Request,
} from "../../isolation/policy";
import type { Resource } from "../support/deployment";
import type { World } from "./promise";

export type Context = NonNullable<Request["context"]>;

/** What somebody may do who has every right that IAM can give. */
export const administrator: Policy = parsePolicy(
  { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
  "AdministratorAccess",
  "identity",
);

export const strangerAccount = "123123123123";
const session = (arn: string): Principal => ({ kind: "role", arn, account: arn.split(":")[4] ?? "" });

export const teamRole = (environment: Environment, team: Team): Principal =>
  session(roleArn(environment, executionRoleName(environment, team)));
export const deployer = (deployerRole: string): Principal => session(deployerRole);
export const roleIn = (environment: Environment, account: string, name = "administrator"): Principal =>
  session(`${accountRoot(environment, account).replace(/root$/, "role/")}${name}`);
export const anonymous: Principal = { kind: "anonymous" };

/** A policy's text as AWS stores it, or the same already parsed. */
type PolicyText =
  | string
  | {
      readonly Version: string;
      readonly Statement: readonly { readonly Effect: string; readonly [key: string]: unknown }[];
    };

const known = new Map<string, Policy>();

/** Parses a policy, each text once: the mutation command asks thousands of times for the ones it did not break. */
export function read(policy: PolicyText, name: string, kind: PolicyKind): Policy {
  const text = typeof policy === "string" ? policy : JSON.stringify(policy);
  const key = `${kind} ${name} ${text}`;
  const found = known.get(key);
  if (found) return found;
  // The older language, which is the default, takes policy variables for plain text.
  assert.equal(JSON.parse(text).Version, "2012-10-17", `${name} is written in today's policy language`);
  const parsed = parsePolicy(text, name, kind);
  known.set(key, parsed);
  return parsed;
}

/** Only what a policy allows, as if it denied nothing. */
export function grantsOf(text: string): PolicyText {
  const { Version, Statement } = JSON.parse(text);
  return { Version, Statement: Statement.filter((each: { Effect: string }) => each.Effect === "Allow") };
}

/** Everything that the tests need of one team's stacks. */
export interface TeamView {
  readonly team: Team;
  readonly studio: string;
  readonly buckets: string;
  readonly role: Principal;
  readonly roleArn: string;
  readonly endpointId: string;
  /** The execution role's identity policies. */
  readonly identity: Policy[];
  /** The same without its denials: what is refused here was never granted. */
  readonly grants: Policy[];
  /** The same beside AdministratorAccess: what is refused here stays refused, whatever somebody attaches to the role. */
  readonly walled: Policy[];
  /** The S3 gateway endpoint's. */
  readonly endpoint: Policy;
  readonly dataAccount: string;
  readonly dataKeyArn: string;
  readonly studioKeyArn: string;
  readonly domainId: string;
}

export function view(world: World, team: Team): TeamView {
  const { environment, deployment } = world;
  const studio = studioStackName(environment, team);
  const buckets = bucketsStackName(environment, team);
  const gateway = only(deployment.resources(studio, "aws_vpc_endpoint"));
  const texts = rolePolicies(world, studio, executionRoleName(environment, team));
  const identity = texts.map(([name, text]) => read(text, name, "identity"));
  return {
    team,
    studio,
    buckets,
    role: teamRole(environment, team),
    roleArn: roleArn(environment, executionRoleName(environment, team)),
    endpointId: `vpce-${studio}-${gateway.name}`,
    identity,
    grants: texts
      .map(([name, text]) => [name, grantsOf(text)] as const)
      .filter(([, granted]) => typeof granted !== "string" && granted.Statement.length > 0)
      .map(([name, granted]) => read(granted, name, "identity")),
    walled: [administrator, ...identity],
    endpoint: read(gateway.config.policy ?? openPolicy, `${studio} ${gateway.name}`, "gatewayEndpoint"),
    dataAccount: team.dataAccount.id,
    dataKeyArn: keyArn(world, buckets, "key"),
    studioKeyArn: keyArn(world, studio, "key"),
    domainId: `d-${studio}-domain`,
  };
}

const seen = new WeakMap<World, TeamView[]>();

/** All teams, each looked at once. */
export function views(world: World): TeamView[] {
  const found = seen.get(world) ?? world.environment.teams.map((team) => view(world, team));
  seen.set(world, found);
  return found;
}

/** The other teams of the environment. */
export const othersThan = (world: World, { team }: TeamView): TeamView[] =>
  views(world).filter((other) => other.team.name !== team.name);
export const networking = (world: World): string => networkingStackName(world.environment);

/** AWS's default where an endpoint has no policy. */
export const openPolicy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
};

/** The policies attached to a role in a stack; a policy that is not attached gives nothing. */
function rolePolicies({ deployment }: World, stack: string, role: string): (readonly [name: string, text: string])[] {
  const attached = deployment
    .resources(stack, "aws_iam_role_policy_attachment")
    .filter(({ config }) => config.role === role)
    .map(({ config }) => config.policy_arn as string);
  const inline = deployment.resources(stack, "aws_iam_role_policy").filter(({ config }) => config.role === role);
  const managed = deployment
    .resources(stack, "aws_iam_policy")
    .filter(({ config }) => attached.some((arn) => arn.endsWith(`/${config.name}`)));
  return [...managed, ...inline].map(({ name, config }) => [`${stack} ${name}`, config.policy]);
}

/** The same as policies. */
export const policiesOfRole = (world: World, stack: string, role: string): Policy[] =>
  rolePolicies(world, stack, role).map(([name, text]) => read(text, name, "identity"));

export const keyArn = ({ deployment }: World, stack: string, name: string): string => {
  const { account, region } = deployment.place(stack);
  const { config } = deployment.resource(stack, "aws_kms_key", name);
  assert.ok(config, `${stack} has a key ${name}`);
  return `arn:${partitionOf(region)}:kms:${region}:${account}:key/${stack}-${name}`.replaceAll("_", "-");
};
const partitionOf = (region: string) =>
  region.startsWith("us-gov") ? "aws-us-gov" : region.startsWith("cn-") ? "aws-cn" : "aws";

export const keyPolicy = ({ deployment }: World, stack: string, name = "key"): Policy =>
  read(deployment.resource(stack, "aws_kms_key", name).config.policy, `${stack} ${name}`, "resource");

export interface BucketView {
  readonly arn: string;
  /** As the team's file calls it; "access-logs" for the logs. */
  readonly name: string;
  /** None where the stack gives it none. */
  readonly policy: Policy | undefined;
  /** The same with a statement that lets everybody do everything: what holds all the same is a denial. */
  readonly widened: Policy;
  /** The same without its denials: what is refused here was never granted to anybody. */
  readonly granted: Policy | undefined;
  readonly resource: Resource;
}

const everybody = { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" };

type OfTeam = Pick<TeamView, "buckets">;
const looked = new WeakMap<OfTeam, BucketView[]>();

/** The buckets of a team's stack with their policies. */
export function bucketsOf(world: World, team: OfTeam): BucketView[] {
  const found = looked.get(team) ?? lookAtBuckets(world, team);
  looked.set(team, found);
  return found;
}

function lookAtBuckets({ deployment, environment }: World, { buckets }: OfTeam): BucketView[] {
  const policies = deployment.resources(buckets, "aws_s3_bucket_policy");
  return deployment.resources(buckets, "aws_s3_bucket").map((resource) => {
    const name = resource.config.bucket as string;
    const text: string | undefined = policies.find(({ config }) => config.bucket === name)?.config.policy;
    const document = JSON.parse(text ?? '{"Version":"2012-10-17","Statement":[]}');
    return {
      arn: `arn:${environment.partition}:s3:::${name}`,
      name: resource.name.replace(/^bucket-/, ""),
      policy: text === undefined ? undefined : read(text, `policy of ${name}`, "resource"),
      widened: read({ ...document, Statement: [...document.Statement, everybody] }, `policy of ${name}`, "resource"),
      granted: text === undefined ? undefined : read(grantsOf(text), `policy of ${name}`, "resource"),
      resource,
    };
  });
}

export const dataBuckets = (world: World, team: TeamView) =>
  bucketsOf(world, team).filter(({ name }) => name !== "access-logs");

/** The only element; an error where there is none or several. */
export function only<T>(values: readonly T[]): T {
  assert.equal(values.length, 1);
  return values[0] as T;
}

export interface Attempt {
  readonly as: Principal;
  readonly action: string;
  readonly on: string;
  readonly account: string;
  readonly context?: Context;
  readonly policies: Policies;
}

const decide = ({ as, action, on, account, context, policies }: Attempt): Decision =>
  evaluate({ principal: as, action, resource: on, resourceAccount: account, ...(context && { context }) }, policies);

const inWords = ({ as, action, on, context }: Attempt) =>
  `${"arn" in as ? as.arn : as.kind} ${action} on ${on} with ${JSON.stringify(context ?? {})}`;

export function mayNot(attempt: Attempt): void {
  const decision = decide(attempt);
  assert.equal(
    decision.allowed,
    false,
    `should be refused: ${inWords(attempt)}; let through by ${JSON.stringify(decision.statements)}`,
  );
}

export function may(attempt: Attempt): void {
  const decision = decide(attempt);
  assert.equal(
    decision.allowed,
    true,
    `should pass: ${inWords(attempt)}; ${decision.reason} ${JSON.stringify(decision.statements)}`,
  );
}

/** A call of the team's role through its own endpoint, asked of every policy on its way: role, endpoint, bucket. */
export const throughOwnDoor = (team: TeamView, bucket: BucketView, action: string, context: Context = {}): Attempt => ({
  as: team.role,
  action,
  on: onBucket.has(action) ? bucket.arn : `${bucket.arn}/some/key`,
  account: team.dataAccount,
  context: { "aws:SourceVpce": team.endpointId, ...context },
  policies: {
    identity: team.identity,
    endpoint: team.endpoint,
    ...(bucket.policy && { resource: bucket.policy }),
  },
});

const onBucket: ReadonlySet<string> = new Set([
  "s3:ListBucket",
  "s3:ListBucketVersions",
  "s3:ListBucketMultipartUploads",
  "s3:GetBucketLocation",
]);

/** Where a team's jobs and apps run, by the ids that AWS will give. */
export interface NetworkView {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly jobsGroupId: string;
}

export function networkOf(world: World, { studio }: TeamView): NetworkView {
  const id = (prefix: string, { stack, name }: Resource) => `${prefix}-${stack}-${name}`.replaceAll("_", "-");
  const { deployment } = world;
  const groups = deployment.resources(studio, "aws_security_group");
  return {
    vpcId: id("vpc", only(deployment.resources(networking(world), "aws_vpc"))),
    subnetIds: deployment.resources(studio, "aws_subnet").map((subnet) => id("subnet", subnet)),
    jobsGroupId: id("sg", only(groups.filter(({ name }) => name.endsWith("_jobs")))),
  };
}

/** What a call from one of the team's own subnets carries, through an interface endpoint. */
export const fromOwnSubnet = (world: World, team: TeamView): Context => ({
  "aws:SourceVpc": networkOf(world, team).vpcId,
  "aws:VpcSourceIp": team.team.cidr.replace(/\/.*$/, ""),
});

/** A SageMaker object of the environment's studio account. */
export const sagemakerObject = ({ environment }: World, resource: string) =>
  `arn:${environment.partition}:sagemaker:${environment.region}:${environment.accounts.studio.id}:${resource}`;

/** The name of an object that a team has made: its people must choose it so where names tell teams apart. */
export const ownName = ({ environment }: World, { team }: TeamView, rest = "churn") =>
  environment.separation === "account" ? `pytorch-${rest}` : `${environment.name}-${team.name}-${rest}`;

/** An object that is nobody's of the environment: by its name, or by its account where all of the environment's is one team's. */
export function foreignObject(world: World, type: string): Pick<Attempt, "on" | "account"> {
  const { environment } = world;
  const { id } = environment.accounts.studio;
  const account = environment.separation === "account" ? strangerAccount : id;
  const on = sagemakerObject(world, `${type}/${environment.name}-somebody-churn`);
  return { on: on.replace(id, account), account };
}

/** A resource whose own policy lets everybody in: what is refused there, the caller's policies refuse. */
export const everybodysOwn: Policy = parsePolicy(
  { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] },
  "a resource that lets everybody in",
  "resource",
);
