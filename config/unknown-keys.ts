/** Keys that the schema does not have: what each was most likely meant for, or why it cannot be. */
import type { z } from "zod";
import { nearest } from "./nearest";
import { whyNotPossible } from "./not-possible";
import { formatPath, list, type Path, type Problem } from "./problems";
import { type Kinds, keysOf, kindsOf, pathsOf, schemaAt, valueAt } from "./schema-places";
import type { Document } from "./yaml";

/** Of a map that was meant for something else only the first are named, and the last of them says how many follow. */
const mostUnknownKeys = 10;

/** A problem for each key of the map at `path`, at its key. */
export function unknownKeys(schema: z.ZodType, document: Document, path: Path, keys: readonly string[]): Problem[] {
  const unknown = keys.filter((key) => !document.isReported([...path, key]));
  const at = (key: string, message: string) => document.problem([...path, key], message, "key");
  const here = mapAt(schema, document, path);
  const problems = unknown.slice(0, mostUnknownKeys).map((key) => at(key, reasonAgainst(schema, here, key)));
  const [next, ...others] = unknown.slice(mostUnknownKeys);
  if (next === undefined) return problems;
  const nor = others.length === 0 ? "" : `, nor are ${others.length} keys after it`;
  return [...problems, at(next, `is not a known key${nor}${knownIn(here)}`)];
}

/** The places that the keys were most likely meant for. */
export function meantKeys(schema: z.ZodType, document: Document, path: Path, keys: readonly string[]): string[] {
  const { known } = mapAt(schema, document, path);
  return keys.flatMap((key) => {
    const meant = nearest(key, known);
    return meant === undefined ? [] : [formatPath([...path, meant])];
  });
}

interface Here {
  readonly known: readonly string[];
  /** Where there are several kinds of maps: which it is. */
  readonly kinds?: Kinds | undefined;
  readonly kind?: string;
}

function mapAt(schema: z.ZodType, document: Document, path: Path): Here {
  const below = schemaAt(schema, path);
  const kinds = kindsOf(below);
  const kind = kinds && String(valueAt(document.value, [...path, kinds.by]));
  const chosen = kind === undefined ? undefined : kinds?.all.get(kind);
  return chosen === undefined ? { known: keysOf(below) } : { known: keysOf(chosen), kinds, kind: kind ?? "" };
}

function reasonAgainst(schema: z.ZodType, here: Here, key: string): string {
  const { known, kinds, kind } = here;
  const [other] = [...(kinds?.all ?? [])].find(([, each]) => keysOf(each).includes(key)) ?? [];
  if (kinds && other !== undefined) {
    return `is a key of ${kinds.by} ${other}, and ${kinds.by} is ${kind} here; leave it out, or write ${kinds.by}: ${other}`;
  }
  const meant = nearest(key, known);
  if (meant !== undefined) return `is not a known key; did you mean ${meant}?`;
  const elsewhere = pathsOf(schema).find((candidate) => candidate.at(-1) === key);
  if (elsewhere !== undefined) {
    const parent = formatPath(elsewhere.slice(0, -1)) || "no other key, at the left margin";
    return `is not a known key here; it belongs below ${parent}`;
  }
  const reason = whyNotPossible(key);
  return `is not a known key${reason === undefined ? "" : `; ${reason}`}${knownIn(here)}`;
}

const knownIn = ({ known }: Here): string =>
  known.length === 0 ? "; leave it out" : `; known here: ${list(known, "and")}`;
