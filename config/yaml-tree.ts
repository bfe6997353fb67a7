/** Reads YAML's syntax: one document, or what is wrong with the text in words that say what to write. */
import { isScalar, type LineCounter, parseAllDocuments, type YAMLError, type Document as YamlTree } from "yaml";

/** Longest file that is read, in UTF-16 units: a thousand users take a quarter of it. */
export const longestFile = 256 * 1024;

export interface SyntaxProblem {
  /** In UTF-16 units from the start. */
  readonly offset: number;
  readonly message: string;
}

/** The text's nodes, or what is wrong with it. Never throws. */
export function readTree(
  text: string,
  lines: LineCounter,
): { readonly contents: YamlTree.Parsed["contents"] } | { readonly problems: readonly SyntaxProblem[] } {
  const wrong = (message: string) => ({ problems: [{ offset: 0, message }] });
  const tree = parseTree(text, lines);
  if (typeof tree === "string") return wrong(tree);
  if (tree.errors.length > 0) {
    const errors = firstOfEachLine(tree.errors, lines);
    return { problems: errors.map((error) => ({ offset: error.pos[0], message: explain(error) })) };
  }
  if (hasDirective(tree)) return wrong("has a directive (a line that starts with %); leave it out, YAML 1.2 is read");
  const { contents } = tree;
  const isEmpty = contents === null || (isScalar(contents) && contents.value === null);
  return isEmpty ? wrong("is empty; write at least schemaVersion: 1 and what the schema requires") : { contents };
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
  if (error.code === "MULTILINE_IMPLICIT_KEY")
    return "is not YAML: this line is no key: value; write a colon and a space behind the key";
  const flow = /^Flow (map|sequence) in block collection must be .* and end with a (.)$/.exec(oneLine(error.message));
  if (flow !== null)
    return `is not YAML: a ${flow[1] === "map" ? "{" : "["} is opened before this line and never closed; close it with ${flow[2]}, and indent the lines between`;
  const advice: Partial<Record<YAMLError["code"], string>> = {
    BAD_INDENT: "indent the lines of one map or list alike",
    TAB_AS_INDENT: "indent with spaces",
    BAD_SCALAR_START: "put the value in quotes",
    BAD_DQ_ESCAPE: "write a backslash twice, or use single quotes",
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
