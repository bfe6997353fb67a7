/** What the tables say of a caller's requests, for questions about all of them: values that are known, and conditions that hold. */
import { conditionKey, type Policy } from "../policy";
import { spelledKey } from "../policy/keys";
import type { Conditions } from "../questions/about";
import type { Call, Sent } from "./call";
import { onlyValues } from "./dimensions";
import { toldOf } from "./sent";

export interface Known {
  /** Values that every request has; lower case. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** What every request fulfils besides. */
  readonly conditions: readonly Conditions[];
  /** Keys whose value the configuration could say and does not, lower case. */
  readonly undeclared: ReadonlyMap<string, Pick<Sent, "because" | "advice">>;
}

/**
 * Of the keys that a policy tests; what the tables leave open, requests may have at will.
 * @param settled keys of which the question speaks itself, lower case
 */
export function knownIn(policy: Policy, call: Call, settled: ReadonlySet<string>): Known {
  const keys = new Set(policy.statements.flatMap(({ conditions }) => conditions.map(({ key }) => key)));
  const values = new Map<string, readonly string[]>();
  const conditions: Conditions[] = [];
  const undeclared = new Map<string, Sent>();
  for (const key of keys) {
    const sent = settled.has(key) ? undefined : toldOf(call, key);
    if (!sent) continue;
    const only = onlyValues(sent);
    if (sent.advice !== undefined) undeclared.set(key, sent);
    else if (only?.values) values.set(key, only.values);
    else conditions.push(...conditionsOf(spelledKey(key), sent));
  }
  return { values, conditions, undeclared };
}

/** Written in the language of policies; wider than the table where that has no words for it. */
function conditionsOf(key: string, sent: Sent): readonly Conditions[] {
  const { certain, possible, like } = sent;
  const all = [...certain, ...possible];
  if (all.every((values) => values === undefined) && like.length === 0) return [{ Null: { [key]: "true" } }];
  const presence: Conditions[] = all.includes(undefined) ? [] : [{ Null: { [key]: "false" } }];
  const { type, multivalued } = conditionKey(key) ?? { type: "String", multivalued: false };
  const listed = all.flatMap((values) => values ?? []);
  if (like.includes("*")) return presence;
  if (type === "Numeric") return [...presence, { NumericEqualsIfExists: { [key]: listed } }];
  if (type !== "String") return presence;
  const operator = multivalued ? "ForAllValues:StringLike" : "StringLikeIfExists";
  return [...presence, { [operator]: { [key]: [...listed, ...like] } }];
}
