/** Reads the policy documents of resources, each under a name that says where it stands. */
import { type Policy, PolicyError, type PolicyKind, parsePolicy } from "../policy";
import { hidesLetters } from "./forged-ids";
import type { Resource } from "./stack";

/** `<stack> <type>.<name>`: what verdicts cite. */
export const placeOf = ({ stack, type, name }: Pick<Resource, "stack" | "type" | "name">): string =>
  `${stack} ${type}.${name}`;

const read = new Map<string, Policy>();
/** More than an environment of fifty teams has. */
const mostRemembered = 1_000;

/** Throws PolicyError, with the place and the JSON path, on anything that is not understood. */
export function policyOf(resource: Pick<Resource, "stack" | "type" | "name">, text: string, kind: PolicyKind): Policy {
  const name = placeOf(resource);
  const key = `${kind} ${name} ${text}`;
  const known = read.get(key);
  if (known) return known;
  if (hidesLetters(text)) throw new PolicyError(`${name} $`, "writes letters as escapes, which may hide an id");
  const policy = parsePolicy(text, name, kind);
  if (kind !== "resource" && kind !== "trust") refuseHandwrittenIds(policy);
  if (read.size >= mostRemembered) read.clear();
  read.set(key, policy);
  return policy;
}

/** As attributes.ts makes them; what AWS gives has no dot. */
const symbol = /^vpce?-[\w-]+\.[\w-]+$/;

/**
 * Where the origin of requests is known, an id that is written by hand, or a pattern of ids, may or may not be the one that
 * AWS gives. In buckets' policies all origins are asked for, so that an id is one more of them.
 */
function refuseHandwrittenIds({ statements }: Policy): void {
  for (const { key, operator, values, where } of statements.flatMap(({ conditions }) => conditions)) {
    if (operator === "Null" || (key !== "aws:sourcevpc" && key !== "aws:sourcevpce")) continue;
    const value = values.find((each) => !symbol.test(each));
    if (value !== undefined) {
      throw new PolicyError(where, `"${value}" is written by hand and may be any VPC's or endpoint's: refer to its id`);
    }
  }
}
