/** Breaks that no promise rests on, each with the reason why nobody needs to notice. */
import type { Mutant } from "./mutants";

export interface Unpromised {
  /** Pattern of `type.path`, the path joined by dots. */
  readonly where: RegExp;
  readonly reason: string;
}

export const unpromised: readonly Unpromised[] = [
  { where: /^(?!provider\.|aws_sagemaker_domain\.).*\.tags(\.|$)/, reason: "names for people in the console" },
  // A group or a policy with another description would be a new one.
  { where: /^(?!aws_security_group\.|aws_iam_policy\.).*\.description$/, reason: "text for people" },
  { where: /^aws_sagemaker_image\.display_name$/, reason: "text for people" },
  {
    where: /^aws_iam_role_policy\.name$/,
    reason: "the name of a policy that lies in its role: nothing refers to it",
  },
  {
    where: /^aws_s3_bucket_policy\.policy\.Statement\.\d+\.NotResource\.0$/,
    reason: "the bucket itself, of which another denial decides",
  },
  { where: /^terraform_data\.lifecycle\.postcondition\.0\.error_message$/, reason: "text for people" },
  {
    where: /^aws_vpc_endpoint_service\.lifecycle\.postcondition\.\d+\.error_message$/,
    reason: "text for people, around the names and keys that a promise asks for",
  },
  { where: /\.Statement\.\d+\.Sid$/, reason: "a statement's name" },
  {
    where: /^aws_route53_resolver_firewall_rule\.priority$/,
    reason: "a number that keeps the order of the two rules, which a promise holds",
  },
  {
    where: /^aws_route53_resolver_firewall_rule_group_association\.priority$/,
    reason: "any number that AWS leaves free: the VPC has one rule group",
  },
  {
    where: /^aws_iam_policy\.name$/,
    reason: "a policy's name after the team's prefix: only its attachment refers to it, and follows",
  },
];

export const placeOf = (mutant: Mutant): string => [mutant.type, ...mutant.path].join(".");

/** Why nobody needs to notice the mutant; undefined where somebody must. */
export const excuse = (mutant: Mutant): string | undefined =>
  unpromised.find(({ where }) => where.test(placeOf(mutant)))?.reason;
