/** Parses one YAML file into plain data that remembers where each value stands; what a configuration file should not contain is a problem. */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  type YAMLError,
  type Document as YamlTree,
} from "yaml";
import { formatPath, type Path, type Position, type Problem, quote } from "./problems";

/** Longest file that is read, in UTF-16 units: a thousand users take a quarter of it. */
export const longestFile = 256 * 1024;
const deepest = 32;
const mostReferences = 5;

export type Document = {
  readonly file: string;
  /** Plain objects (without prototype), arrays and scalars; undefined where the file is not YAML. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Whether the file gives this key, even with a wrong value. */
  has(path: Path): boolean;
  /** Whether a problem was already reported for this value or one around it. */
  isReported(path: Path): boolean;
  /** A scalar as written in the file, without quotes. */
  sourceOf(path: Path): string | undefined;
  /** A problem at the value (or, where asked or where there is none, at its key); a missing key is placed at what should hold it. */
  problem(path: Path, message: string, place?: "key" | "value"): Problem;
};

type Place = { readonly key?: number; readonly value?: number; readonly source?: string };

/** Never throws: what is wrong with the text is in `problems`. `file` is the name that problems carry. */
export function parseYaml(file: string, text: string): Document {
  const lines = new LineCounter();
  const places = new Map<string, Place>();
  const reported = new Set<string>();
  const problems: Problem[] = [];

  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const report = (offset: number, path: Path, message: string): void => {
    problems.push({ file, ...positionAt(offset), path: formatPath(path), message });
  };
  // A file can hold thousands of aliases; the first few say it all.
  let references = 0;
  const reportReference = (offset: number, path: Path, message: string): void => {
    references += 1;
    if (references <= mostReferences) report(offset, path, message);
  };
  const offsetOf = (path: Path, place: "key" | "value"): number => {
    const here = places.get(formatPath(path));
    if (here !== undefined) {
      const offset = place === "key" ? (here.key ?? here.value) : (here.value ?? here.key);
      if (offset !== undefined) return offset;
    }
    return path.length === 0 ? 0 : offsetOf(path.slice(0, -1), "key");
  };

  const convert = (node: unknown, path: Path, key?: number): unknown => {
    const where = offsetIn(node) ?? key ?? 0;
    const isEmpty = node === null || (isScalar(node) && node.value === null);
    places.set(formatPath(path), {
      key,
      value: isEmpty ? (key ?? where) : where,
      source: isScalar(node) ? node.source : undefined,
    });
    const refuse = (message: string): undefined => {
      report(where, path, message);
      reported.add(formatPath(path));
    };
    if (path.length > deepest) return refuse(`is nested more than ${deepest} levels deep; no key needs so many`);
    if (isAlias(node)) {
      reported.add(formatPath(path));
      return reportReference(
        where,
        path,
        `is the alias *${node.source}; write the value itself, aliases are not read here`,
      );
    }
    if (hasAnchor(node))
      reportReference(where, path, `has the anchor &${node.anchor}; leave it out, aliases are not read here`);
    if (hasTag(node))
      return refuse(`has the tag ${quote(node.tag)}; leave it out, and quote the value where it is text`);
    if (isSeq(node)) return node.items.map((item, index) => convert(item, [...path, index]));
    if (isMap(node)) return convertMap(node.items, path);
    return isScalar(node) ? node.value : null;
  };

  const convertMap = (pairs: readonly { key: unknown; value: unknown }[], path: Path): object => {
    const map = Object.create(null) as Record<string, unknown>;
    for (const pair of pairs) {
      const offset = offsetIn(pair.key) ?? offsetIn(pair.value) ?? 0;
      if (!isScalar(pair.key)) {
        report(offset, path, "has a key that is not a plain name; write key: value");
        reported.add(formatPath(path));
        continue;
      }
      if (hasAnchor(pair.key))
        reportReference(offset, path, `has the anchor &${pair.key.anchor} at a key; leave it out`);
      const key = typeof pair.key.value === "string" ? pair.key.value : (pair.key.source ?? String(pair.key.value));
      const keyPath = [...path, key];
      if (Object.hasOwn(map, key)) {
        const { line } = positionAt(offsetOf(keyPath, "key"));
        report(offset, keyPath, `is given twice, first in line ${line}; keep one`);
        continue;
      }
      // Legal to YAML, but no schema has it, and plain objects treat it as their prototype.
      if (key === "__proto__") {
        report(offset, keyPath, "is not a known key; leave it out");
        continue;
      }
      map[key] = convert(pair.value, keyPath, offset);
    }
    return map;
  };

  const tree = parseTree(text, lines);
  let value: unknown;
  if (typeof tree === "string") report(0, [], tree);
  else if (tree.errors.length > 0)
    for (const error of firstOfEachLine(tree.errors, lines)) report(error.pos[0], [], explain(error));
  else if (hasDirective(tree))
    report(0, [], "has a directive (a line that starts with %); leave it out, YAML 1.2 is read");
  else if (tree.contents === null || (isScalar(tree.contents) && tree.contents.value === null))
    report(0, [], "is empty; write at least schemaVersion: 1 and what the schema requires");
  else value = convert(tree.contents, []);

  return {
    file,
    value,
    problems,
    has: (path) => places.has(formatPath(path)),
    isReported: (path) =>
      path.some((_, index) => reported.has(formatPath(path.slice(0, index)))) || reported.has(formatPath(path)),
    sourceOf: (path) => places.get(formatPath(path))?.source,
    problem: (path, message, place = "value") => ({
      file,
      ...positionAt(offsetOf(path, place)),
      path: formatPath(path),
      message,
    }),
  };
}

/** The only document of the text, or what is wrong with all of it. */
function parseTree(text: string, lineCounter: LineCounter): YamlTree.Parsed | string {
  if (text.length > longestFile) return `is longer than ${longestFile / 1024} KiB; a configuration file is a few`;
  try {
    // Our own conversion finds duplicate keys: the library compares each key with all others.
    const documents = parseAllDocuments(text, {
      lineCounter,
      prettyErrors: false,
      uniqueKeys: false,
      logLevel: "silent",
      merge: false,
      stringKeys: false,
    });
    const [first, second] = [...documents] as YamlTree.Parsed[];
    if (first === undefined) return "is empty; write at least schemaVersion: 1 and what the schema requires";
    if (second !== undefined) return "holds several YAML documents; write one, without --- between";
    return first;
  } catch (error) {
    return `cannot be read as YAML (${error instanceof RangeError ? "nested too deeply" : oneLine(String(error))}); write plain keys, lists and values`;
  }
}

function hasDirective(tree: YamlTree.Parsed): boolean {
  const directives = tree.directives;
  return (
    directives?.yaml.explicit === true ||
    tree.warnings.some(({ code }) => code === "BAD_DIRECTIVE") ||
    Object.keys(directives?.tags ?? {}).some((handle) => handle !== "!!")
  );
}

// One slip makes the parser complain several times; the first complaint of a line is the useful one.
function firstOfEachLine(errors: readonly YAMLError[], lines: LineCounter): YAMLError[] {
  const exhausted = errors.find((error) => error.code === "RESOURCE_EXHAUSTION");
  if (exhausted !== undefined) return [exhausted];
  const byLine = new Map<number, YAMLError>();
  for (const error of errors) {
    const { line } = lines.linePos(error.pos[0]);
    if (!byLine.has(line)) byLine.set(line, error);
  }
  return [...byLine.values()].slice(0, 5);
}

function explain(error: YAMLError): string {
  if (error.code === "RESOURCE_EXHAUSTION")
    return "is nested too deeply to be read; no key needs more than a few levels";
  const quoteMark = /^Missing closing (['"])/.exec(error.message)?.[1];
  if (quoteMark !== undefined) return `is not YAML: a quote (${quoteMark}) is opened and never closed; close it`;
  const advice: Partial<Record<YAMLError["code"], string>> = {
    BAD_INDENT: "indent the lines of one map or list alike",
    TAB_AS_INDENT: "indent with spaces",
    BAD_SCALAR_START: "put the value in quotes",
    BAD_DQ_ESCAPE: "write a backslash twice, or use single quotes",
    MULTILINE_IMPLICIT_KEY: "write each key: value on a line of its own",
    BLOCK_AS_IMPLICIT_KEY: "put a value that contains a colon in quotes",
    BAD_ALIAS: "write the value itself; aliases are not used here",
    MULTIPLE_DOCS: "write one document, without --- between",
    TAG_RESOLVE_FAILED: "leave the tag out",
    BAD_DIRECTIVE: "put a value that starts with % in quotes",
  };
  return `is not YAML: ${oneLine(error.message)}; ${advice[error.code] ?? "see the line before it too: a quote, bracket, colon or indent is missing or too much"}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, 160);
}

function offsetIn(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

function hasAnchor(node: unknown): node is { anchor: string } {
  return typeof (node as { anchor?: unknown } | null)?.anchor === "string";
}

function hasTag(node: unknown): node is { tag: string } {
  return typeof (node as { tag?: unknown } | null)?.tag === "string";
}
