/** JSON as IAM reads it: a name twice in one object is refused, where JSON.parse would keep the last; and so is what nobody nests so deep. */
import { PolicyError } from "./error";

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** Lists and objects in each other: many times what Terraform's and IAM's documents need. */
const deepest = 100;

/** Names of the object that is open, or nothing for a list. */
type Open = Set<string> | undefined;

const refuseRepeatedNames = (text: string, where: string): void => {
  const open: Open[] = [];
  let last = "";
  for (const [token] of text.matchAll(tokens)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") {
      const name: string = JSON.parse(last);
      if (open.at(-1)?.has(name)) throw new PolicyError(`${where} $`, `has "${name}" twice in one object`);
      open.at(-1)?.add(name);
    }
    if (open.length > deepest) throw new PolicyError(`${where} $`, `is nested more than ${deepest} times`);
    last = token;
  }
};

/** Parses JSON text; throws PolicyError where it is not JSON, repeats a name or is nested too deep. */
export function parseUniqueJson(text: string, where: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new PolicyError(`${where} $`, "is not JSON");
  }
  refuseRepeatedNames(text, where);
  return value;
}
