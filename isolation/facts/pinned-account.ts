/** Whose resources a statement speaks of, where it says so. */
import type { ReadOnlyBucket } from "../../config/schema";
import type { Statement } from "../policy";

/** The one account that a statement's aws:ResourceAccount names; undefined where it names none, or several. */
export function pinnedAccount({ conditions }: Pick<Statement, "conditions">): string | undefined {
  const pins = conditions.filter(({ key, operator }) => key === "aws:resourceaccount" && operator === "StringEquals");
  const [account, ...others] = pins.flatMap(({ values }) => values);
  return others.length === 0 && account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

/** For verdicts. */
export const showReadOnlyBucket = ({ name, account }: ReadOnlyBucket): string =>
  account === undefined ? name : `${name} of account ${account}`;
