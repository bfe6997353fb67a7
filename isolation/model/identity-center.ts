/** How a Studio stack assigns its users in IAM Identity Center: the second provider that it may have, and the users that it looks up. */
import { z } from "zod";
import { identityCenterAlias } from "../../config/names";
import { idOf } from "./attributes";
import { below, isBlock, withoutMetadata } from "./json";
import { blocks, literal } from "./shapes/arguments";
import type { Stack } from "./stack";
import type { WrittenStack } from "./written-stack";

/** The argument `provider` of what the second provider looks up and makes. Nothing else may name one. */
export const providerName = z.literal(`aws.${identityCenterAlias}`).optional();

export const identityUserShape = z.strictObject({
  provider: providerName,
  identity_store_id: literal,
  alternate_identifier: blocks({
    unique_attribute: blocks({ attribute_path: z.literal("UserName"), attribute_value: literal }),
  }),
});

/** A user of an identity store, whom Terraform looks up by name. */
export interface IdentityUser {
  /** JSON path in the stack's file. */
  readonly path: string;
  /** The symbol that references to the user's id resolve to. */
  readonly id: string;
  readonly store: string;
  readonly name: string;
}

const type = "aws_identitystore_user";

export function identityUsersOf(stack: WrittenStack): readonly (IdentityUser & { readonly provider?: string })[] {
  const named = stack.section("data")[type];
  if (!isBlock(named)) return [];
  return Object.entries(named).map(([name, block]) => {
    const path = below(below("$.data", type), name);
    const read = stack.shaped(identityUserShape, withoutMetadata(block), path);
    const { attribute_value: user = "" } = read.alternate_identifier[0]?.unique_attribute[0] ?? {};
    const id = idOf({ stack: stack.name, type, name }) ?? "";
    return { path, id, store: read.identity_store_id, name: user, ...(read.provider && { provider: read.provider }) };
  });
}

/** Throws ModelError where not all is done by the one provider that is for it, and where a stack of another kind has that. */
export function checkIdentityCenter(stack: Stack, kind: "networking" | "studio" | "buckets"): void {
  const users = identityUsersOf(stack);
  const assignments = stack.resources("aws_ssoadmin_application_assignment");
  const isSecond = stack.second?.alias === identityCenterAlias;
  const second = isSecond ? `aws.${identityCenterAlias}` : undefined;
  if (kind !== "studio" && (isSecond || users.length > 0)) {
    stack.fail(
      "$",
      `speaks to IAM Identity Center, and is a stack of the kind "${kind}"; only Studio stacks assign users`,
    );
  }
  const used = [
    ...users.map(({ path, provider }) => ({ path, provider })),
    ...assignments.map(({ path, config }) => ({ path, provider: config.provider })),
  ];
  const wrong = used.find(({ provider }) => provider !== second);
  if (wrong === undefined) return;
  const right = second === undefined ? "leave provider out: the stack has one provider" : `write provider: ${second}`;
  stack.fail(wrong.path, `is not done by the provider that is for IAM Identity Center; ${right}`);
}
