/** How a buckets stack makes its team's feature groups in the studio account: by a second provider, where its own works elsewhere. */
import { z } from "zod";
import { studioAccountAlias } from "../../config/names";
import type { Stack } from "./stack";

/** The argument `provider` of a feature group. Nothing else of a buckets stack may name one. */
export const groupProvider = z.literal(`aws.${studioAccountAlias}`).optional();

/** Throws ModelError where a group is not made by the provider that is for it, and where a stack of another kind has that. */
export function checkStudioAccount(stack: Stack, kind: "networking" | "studio" | "buckets"): void {
  const isSecond = stack.second?.alias === studioAccountAlias;
  if (kind !== "buckets" && isSecond) {
    stack.fail(
      "$.provider.aws[1]",
      `works in the studio account, and is of a stack of the kind "${kind}"; only buckets stacks make feature groups so`,
    );
  }
  const second = isSecond ? `aws.${studioAccountAlias}` : undefined;
  const wrong = stack.resources("aws_sagemaker_feature_group").find(({ config }) => config.provider !== second);
  if (wrong === undefined) return;
  const right = second === undefined ? "leave provider out: the stack has one provider" : `write provider: ${second}`;
  stack.fail(wrong.path, `is not made by the provider that works in the studio account; ${right}`);
}
