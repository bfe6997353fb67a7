/** JSON as IAM and Terraform read it. Refused is what JSON.parse reads in another way: a name twice in one object, a number in other digits; and what nobody nests so deep. */
import { PolicyError } from "./error";
import { isPlainNumber } from "./plain";

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|-?\d[\d.eE+-]*/g;

/** Lists and objects in each other: many times what Terraform's and IAM's documents need. */
const deepest = 100;

/** Names of the object that is open, or nothing for a list. */
type Open = Set<string> | undefined;

const refuseAmbiguity = (text: string, where: string): void => {
  const open: Open[] = [];
  let last = "";
  for (const [token] of text.matchAll(tokens)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") {
      const name: string = JSON.parse(last);
      if (name === "__proto__") throw new PolicyError(`${where} $`, 'has the name "__proto__", which is none');
      if (open.at(-1)?.has(name)) throw new PolicyError(`${where} $`, `has "${name}" twice in one object`);
      open.at(-1)?.add(name);
    } else if (/^[-\d]/.test(token) && !isPlainNumber(token)) {
      throw new PolicyError(
        `${where} $`,
        `has the number ${token}: write it in plain digits (1, -0.5), 15 at most, or as text`,
      );
    }
    if (open.length > deepest) throw new PolicyError(`${where} $`, `is nested more than ${deepest} times`);
    last = token;
  }
};

/** Parses JSON text; throws PolicyError where it is not JSON, repeats a name, has another number than a plain one or is nested too deep. */
export function parseUniqueJson(text: string, where: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new PolicyError(`${where} $`, "is not JSON");
  }
  refuseAmbiguity(text, where);
  return value;
}
