/** The roles that the stacks make: who may assume them, and with which policies. */
import { type Policy, parsePolicy } from "../policy";
import { allOf, type EnvironmentModel, stackNamed } from "./environment";
import { policyOf } from "./policies";
import type { Resource } from "./stack";

export interface Role {
  readonly resource: Resource<"aws_iam_role">;
  readonly arn: string;
  readonly account: string;
  readonly trust: Policy;
  /** Attached and inline. */
  readonly identity: readonly Policy[];
  /** Undefined where the role has none, or one that is not among the stacks (see `outsideBoundary`): that can only take away. */
  readonly boundary?: Policy;
  /** ARN of a boundary that is not among the stacks. */
  readonly outsideBoundary?: string;
}

/** The one policy of AWS's own whose content everybody knows. */
const administratorAccess = /^arn:aws[a-z-]*:iam::aws:policy\/AdministratorAccess$/;

/**
 * All roles of an environment. Throws ModelError on an attachment to a role, or of a policy, that is not among the stacks:
 * what it grants is unknown.
 */
export function rolesOf(environment: EnvironmentModel): readonly Role[] {
  const account = (resource: Resource): string => stackNamed(environment, resource.stack).account;
  const fail = (resource: Resource, problem: string): never =>
    stackNamed(environment, resource.stack).fail(resource.path, problem);

  const managed = new Map<string, Policy>();
  for (const resource of allOf(environment, "aws_iam_policy")) {
    if (managed.has(resource.arn)) fail(resource, `is the second policy with the ARN ${resource.arn}`);
    managed.set(resource.arn, policyOf(resource, resource.config.policy, "identity"));
  }
  const granted = new Map<string, Policy[]>();
  const grant = (resource: Resource, role: string, policy: Policy): void => {
    const key = `${account(resource)} ${role}`;
    const list = granted.get(key);
    if (!list)
      fail(
        resource,
        `grants something to the role ${role}, which is not among the stacks; grant it to a role of these stacks, or move it to a stack in another folder`,
      );
    list?.push(policy);
  };
  const roles = allOf(environment, "aws_iam_role");
  for (const role of roles) {
    const key = `${account(role)} ${role.config.name}`;
    if (granted.has(key)) fail(role, `is the second role named ${role.config.name}`);
    granted.set(key, []);
  }
  for (const resource of allOf(environment, "aws_iam_role_policy_attachment")) {
    const { role, policy_arn: arn } = resource.config;
    const policy = managed.get(arn) ?? (administratorAccess.test(arn) ? administrator(arn) : undefined);
    if (!policy)
      fail(
        resource,
        `attaches ${arn}, which is not among the stacks: what it grants is unknown; write its statements into a policy of the same stack`,
      );
    else grant(resource, role, policy);
  }
  const inline = new Set<string>();
  for (const resource of allOf(environment, "aws_iam_role_policy")) {
    const name = `${account(resource)} ${resource.config.role} ${resource.config.name}`;
    if (inline.has(name)) fail(resource, `is the second inline policy named ${resource.config.name}: AWS keeps one`);
    inline.add(name);
    grant(resource, resource.config.role, policyOf(resource, resource.config.policy, "identity"));
  }
  return roles.map((resource): Role => {
    const bound = resource.config.permissions_boundary;
    const boundary = bound === undefined ? undefined : managed.get(bound);
    return {
      resource,
      arn: resource.arn,
      account: account(resource),
      trust: policyOf(resource, resource.config.assume_role_policy, "trust"),
      identity: granted.get(`${account(resource)} ${resource.config.name}`) ?? [],
      ...(boundary && { boundary }),
      ...(bound !== undefined && !boundary && { outsideBoundary: bound }),
    };
  });
}

const administrator = (arn: string): Policy =>
  parsePolicy({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }, arn, "identity");
