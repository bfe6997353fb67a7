/** Reading of buckets that belong to others: those of one owner in one statement, pinned to the account where it is known. */
import type { ReadOnlyBucket } from "../config/schema";
import type { Condition, Statement } from "./document";
import { allOf } from "./document";

export interface ForeignBucket extends Pick<ReadOnlyBucket, "account"> {
  readonly arn: string;
}

/**
 * One statement for each account, and one for the buckets whose owner is not known. A name belongs to whoever took it
 * first; `aws:ResourceAccount` says whose bucket it may be.
 * Source: docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount
 */
export function readStatements(
  buckets: readonly ForeignBucket[],
  statement: (bucketArns: readonly string[]) => Statement,
): Statement[] {
  const accounts = [...new Set(buckets.map(({ account }) => account))];
  return accounts.map((account) => {
    const { Sid, Condition, ...rest } = statement(
      buckets.filter((each) => each.account === account).map(({ arn }) => arn),
    );
    if (account === undefined) return { Sid, ...rest, ...(Condition && { Condition }) };
    const owner: Condition = { StringEquals: { "aws:ResourceAccount": account } };
    return { Sid: `${Sid}Of${account}`, ...rest, Condition: Condition ? allOf(Condition, owner) : owner };
  });
}
