/** What attackers edit in staging's stacks, and how. */
import { type Attack, drop, type Loose, policyOf, statement } from "../stacks";

/** What somebody does, and how; the guarantee breaks by which file it stands in. */
export type Deed = readonly [what: string, attack: Attack];

export const studio = "staging-studio-fraud";
export const buckets = "staging-buckets-fraud";
export const network = "staging-networking";

/** An edit of a policy document. */
type Edit = (document: Loose) => void;

export const bucketPolicy = (edit: Edit) =>
  policyOf(buckets, "aws_s3_bucket_policy", "bucket-transactions_policy", edit);
export const s3Endpoint = (edit: Edit) => policyOf(studio, "aws_vpc_endpoint", "", edit);
export const dataKey = (edit: Edit) => policyOf(buckets, "aws_kms_key", "", edit);
export const studioKey = (edit: Edit) => policyOf(studio, "aws_kms_key", "", edit);
export const peoplePolicy = (edit: Edit) => policyOf(studio, "aws_iam_policy", "people-access", edit);
/** One of the execution role's policies. */
export const rolePolicy = (name: string, edit: Edit) => policyOf(studio, "aws_iam_policy", `_${name}`, edit);
/** The policy of an interface endpoint. */
export const door = (name: string, edit: Edit) => policyOf(network, "aws_vpc_endpoint", name, edit);
export const trust = (edit: Edit) => policyOf(studio, "aws_iam_role", "", edit, "assume_role_policy");

export const without =
  (...sids: readonly string[]): Edit =>
  (document) => {
    for (const sid of sids) drop(document, sid);
  };
export const change =
  (sid: string, values: object): Edit =>
  (document) => {
    Object.assign(statement(document, sid), values);
  };
/** Takes an operator out of a statement's condition. */
export const forget =
  (sid: string, operator: string): Edit =>
  (document) => {
    delete statement(document, sid).Condition[operator];
  };
export const grant =
  (Sid: string, rest: object): Edit =>
  (document) => {
    document.Statement.push({ Sid, Effect: "Allow", ...rest });
  };
/** Takes a role out of the denials of data. */
export const spareRole =
  (role: string): Edit =>
  (document) => {
    for (const { Sid, Condition } of document.Statement) {
      if (!/^DenyObjects/.test(Sid)) continue;
      Condition.ArnNotEquals ??= { "aws:PrincipalArn": [] };
      Condition.ArnNotEquals["aws:PrincipalArn"] = [Condition.ArnNotEquals["aws:PrincipalArn"]].flat().concat(role);
    }
  };

/** Walls deny once more what is not granted: without them a grant alone decides. */
export const behindTheWalls =
  (attack: Attack): Attack =>
  (files) => {
    for (const walls of ["walls", "compute-walls"]) {
      delete files.get(studio).resource.aws_iam_role_policy_attachment[`execution-role-policies_${walls}-attachment`];
    }
    attack(files);
  };
