/** kinds.json: each kind of recorded request once, as `npm run what-works` writes it; the proof reads no recording. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Kind, Kinds } from "./collected";
import { madeWith } from "./made-with";

export const kindsFile = join(__dirname, "kinds.json");

type Written = Readonly<Record<string, readonly Kind[]>>;

/** A line for each kind. A condition key that the request does not have is null. */
export function kindsText(kinds: Written): string {
  const line = (kind: Kind) => JSON.stringify(kind, (_, value) => (value === undefined ? null : value));
  const modes = Object.entries(kinds).map(([mode, list]) => `"${mode}": [\n${list.map(line).join(",\n")}\n]`);
  return `{\n${modes.join(",\n")}\n}\n`;
}

let known: Written | undefined;

/** What was recorded in a separation mode; undefined where nothing was. */
export function recordedIn(mode: string): Kinds | undefined {
  known ??= parseKinds(readFileSync(kindsFile, "utf8"));
  const [kinds, from] = [known[mode], madeWith[mode]];
  return kinds && from && bySource(mode, { from, kinds });
}

/** The same object each time: what is remembered of it hangs on it. */
const bySource = (mode: string, kinds: Kinds): Kinds => {
  const found = given.get(mode) ?? kinds;
  given.set(mode, found);
  return found;
};
const given = new Map<string, Kinds>();

export const parseKinds = (text: string): Written =>
  JSON.parse(text, (key, value) => (key === "context" ? withAbsent(value) : value));

const withAbsent = (context: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(context).map(([key, value]) => [key, value ?? undefined]));
