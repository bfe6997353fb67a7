/** Where resources must stand and point: elsewhere no guarantee looks for them. */
import { ModelError } from "./error";
import type { Fault } from "./grouping";
import { checkIdentityCenter } from "./identity-center";
import { checkQuestions } from "./offered-services";
import type { Outline } from "./outline";
import { isBuiltIn } from "./shapes";
import type { Stack } from "./stack";
import { checkStudioAccount } from "./studio-account";

/** Resource types by kind of stack. A network has roles of its own, and no policies for people to attach. */
const homes = {
  networking: /^aws_(cloudwatch_log_group|default|flow_log|iam_role|kms|network_acl|route|security_group|subnet|vpc)/,
  studio:
    /^aws_(athena_workgroup$|glue_catalog_database$|iam|kms|network_acl|route(_table.*)?$|sagemaker_(?!feature_group|mlflow_tracking_server)|security_group|ssoadmin_application|subnet|vpc_endpoint|vpc_security_group)/,
  buckets: /^aws_(kms|s3|sagemaker_(feature_group|mlflow_tracking_server)$)/,
} as const;
/** They only tell people something (shapes/notices.ts). */
const anywhere = /^aws_(budgets_budget|cloudwatch_metric_alarm|sns_topic)$/;

/** Throws ModelError on what is asked of AWS that no endpoint needs, on a resource that belongs in another kind of stack or to another VPC, and on flow logs that leave their stack. */
export function checkPlacement(stack: Stack, kind: keyof typeof homes): void {
  for (const { type, path } of stack.resources()) {
    if (!isBuiltIn(type) && !anywhere.test(type) && !homes[kind].test(type))
      stack.fail(
        path,
        `${type} does not belong in a stack of the kind "${kind}"; make it in the kind of stack that isolation/model/placement.ts names for it`,
      );
  }
  checkIdentityCenter(stack, kind);
  checkStudioAccount(stack, kind);
  checkVpcs(stack);
  checkQuestions(stack);
  const groups = new Set(stack.resources("aws_cloudwatch_log_group").map(({ arn }) => arn));
  for (const { path, config } of stack.resources("aws_flow_log")) {
    if (!groups.has(config.log_destination)) {
      stack.fail(`${path}.log_destination`, `sends flow logs to ${config.log_destination}, which is not in this stack`);
    }
  }
}

/** What is written for a VPC as a whole is for the stack's own: any other is somebody's. */
function checkVpcs(stack: Stack): void {
  const vpcs = stack.resources("aws_vpc").map(({ id }) => id);
  const own = new Set([...vpcs, ...vpcs.map((id) => id.replace(/^vpc-/, "rtb-default-"))]);
  const written = [
    ...stack.resources("aws_flow_log").map(({ path, config }) => ({ path, id: config.vpc_id })),
    ...stack.resources("aws_default_security_group").map(({ path, config }) => ({ path, id: config.vpc_id })),
    ...stack
      .resources("aws_default_route_table")
      .map(({ path, config }) => ({ path, id: config.default_route_table_id })),
  ];
  for (const { path, id } of written) {
    if (!own.has(id)) stack.fail(path, `is for ${id}, which this stack does not make; refer to the stack's own VPC`);
  }
}

/** Buckets that two resources claim, in two stacks even: their policies would take turns. */
export function sharedBucketNames(stacks: readonly Outline[]): Fault[] {
  const owners = new Map<string, Outline>();
  return stacks.flatMap((stack) =>
    stack.buckets.flatMap(({ path, bucket }) => {
      const other = owners.get(bucket);
      owners.set(bucket, other ?? stack);
      if (other === undefined) return [];
      const problem = `the bucket ${bucket} is ${other.name}'s already; give it another name`;
      return [{ error: new ModelError(stack.file, path, problem), touches: [stack, other] }];
    }),
  );
}
