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
  return {
    team,
    studio,
    buckets,
    role: teamRole(environment, team),
    roleArn: roleArn(environment, executionRoleName(environment, team)),
    endpointId: `vpce-${studio}-${gateway.name}`,
    identity: rolePolicies(world, studio, executionRoleName(environment, team)),
    endpoint: parsePolicy(gateway.config.policy ?? openPolicy, `${studio} ${gateway.name}`, "endpoint"),
    dataAccount: team.dataAccount.id,
    dataKeyArn: keyArn(world, buckets, "key"),
    studioKeyArn: keyArn(world, studio, "key"),
    domainId: `d-${studio}-domain`,
  };
}

export const views = (world: World): TeamView[] => world.environment.teams.map((team) => view(world, team));
export const networking = (world: World): string => networkingStackName(world.environment);

/** AWS's default where an endpoint has no policy. */
export const openPolicy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
};

/** The policies attached to a role in a stack; a policy that is not attached gives nothing. */
function rolePolicies({ deployment }: World, stack: string, role: string): Policy[] {
  const attached = deployment
    .resources(stack, "aws_iam_role_policy_attachment")
    .filter(({ config }) => config.role === role)
    .map(({ config }) => config.policy_arn as string);
  const inline = deployment.resources(stack, "aws_iam_role_policy").filter(({ config }) => config.role === role);
  const managed = deployment
    .resources(stack, "aws_iam_policy")
    .filter(({ config }) => attached.some((arn) => arn.endsWith(`/${config.name}`)));
  return [...managed, ...inline].map(({ name, config }) => parsePolicy(config.policy, `${stack} ${name}`, "identity"));
}

export const keyArn = ({ deployment }: World, stack: string, name: string): string => {
  const { account, region } = deployment.place(stack);
  const { config } = deployment.resource(stack, "aws_kms_key", name);
  assert.ok(config, `${stack} has a key ${name}`);
  return `arn:${partitionOf(region)}:kms:${region}:${account}:key/${stack}-${name}`.replaceAll("_", "-");
};
const partitionOf = (region: string) =>
  region.startsWith("us-gov") ? "aws-us-gov" : region.startsWith("cn-") ? "aws-cn" : "aws";

export const keyPolicy = ({ deployment }: World, stack: string, name = "key"): Policy =>
  parsePolicy(deployment.resource(stack, "aws_kms_key", name).config.policy, `${stack} ${name}`, "resource");

export interface BucketView {
  readonly arn: string;
  /** As the team's file calls it; "access-logs" for the logs. */
  readonly name: string;
  /** None where the stack gives it none. */
  readonly policy: Policy | undefined;
  /** The same with a statement that lets everybody do everything: what holds all the same is a denial. */
  readonly widened: Policy;
  readonly resource: Resource;
}

const everybody = { Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" };

/** The buckets of a team's stack with their policies. */
export function bucketsOf({ deployment, environment }: World, { buckets }: TeamView): BucketView[] {
  const policies = deployment.resources(buckets, "aws_s3_bucket_policy");
  return deployment.resources(buckets, "aws_s3_bucket").map((resource) => {
    const name = resource.config.bucket as string;
    const text: string | undefined = policies.find(({ config }) => config.bucket === name)?.config.policy;
    const document = JSON.parse(text ?? '{"Version":"2012-10-17","Statement":[]}');
    return {
      arn: `arn:${environment.partition}:s3:::${name}`,
      name: resource.name.replace(/^bucket-/, ""),
      policy: text === undefined ? undefined : parsePolicy(text, `policy of ${name}`, "resource"),
      widened: parsePolicy(
        { ...document, Statement: [...document.Statement, everybody] },
        `policy of ${name}`,
        "resource",
      ),
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
