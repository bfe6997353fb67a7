/** Finds the time limits that a test's source sets for itself, however they are written: as digits, a named constant or an expression. */
import { parseSync } from "@swc/core";

// biome-ignore lint/suspicious/noExplicitAny: nodes of all kinds of a syntax tree
type Node = any;

/** How many arguments a call of Jest's has without a limit. */
const withoutLimit: Readonly<Record<string, number>> = {
  ...Object.fromEntries(["test", "it", "xit", "xtest", "fit"].map((name) => [name, 2])),
  ...Object.fromEntries(["beforeAll", "beforeEach", "afterAll", "afterEach"].map((name) => [name, 1])),
};

/** Options that end what takes longer: of Node.js's programs and requests, and of fast-check's runs. */
const limitingOptions = new Set(["timeout", "interruptAfterTimeLimit", "skipAllAfterTimeLimit"]);

/**
 * What sets a limit in this TypeScript source, in the order of the source: the name of the call or of the option. It does
 * not see a timer that a test starts by itself (setTimeout): tests of cancelling and of waiting need those.
 */
export function timeLimits(source: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (typeof node !== "object" || node === null || Array.isArray(node)) return;
    const limit = limitOf(node);
    if (limit !== undefined) found.push(limit);
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseSync(source, { syntax: "typescript", target: "es2022" }).body);
  return found;
}

function limitOf(node: Node): string | undefined {
  if (node.type === "CallExpression") {
    const { object, property } = node.callee;
    const method = `${object?.value}.${property?.value}`;
    if (method === "jest.setTimeout" || method === "AbortSignal.timeout") return method;
    const name = rootOf(node.callee);
    return node.arguments.length > (withoutLimit[name] ?? Number.POSITIVE_INFINITY) ? name : undefined;
  }
  // `timeout: 5` and `{ timeout }`.
  const option = node.type === "KeyValueProperty" ? node.key.value : undefined;
  if (limitingOptions.has(option)) return option;
  if (node.type !== "ObjectExpression") return undefined;
  return node.properties.find((each: Node) => each.type === "Identifier" && limitingOptions.has(each.value))?.value;
}

/** The first name of a call: `test` of `test.each(rows)(name, body)` and of test.each`rows`(name, body). */
function rootOf(callee: Node): string {
  if (callee?.type === "Identifier") return callee.value;
  const before = callee?.object ?? callee?.callee ?? callee?.tag;
  return before === undefined ? "" : rootOf(before);
}
