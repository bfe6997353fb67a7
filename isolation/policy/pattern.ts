/** Patterns of policy documents: literal text, `*`, `?` and policy variables, and the one matcher that every element and operator uses. */
import { PolicyError } from "./error";
import { conditionKey } from "./keys";

export type Token =
  | { readonly kind: "text"; readonly text: string }
  /** `*`: any run of characters, the empty one too. */
  | { readonly kind: "run" }
  /** `?`: exactly one character. */
  | { readonly kind: "one" }
  | { readonly kind: "variable"; readonly key: string; readonly fallback?: string };

export type Pattern = readonly Token[];

export interface PatternOptions {
  /** Whether `*` and `?` are wildcards (StringEquals: they are not). */
  readonly wildcards: boolean;
  /** Whether `${...}` is a policy variable: only from Version 2012-10-17 on, and only where IAM allows one. */
  readonly variables: boolean;
  /** Policy and JSON path, for errors. */
  readonly where: string;
}

const variable = /^([A-Za-z0-9.-]+:[^,'{}$]+?)\s*(?:,\s*'([^']*)'\s*)?$/;
/** Only keys of one value can stand for text. */
const checkVariable = (key: string, where: string): void => {
  const known = conditionKey(key);
  if (!known) throw new PolicyError(where, `the policy variable "${key}" is not a condition key of AWS`);
  if (known.multivalued) throw new PolicyError(where, `the policy variable "${key}" has several values`);
};

const special = /[*?$]/;
const escaped: Readonly<Record<string, string>> = { "*": "*", "?": "?", $: "$" };

/**
 * Reads one pattern. `${*}`, `${?}` and `${$}` stand for the characters themselves; `${key, 'text'}` has a default.
 * Throws PolicyError on a `${` that is not closed, or that names no key, or a key of several values.
 * Page: IAM User Guide, "IAM policy elements: Variables and tags".
 */
export function parsePattern(text: string, { wildcards, variables, where }: PatternOptions): Pattern {
  const tokens: Token[] = [];
  const literal = (part: string) => {
    const last = tokens.at(-1);
    if (last?.kind === "text") tokens[tokens.length - 1] = { kind: "text", text: last.text + part };
    else tokens.push({ kind: "text", text: part });
  };
  for (let at = 0; at < text.length; ) {
    if (variables && text.startsWith("${", at)) {
      const end = text.indexOf("}", at);
      if (end < 0) throw new PolicyError(where, `"${text}" opens a policy variable and does not close it`);
      const inside = text.slice(at + 2, end);
      const plain = escaped[inside];
      if (plain !== undefined) literal(plain);
      else {
        const parts = variable.exec(inside.trim());
        if (!parts) throw new PolicyError(where, `"\${${inside}}" is not a policy variable`);
        const [, key = "", fallback] = parts;
        checkVariable(key, where);
        tokens.push({ kind: "variable", key: key.toLowerCase(), ...(fallback === undefined ? {} : { fallback }) });
      }
      at = end + 1;
      continue;
    }
    const character = text.charAt(at);
    if (wildcards && (character === "*" || character === "?")) {
      // Two stars in a row match what one does.
      if (character === "?") tokens.push({ kind: "one" });
      else if (tokens.at(-1)?.kind !== "run") tokens.push({ kind: "run" });
      at += 1;
      continue;
    }
    const rest = text.slice(at + 1).search(special);
    const end = rest < 0 ? text.length : at + 1 + rest;
    literal(text.slice(at, end));
    at = end;
  }
  return tokens;
}

/** The value of a condition key for a policy variable; undefined where the request has none. */
export type Lookup = (key: string) => string | undefined;

/**
 * Replaces variables by the request's values, as plain text: a `*` in a value is a star, not a wildcard.
 * Undefined where a variable has neither value nor default: such a pattern matches nothing.
 */
export function resolvePattern(pattern: Pattern, lookup: Lookup): Pattern | undefined {
  if (!pattern.some((token) => token.kind === "variable")) return pattern;
  const resolved: Token[] = [];
  for (const token of pattern) {
    if (token.kind !== "variable") resolved.push(token);
    else {
      const text = lookup(token.key) ?? token.fallback;
      if (text === undefined) return undefined;
      resolved.push({ kind: "text", text });
    }
  }
  return resolved;
}

/** Whether a pattern without variables matches the whole text. Runs in time pattern length x text length at worst. */
export function matches(pattern: Pattern, text: string): boolean {
  let token = 0;
  let at = 0;
  let retryToken = -1;
  let retryAt = 0;
  while (true) {
    const current = pattern[token];
    if (current === undefined) {
      if (at === text.length) return true;
    } else if (current.kind === "run") {
      retryToken = token + 1;
      retryAt = at;
      token += 1;
      continue;
    } else if (current.kind === "variable") {
      throw new PolicyError("pattern", `the variable ${current.key} was not resolved`);
    } else if (current.kind === "one" ? at < text.length : text.startsWith(current.text, at)) {
      at += current.kind === "one" ? characterLength(text, at) : current.text.length;
      token += 1;
      continue;
    }
    // Dead end: let the last star take one character more.
    if (retryToken < 0 || retryAt >= text.length) return false;
    retryAt += 1;
    token = retryToken;
    at = retryAt;
  }
}

/** A character outside the basic plane is one character to `?`. */
const characterLength = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** Lower-cases the literal parts, for comparisons that ignore case. */
export const foldCase = (pattern: Pattern): Pattern =>
  pattern.map((token) => (token.kind === "text" ? { kind: "text", text: token.text.toLowerCase() } : token));

/** A pattern without variables as a policy with variables writes it: what is no wildcard is escaped. */
export const writePattern = (pattern: Pattern): string =>
  pattern
    .map((token) =>
      token.kind === "text" ? token.text.replace(/[*?$]/g, (each) => `\${${each}}`) : showPattern([token]),
    )
    .join("");

/** The pattern as a person would write it, for messages. */
export const showPattern = (pattern: Pattern): string =>
  pattern
    .map((token) =>
      token.kind === "text" ? token.text : token.kind === "run" ? "*" : token.kind === "one" ? "?" : `\${${token.key}}`,
    )
    .join("");
