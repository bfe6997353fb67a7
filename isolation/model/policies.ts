/** Reads the policy documents of resources, each under a name that says where it stands. */
import { type Policy, type PolicyKind, parsePolicy } from "../policy";
import type { Resource } from "./stack";

/** `<stack> <type>.<name>`: what verdicts cite. */
export const placeOf = ({ stack, type, name }: Pick<Resource, "stack" | "type" | "name">): string =>
  `${stack} ${type}.${name}`;

const read = new Map<string, Policy>();
const mostRemembered = 5_000;

/** Throws PolicyError, with the place and the JSON path, on anything that is not understood. */
export function policyOf(resource: Pick<Resource, "stack" | "type" | "name">, text: string, kind: PolicyKind): Policy {
  const name = placeOf(resource);
  const key = `${kind} ${name} ${text}`;
  const known = read.get(key);
  if (known) return known;
  const policy = parsePolicy(text, name, kind);
  if (read.size >= mostRemembered) read.clear();
  read.set(key, policy);
  return policy;
}
