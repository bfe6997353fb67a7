/** How a buckets stack makes its team's feature groups and tracking server in the studio account: by a second provider, where its own works elsewhere. */
import { z } from "zod";
import { studioAccountAlias } from "../../config/names";
import type { Stack } from "./stack";

/** What a buckets stack makes there. */
const types = ["aws_sagemaker_feature_group", "aws_sagemaker_mlflow_tracking_server"] as const;

/** The argument `provider` of these. Nothing else of a buckets stack may name one. */
export const studioAccountProvider = z.literal(`aws.${studioAccountAlias}`).optional();

/** Throws ModelError where one of them is not made by the provider that is for it, and where a stack of another kind has that. */
export function checkStudioAccount(stack: Stack, kind: "networking" | "studio" | "buckets"): void {
  const isSecond = stack.second?.alias === studioAccountAlias;
  if (kind !== "buckets" && isSecond) {
    stack.fail(
      "$.provider.aws[1]",
      `works in the studio account, and is of a stack of the kind "${kind}"; only buckets stacks make feature groups and tracking servers so`,
    );
  }
  const second = isSecond ? `aws.${studioAccountAlias}` : undefined;
  const wrong = types
    .flatMap((type) => stack.resources(type).map(({ path, config }) => ({ path, provider: config.provider })))
    .find(({ provider }) => provider !== second);
  if (wrong === undefined) return;
  const right = second === undefined ? "leave provider out: the stack has one provider" : `write provider: ${second}`;
  stack.fail(wrong.path, `is not made by the provider that works in the studio account; ${right}`);
}
