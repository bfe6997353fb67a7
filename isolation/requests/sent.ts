/** What a call's requests say under a key: the one place where requests are completed from the tables. */
import { conditionKeysOf } from "../decide/catalogue";
import { type Context, conditionKey } from "../policy";
import { always, anywhereIn, type Call, never, perhaps, type Sent } from "./call";
import { globalKeys } from "./global-keys";
import { kmsKeys } from "./kms-keys";
import { organizationKeys } from "./organization-keys";
import type { KeyRow } from "./rows";
import { s3Keys } from "./s3-keys";
import { serviceKeys } from "./service-keys";

export const keyRows: readonly KeyRow[] = [...globalKeys, ...organizationKeys, ...s3Keys, ...kmsKeys, ...serviceKeys];

const byKey = new Map(keyRows.flatMap((row) => row.keys.map((key) => [key, row] as const)));
const prefixes = [...byKey.keys()].filter((key) => /[/:]$/.test(key));

/** The row of a key, in lower case. */
export const rowOf = (key: string): KeyRow | undefined =>
  byKey.get(key) ?? byKey.get(prefixes.find((prefix) => key.startsWith(prefix)) ?? "");

/** What the tables say; undefined where they leave it open. */
export const toldOf = (call: Call, key: string): Sent | undefined => rowOf(key)?.sent(call);

const addressKeys = new Set(["aws:sourceip", "aws:vpcsourceip"]);

/** Keys that follow from who calls what (isolation/policy/context.ts): where that gives no value, there is none. */
const derived = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalisawsservice",
  "aws:principalservicename",
  "aws:principalservicenameslist",
  "aws:principaltype",
  "aws:resourceaccount",
  "aws:securetransport",
  "aws:username",
  "aws:viaawsservice",
  "kms:calleraccount",
  "s3:resourceaccount",
]);

/**
 * The addresses that the caller may have come first, then what the call itself says, then what the tables say, then what follows from caller and resource. A service's
 * own key that AWS does not document for the action is not there. Of any other nothing is known.
 * @param context of the call as it is, with derived keys
 * Page: Service Authorization Reference, "Actions, resources, and condition keys for AWS services".
 */
export function sentUnder(call: Call, key: string, said: ReadonlySet<string>, context: Context): Sent {
  const own = context.get(key);
  if (call.from && own && addressKeys.has(key)) return anywhereIn(call.from);
  if (said.has(key)) return own ? always(...own) : never;
  const told = toldOf(call, key);
  if (told) return told;
  if (own) return always(...own);
  if (derived.has(key)) return never;
  const name = conditionKey(key)?.name.toLowerCase() ?? key;
  return key.startsWith("aws:") || conditionKeysOf(call.request.action).has(name) ? perhaps() : never;
}
