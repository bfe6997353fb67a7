/** The arguments of every Terraform resource type that the stacks use. A type that is not here is an error: it may carry access. */
import { z } from "zod";
import { body, literalWords, texts, words } from "./arguments";
import { data } from "./data";
import { identities } from "./identities";
import { network } from "./network";
import { notices } from "./notices";
import { queries } from "./queries";
import { studio } from "./studio";

/** What a fixed setting is held against: a value, and no function. */
const isStill = words.regex(/^\$\{self\.output == "[^"$%]*"\}$/, { error: "compares more than the output" });
const ofOutput = words.refine((value) => literalWords.safeParse(value.replaceAll("${self.output}", "")).success, {
  error: "is a template with more than the output",
});

/** Resource types with their arguments. */
export const resourceShapes = {
  // Carries no access as long as it runs nothing (provisioner): it may hide changes of itself alone.
  terraform_data: z.strictObject({
    input: literalWords.optional(),
    depends_on: texts.optional(),
    lifecycle: body({
      ignore_changes: z.tuple([z.literal("input")]),
      postcondition: z.array(body({ condition: isStill, error_message: ofOutput })),
    }).optional(),
  }),
  ...network,
  ...identities,
  ...data,
  ...studio,
  ...queries,
  ...notices,
} as const;

export type ResourceType = keyof typeof resourceShapes;
export type Config<Type extends ResourceType> = z.output<(typeof resourceShapes)[Type]>;

export const isKnownType = (type: string): type is ResourceType => Object.hasOwn(resourceShapes, type);

/** Types that Terraform makes itself: values in the state, with conditions on them. Their references are not followed. */
export const isBuiltIn = (type: ResourceType): boolean => type === "terraform_data";
