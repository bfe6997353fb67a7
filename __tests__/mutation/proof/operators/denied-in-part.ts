/** One more denial, of a part of the team: half of the addresses of a subnet, one profile, one kind of job. What is asked of one alone does not show it. */
import { subnets } from "../../../../config/addresses";
import type { Loose } from "../mutant";

type Added = readonly [change: string, statement: Loose];

const blocksOf = (file: Loose, type: string): readonly Loose[] => Object.values(file.resource?.[type] ?? {});

/** What SageMaker becomes the role for: docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html */
const kinds = ["domain", "training-job", "processing-job", "transform-job"];

/**
 * Statements to add to a policy document of a Studio stack.
 * @param file the stack's, for its subnets and profiles
 */
export function deniedInPart(file: Loose, attribute: string, type: string, name: string): readonly Added[] {
  if (type === "aws_iam_role" && attribute === "assume_role_policy") {
    return kinds.map((kind) => [
      kind,
      {
        Effect: "Deny",
        Principal: "*",
        Action: "sts:*",
        Condition: { ArnLike: { "aws:SourceArn": `arn:*:sagemaker:*:*:${kind}/*` } },
      },
    ]);
  }
  if (type !== "aws_iam_policy") return [];
  const profiles = blocksOf(file, "aws_sagemaker_user_profile").map(({ user_profile_name }) => user_profile_name);
  if (name === "people-access") {
    return profiles.map((profile) => [
      profile,
      { Effect: "Deny", Action: "*", Resource: `arn:*:sagemaker:*:*:user-profile/*/${profile}` },
    ]);
  }
  if (!/_walls$/.test(name)) return [];
  const halves = blocksOf(file, "aws_subnet").flatMap(({ cidr_block }) => subnets(cidr_block, 2));
  return [
    ...halves.map((half): Added => [half, deny({ IpAddress: { "aws:VpcSourceIp": half } })]),
    ...profiles.map((profile): Added => [profile, deny({ StringEquals: { "sagemaker:UserProfileName": profile } })]),
  ];
}

const deny = (Condition: Loose): Loose => ({ Effect: "Deny", Action: "*", Resource: "*", Condition });
