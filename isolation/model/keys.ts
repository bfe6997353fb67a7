/** The KMS keys of a stack, with their policies and aliases. */
import { type Policy, showPattern } from "../policy";
import { policyOf } from "./policies";
import type { Resource, Stack } from "./stack";

export interface Key {
  readonly resource: Resource<"aws_kms_key">;
  readonly arn: string;
  readonly account: string;
  readonly policy: Policy;
  /** alias/..., all that the stack gives it. */
  readonly aliases: readonly string[];
}

/** What AWS gives a key without a policy: every IAM policy of the account may grant everything. */
const defaultPolicy = (partition: string, account: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: "kms:*", Resource: "*" },
    ],
  });

/** A key's policy speaks of that key: a pattern of ids, or another key's id, may or may not be the one that AWS gives. */
function keyPolicyOf(stack: Stack, resource: Resource<"aws_kms_key">): Policy {
  const policy = policyOf(
    resource,
    resource.config.policy ?? defaultPolicy(stack.partition, stack.account),
    "resource",
  );
  for (const { resources } of policy.statements) {
    const named = (resources?.entries ?? []).map(showPattern);
    const other = named.find((pattern) => pattern !== "*" && pattern !== resource.arn);
    if (resources?.not || other !== undefined) {
      stack.fail(`${resource.path}.policy`, `speaks of ${other ?? "all but a key"}: name "*", which is the key itself`);
    }
  }
  return policy;
}

export function keysOf(stack: Stack): readonly Key[] {
  const aliases = stack.resources("aws_kms_alias");
  return stack.resources("aws_kms_key").map((resource) => ({
    resource,
    arn: resource.arn,
    account: stack.account,
    policy: keyPolicyOf(stack, resource),
    aliases: aliases
      .filter(
        ({ config }) => config.target_key_id === resource.arn || resource.arn.endsWith(`:key/${config.target_key_id}`),
      )
      .map(({ config }) => config.name),
  }));
}
