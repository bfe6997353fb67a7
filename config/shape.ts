/** Compares one parsed file with its schema and says, for each difference, what is wrong and what would be right. */
import type { z } from "zod";
import { isMap } from "./draft";
import { nearest } from "./nearest";
import { formatPath, list, type Path, type Problem, quote } from "./problems";
import { childOf, describe, keysOf, kindsOf, literalsOf, schemaAt, valueAt } from "./schema-places";
import { meantKeys, unknownKeys } from "./unknown-keys";
import type { Document } from "./yaml";

type Issue = z.core.$ZodIssue;

/** Every difference between the file and the schema; none for a file that is not YAML (that is reported already). */
export function shapeProblems(schema: z.ZodType, document: Document): Problem[] {
  if (document.value === undefined) return [];
  const { error } = schema.safeParse(document.value);
  return explainAll(schema, document, error?.issues ?? []);
}

/** Of several issues with one fault the one that names it: a misspelt key is no missing one, and text in place of a list is not too short. */
function explainAll(schema: z.ZodType, document: Document, all: readonly Issue[]): Problem[] {
  const issues = all.filter(({ path }) => !document.isReported(path as Path));
  const misspelt = new Set(
    issues.flatMap((issue) =>
      issue.code === "unrecognized_keys" ? meantKeys(schema, document, issue.path as Path, issue.keys) : [],
    ),
  );
  const otherKind = new Set(
    issues.filter(({ code }) => code === "invalid_type").map(({ path }) => formatPath(path as Path)),
  );
  return issues
    .filter(({ code, path }) => {
      const place = formatPath(path as Path);
      if (/^too_(small|big)$/.test(code) && otherKind.has(place)) return false;
      return valueAt(document.value, path as Path) !== undefined || !misspelt.has(place);
    })
    .flatMap((issue) => explain(schema, document, issue));
}

function explain(schema: z.ZodType, document: Document, issue: Issue): Problem[] {
  const path = issue.path as Path;
  const value = valueAt(document.value, path);
  const at = (message: string, place?: "key" | "value"): Problem[] => [document.problem(path, message, place)];
  switch (issue.code) {
    case "unrecognized_keys":
      return unknownKeys(schema, document, path, issue.keys);
    case "invalid_key":
      return issue.issues.map(({ message }) =>
        document.problem(path, `${quote(String(path.at(-1)))} ${message}`, "key"),
      );
    case "invalid_type":
      return at(wrongType(schema, document, path, value, issue.expected));
    case "invalid_value":
      if (value === null) return at(`has no value; ${choice(value, issue.values)}${orLeaveOut(schema, path)}`);
      return at(
        value === undefined ? missing(schema, path) : `${quote(value)} is not allowed; ${choice(value, issue.values)}`,
      );
    case "invalid_union": {
      // Of several kinds of values the one that was meant: its problems tell more than that none fits.
      const [meant, ...others] = issue.errors.filter((each) => !each.some(isOtherKind));
      if (meant && others.length === 0)
        return explainAll(
          schema,
          document,
          meant.map((each) => ({ ...each, path: [...path, ...each.path] }) as Issue),
        );
      return at(wrongChoice(schema, path, value, issue));
    }
    case "too_small":
    case "too_big":
      return at(isOwnMessage(issue) ? withValue(value, issue.message) : outOfBounds(schema, path, value, issue));
    default:
      return at(withValue(value, issue.message));
  }
}

const isOtherKind = ({ code, path }: Issue): boolean => code === "invalid_type" && path.length === 0;

// "10.0.0 is not ..." reads better than "is not ..."; a message about a list or map needs no quotation of it.
function withValue(value: unknown, message: string): string {
  const isScalar = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isScalar && message.startsWith("is ") ? `${quote(value)} ${message}` : message;
}

function isOwnMessage(issue: Issue): boolean {
  return !/^(Too|Invalid)\b/.test(issue.message);
}

function wrongType(schema: z.ZodType, document: Document, path: Path, value: unknown, expected: string): string {
  const key = path.length > 0;
  if (value === undefined && key) return missing(schema, path);
  if (value === null) return `has no value; ${rightValue(schema, path, expected)}${orLeaveOut(schema, path)}`;
  const source = document.sourceOf(path);
  if (expected === "string" && source !== undefined && typeof value !== "object") {
    const below = schemaAt(schema, path);
    const wrongInQuotes = below?.safeParse(source).success === false;
    const advice = (wrongInQuotes && ownAdvice(below)) || `write it in quotes: "${source.slice(0, 60)}"`;
    return `was read as the ${typeof value} ${quote(value)}; ${advice}`;
  }
  if (expected === "int" && typeof value === "number")
    return `${quote(value)} is not a whole number; write one without a fraction`;
  return `is ${kindOf(value)}; ${rightValue(schema, path, expected)}`;
}

function rightValue(schema: z.ZodType, path: Path, expected: string): string {
  const below = schemaAt(schema, path);
  if (expected === "object" || expected === "record") {
    const kinds = kindsOf(below);
    if (kinds) return `write a map with the key ${kinds.by}: ${list([...kinds.all.keys()])}`;
    return keysOf(below).length === 0 ? "write key: value lines below it" : `write ${mapWith(below)}`;
  }
  if (expected === "array") return "write a list: a line starting with - for each item";
  if (expected === "int" || expected === "number") return "write a whole number, without quotes";
  if (expected === "boolean") return "write true or false, without quotes";
  const text = describe(schema, path);
  return text === undefined ? (ownAdvice(below) ?? "write text") : `write text (${text})`;
}

/** `a map with the key name and, where you need them, ssoUser and instanceType`: which keys it needs, and which it may have. */
function mapWith(schema: z.ZodType | undefined): string {
  const keys = keysOf(schema);
  const mayMiss = (key: string) => schema !== undefined && childOf(schema, key)?.safeParse(undefined).success === true;
  const needed = keys.filter((key) => !mayMiss(key));
  const others = keys.filter(mayMiss);
  if (needed.length === 0) return `a map with any of the keys ${list(others, "and")}`;
  const map = `a map with the key${needed.length === 1 ? "" : "s"} ${list(needed, "and")}`;
  if (others.length === 0) return map;
  return `${map} and, where you need ${others.length === 1 ? "it" : "them"}, ${list(others, "and")}`;
}

/** What the schema's own message says of a text that is wrong: `write for example 10.0.32.0/22`. */
function ownAdvice(schema: z.ZodType | undefined): string | undefined {
  const [issue] = schema?.safeParse("\u0000").error?.issues ?? [];
  return issue && /; (write .*)$/.exec(issue.message)?.[1];
}

function orLeaveOut(schema: z.ZodType, path: Path): string {
  if (typeof path.at(-1) === "number") return ", or leave it out";
  const parent = schemaAt(schema, path.slice(0, -1));
  const child = parent === undefined ? undefined : childOf(parent, path.at(-1) ?? "");
  return child?.safeParse(undefined).success === true ? ", or leave the key out" : "";
}

function missing(schema: z.ZodType, path: Path): string {
  const text = describe(schema, path);
  return `is missing; add it${text === undefined ? "" : ` (${text})`}`;
}

function choice(value: unknown, allowed: readonly unknown[]): string {
  const words = allowed.map(String);
  if (typeof value === "string" && allowed.includes(Number(value))) return `write ${value} without quotes`;
  const meant = typeof value === "string" ? nearest(value, words) : undefined;
  if (meant === undefined || words.length === 1) return `write ${list(words)}`;
  return `write ${meant} (one of ${list(words, "and")})`;
}

function wrongChoice(
  schema: z.ZodType,
  path: Path,
  value: unknown,
  issue: Extract<Issue, { code: "invalid_union" }>,
): string {
  const options =
    (issue as { options?: readonly unknown[] }).options?.map(String) ?? literalsOf(schemaAt(schema, path));
  if (value === undefined) return `is missing; write ${list(options)}`;
  if (value === null && options.length > 0) return `has no value; write ${list(options)}${orLeaveOut(schema, path)}`;
  if (options.length === 0) {
    const below = schemaAt(schema, path);
    const orMap = keysOf(below).length === 0 ? "" : `, or ${mapWith(below)}`;
    return withValue(value, `is not allowed; write text${orMap}`);
  }
  return `${isMap(value) || Array.isArray(value) ? `${kindOf(value)}` : quote(value)} is not allowed; ${choice(value, options)}`;
}

function outOfBounds(
  schema: z.ZodType,
  path: Path,
  value: unknown,
  issue: Extract<Issue, { code: "too_small" | "too_big" }>,
): string {
  const limit = issue.code === "too_small" ? issue.minimum : issue.maximum;
  const noun = issue.origin === "string" ? " character" : issue.origin === "array" ? " item" : "";
  const bound = `at ${issue.code === "too_small" ? "least" : "most"} ${limit}`;
  const unit = noun === "" || Number(limit) === 1 ? noun : `${noun}s`;
  if (issue.origin === "string" && value === "")
    return `is empty; write ${describe(schema, path) ?? `${bound} characters`}`;
  const size =
    issue.origin === "array" && Array.isArray(value)
      ? `has ${value.length} item${value.length === 1 ? "" : "s"}`
      : `${quote(value)} is ${issue.code === "too_small" ? "too small" : "too large"}`;
  return `${size}; write ${bound}${unit}`;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isMap(value)) return "a map";
  return `the ${typeof value} ${quote(value)}`;
}
