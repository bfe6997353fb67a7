/** Parses one YAML file into plain data that remembers where each value stands; what a configuration file should not contain is a problem. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node } from "yaml";
import { formatPath, type Path, type Position, type Problem, quote } from "./problems";
import { readTree } from "./yaml-tree";

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

  const tree = readTree(text, lines);
  let value: unknown;
  if ("problems" in tree) for (const { offset, message } of tree.problems) report(offset, [], message);
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

function offsetIn(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

function hasAnchor(node: unknown): node is { anchor: string } {
  return typeof (node as { anchor?: unknown } | null)?.anchor === "string";
}

function hasTag(node: unknown): node is { tag: string } {
  return typeof (node as { tag?: unknown } | null)?.tag === "string";
}
