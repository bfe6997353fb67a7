/** What is wrong in a configuration, as values: where it is, and one line that says what would be right. */

/** A place in a document: keys and list indexes, outermost first. */
export type Path = readonly (string | number)[];

/** Lines and columns count from 1, as editors show them. */
export type Position = { readonly line: number; readonly column: number };

export type Problem = Position & {
  /** As the caller named the directory, with forward slashes. */
  readonly file: string;
  /** `users[2].name`; empty where the whole file is meant. */
  readonly path: string;
  /** What is wrong, and what would be right; one line. */
  readonly message: string;
};

/** `["users", 2, "name"]` as `users[2].name`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    if (!/^[\w-]+$/.test(part)) return `${text}[${JSON.stringify(part)}]`;
    return text === "" ? part : `${text}.${part}`;
  }, "");
}

/** `file:line:column path: message`, on one line whatever the file holds. */
export function formatProblem({ file, line, column, path, message }: Problem): string {
  return printable(`${file}:${line}:${column} ${path === "" ? "" : `${path}: `}${message}`);
}

/** A file that is something else has thousands: the first say it all. */
export const mostInAFile = 50;

/** A line for each problem, as `formatProblem` makes it; of a file with very many the first, and how many there are more. */
export function problemLines(problems: readonly Problem[]): string[] {
  const files = new Set(problems.map(({ file }) => file));
  return [...files].flatMap((file) => {
    const own = problems.filter((problem) => problem.file === file);
    const more = own.length - mostInAFile;
    const lines = own.slice(0, mostInAFile).map(formatProblem);
    if (more <= 0) return lines;
    return [
      ...lines,
      `${printable(file)}: ${more} more problem${more === 1 ? "" : "s"} in this file; check --json lists them all`,
    ];
  });
}

/** A value as a message quotes it: one line, cut after 60 characters. */
export function quote(value: unknown): string {
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  const cut = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  return typeof value === "string" ? JSON.stringify(cut) : cut;
}

const mostListed = 30;

/** `a`, `a or b`, `a, b or c`; a line stays readable: of very many only the first are named, and at least two are left out. */
export function list(items: readonly string[], conjunction = "or"): string {
  if (items.length > mostListed + 1)
    return `${items.slice(0, mostListed).join(", ")} ${conjunction} ${items.length - mostListed} more`;
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${conjunction} ${items.at(-1)}`;
}

/** By file, then by place in it. */
export function byPlace(a: Problem, b: Problem): number {
  return (
    compare(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compare(a.path, b.path) ||
    compare(a.message, b.message)
  );
}

/** Code unit order: the same on every machine, whatever its language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** One line of visible characters: a file's text reaches terminals and reports, and its control and direction characters must not steer them. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}
