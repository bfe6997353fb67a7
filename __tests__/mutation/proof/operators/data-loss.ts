/** Operators that lose data: rules that delete, versions that stop, resources at another address, logs that are gone, protection that is off. */
import type { Loose } from "../mutant";
import { resourcesOf, type Stacks } from "../mutant";
import type { ResourceOperator } from "./resources";

const lifecycle = /^aws_s3_bucket_lifecycle_configuration$/;
const withRule = (block: Loose, rule: Loose): Loose => ({
  ...block,
  rule: [...block.rule, { id: "more", status: "Enabled", filter: [{}], ...rule }],
});
const removes = (type: RegExp): ResourceOperator => ({ type, make: () => [["removed", undefined]] });

export const lossOperators: Readonly<Record<string, ResourceOperator>> = {
  "delete objects after a day": {
    type: lifecycle,
    make: (block) => [
      ["all", withRule(block, { expiration: [{ days: 1 }] })],
      ["below a prefix", withRule(block, { filter: [{ prefix: "a/" }], expiration: [{ days: 1 }] })],
    ],
  },
  "delete old versions after a day": {
    type: lifecycle,
    // Access logs are never overwritten: nobody may (G2).
    make: (block, name) =>
      name.startsWith("access-logs")
        ? []
        : [["after a day", withRule(block, { noncurrent_version_expiration: [{ noncurrent_days: 1 }] })]],
  },
  "suspend versions": {
    type: /^aws_s3_bucket_versioning$/,
    make: (block) => [
      ["Suspended", { ...block, versioning_configuration: { status: "Suspended" } }],
      ["removed", undefined],
    ],
  },
  "destroy a bucket with what is in it": {
    type: /^aws_s3_bucket$/,
    make: (block) => (block.force_destroy === true ? [] : [["force_destroy", { ...block, force_destroy: true }]]),
  },
  "let Terraform destroy what is protected": {
    type: /^aws_(s3_bucket|kms_key|sagemaker_(domain|feature_group))$/,
    make: (block) => {
      if (block.lifecycle?.prevent_destroy !== true) return [];
      const { lifecycle: _, ...others } = block;
      return [
        ["prevent_destroy false", { ...block, lifecycle: { prevent_destroy: false } }],
        ["without lifecycle", others],
      ];
    },
  },
  "shorten the wait for a key's deletion": {
    type: /^aws_kms_key$/,
    make: (block) => [["7 days", { ...block, deletion_window_in_days: 7 }]],
  },
  "delete home directories": {
    type: /^aws_sagemaker_domain$/,
    make: (block) =>
      block.retention_policy?.home_efs_file_system === "Delete"
        ? []
        : [["Delete", { ...block, retention_policy: { home_efs_file_system: "Delete" } }]],
  },
  "log no access": removes(/^aws_s3_bucket_logging$/),
  "log no traffic": removes(/^aws_flow_log$/),
  "log some traffic": {
    type: /^aws_flow_log$/,
    make: (block) => ["ACCEPT", "REJECT"].map((traffic_type) => [traffic_type, { ...block, traffic_type }]),
  },
  "keep flow logs for a day": {
    type: /^aws_cloudwatch_log_group$/,
    make: (block) => [["a day", { ...block, retention_in_days: 1 }]],
  },
};

/** What holds data, and what a domain is made of: at another address Terraform destroys the one and makes the other. */
const held =
  /^aws_(s3_bucket.*|kms_key|sagemaker_(domain|feature_group|user_profile)|cloudwatch_log_group|flow_log|vpc|subnet)$/;

/** The stacks with one resource at another address, and all references to it. */
export function* renamed(stacks: Stacks) {
  for (const [stack, type, name, block] of resourcesOf(stacks)) {
    if (!held.test(type)) continue;
    yield {
      stack,
      place: `${type}.${name}`,
      change: "at another address",
      stacks: (): Stacks => {
        const file = JSON.parse(
          JSON.stringify(stacks.get(stack)).replaceAll(`${type}.${name}.`, `${type}.${name}-2.`),
        ) as Loose;
        const { [name]: _, ...others } = file.resource[type];
        file.resource[type] = { ...others, [`${name}-2`]: block };
        return new Map([...stacks, [stack, file]]);
      },
    };
  }
}
