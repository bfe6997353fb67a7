/** Reads the folder of environments: which files there are, their text, and what lies there that should not. */
import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { withLineFeeds } from "./line-feeds";
import { suggestion } from "./nearest";
import { forwardSlashes, isBelow } from "./paths";
import { compare, type Problem, quote } from "./problems";
import { environmentName, teamName } from "./schema";
import { longestFile } from "./yaml-tree";

/** The folder beside the environments that holds the JSON Schemas for editors. */
export const schemaFolder = "schema";

export type SourceFile = {
  /** With forward slashes, below the directory as the caller named it. */
  readonly file: string;
  /** With line feeds. Undefined where the file could not be read; a problem says why. */
  readonly text?: string;
};

export type EnvironmentFolder = {
  readonly name: string;
  readonly environment: SourceFile;
  /** Sorted by name. */
  readonly teams: readonly (SourceFile & { readonly name: string })[];
  /** Scripts in `scripts/`, by file name; a value is read at its first use. */
  readonly script: (name: string) => SourceFile & { readonly problems: readonly Problem[] };
  readonly scripts: readonly string[];
};

export type Folder = { readonly environments: readonly EnvironmentFolder[]; readonly problems: readonly Problem[] };

/**
 * Lists and reads `<directory>/<environment>/environment.yaml` and `<directory>/<environment>/teams/*.yaml`.
 * Only the named environment is read where one is asked for. Never throws.
 */
export function readFolder(directory: string, only?: string): Folder {
  const problems: Problem[] = [];
  const report = (path: string, message: string): void => {
    problems.push(fileProblem(path, message));
  };
  const root = attempt(() => realpathSync(directory));
  if ("error" in root) {
    report(directory, `cannot be read (${root.error}); write the folder that holds one folder for each environment`);
    return { environments: [], problems };
  }
  if (!statSync(root.value).isDirectory()) {
    report(directory, "is a file; write the folder that holds one folder for each environment");
    return { environments: [], problems };
  }
  const reader = { root: root.value, report };
  const names: string[] = [];
  for (const entry of entriesOf(reader, directory)) {
    if (entry.name === schemaFolder) continue;
    if (!entry.isDirectory) report(entry.path, "is a file beside the environments' folders; move it into one, or away");
    else if (!environmentName.safeParse(entry.name).success) {
      if (only === undefined)
        report(
          entry.path,
          `${quote(entry.name)} is not a legal environment name; rename the folder: up to 12 lower-case letters and digits, a letter first`,
        );
    } else names.push(entry.name);
  }
  if (only !== undefined && !names.includes(only)) {
    report(directory, `there is no environment ${quote(only)}; ${suggestion(basename(only), names)}`);
    return { environments: [], problems };
  }
  if (names.length === 0 && problems.length === 0)
    report(directory, "holds no environment; add a folder with an environment.yaml");
  const wanted = only === undefined ? names : [only];
  return { environments: wanted.map((name) => readEnvironment(reader, join(directory, name), name)), problems };
}

type Reader = { readonly root: string; readonly report: (path: string, message: string) => void };
type Entry = { readonly name: string; readonly path: string; readonly isDirectory: boolean };

function readEnvironment(reader: Reader, path: string, name: string): EnvironmentFolder {
  const { report } = reader;
  let teams: EnvironmentFolder["teams"] = [];
  let scripts: string[] = [];
  let environment: SourceFile | undefined;
  for (const entry of entriesOf(reader, path)) {
    if (entry.name === "environment.yaml") environment = readText(reader, entry.path);
    else if (entry.name === "environment.yml") report(entry.path, "has the ending .yml; rename it to environment.yaml");
    else if (entry.name === "teams" && entry.isDirectory) teams = readTeams(reader, entry.path);
    else if (entry.name === "scripts" && entry.isDirectory)
      scripts = entriesOf(reader, entry.path).map((script) => script.name);
    else if (entry.name === "teams" || entry.name === "scripts") report(entry.path, "is a file; make it a folder");
    else report(entry.path, `is not part of an environment; ${strayAdvice(entry.name)}`);
  }
  const file = join(path, "environment.yaml");
  if (environment === undefined) report(file, "is missing; add it, or remove the folder");
  return {
    name,
    environment: environment ?? { file: forwardSlashes(file) },
    teams,
    scripts,
    script: (script) => {
      const problems: Problem[] = [];
      const own: Reader = { root: reader.root, report: (at, message) => problems.push(fileProblem(at, message)) };
      return { ...readText(own, join(path, "scripts", script)), problems };
    },
  };
}

function readTeams(reader: Reader, path: string): EnvironmentFolder["teams"] {
  const { report } = reader;
  const entries = entriesOf(reader, path);
  const all = new Set(entries.map((entry) => entry.name));
  return entries.flatMap((entry) => {
    const [, name, ending] = /^(.*)\.(ya?ml)$/i.exec(entry.name) ?? [];
    if (name === undefined || ending === undefined) {
      report(entry.path, `is not a team's file; ${strayAdvice(entry.name)}`);
      return [];
    }
    if (ending !== "yaml") {
      const twin = all.has(`${name}.yaml`);
      report(
        entry.path,
        twin
          ? `is a second file for team ${name}, beside ${name}.yaml; keep one, ending in .yaml`
          : `has the ending .${ending}; rename it to ${name}.yaml`,
      );
      return [];
    }
    const legal = teamName.safeParse(name);
    if (!legal.success) {
      report(entry.path, `${quote(name)} ${legal.error.issues[0]?.message ?? "is not a legal team name"}`);
    }
    return [{ ...readText(reader, entry.path), name }];
  });
}

function strayAdvice(name: string): string {
  if (/\.ya?ml$/i.test(name)) return "an environment has environment.yaml, and teams' files lie in teams/";
  return "move it away (only environment.yaml, teams/*.yaml and scripts/ are read)";
}

/** Entries of a folder in code unit order, without hidden files and read-me files; a link that leaves the root is a problem. */
function entriesOf(reader: Reader, path: string): Entry[] {
  const names = attempt(() => readdirSync(path));
  if ("error" in names) {
    reader.report(path, `cannot be read (${names.error}); check its permissions`);
    return [];
  }
  return names.value
    .filter((name) => !name.startsWith(".") && name.toLowerCase() !== "readme.md")
    .sort(compare)
    .flatMap((name) => {
      const entry = join(path, name);
      const isDirectory = attempt(() => {
        const isLink = lstatSync(entry).isSymbolicLink();
        return isLink && !isBelow(reader.root, realpathSync(entry)) ? undefined : statSync(entry).isDirectory();
      });
      if ("error" in isDirectory) {
        reader.report(entry, `cannot be read (${isDirectory.error}); remove the link or restore what it points to`);
      } else if (isDirectory.value === undefined)
        reader.report(entry, "is a symbolic link that leaves the environments' folder; put the file itself here");
      else return [{ name, path: entry, isDirectory: isDirectory.value }];
      return [];
    });
}

function readText({ root, report }: Reader, path: string): SourceFile {
  const file = forwardSlashes(path);
  const result = attempt(() => {
    const status = statSync(path);
    if (status.isDirectory()) return { problem: "is a directory; put a file there" };
    // A pipe or device would keep the reader waiting.
    if (!status.isFile()) return { problem: "is not a regular file; put a file there" };
    if (!isBelow(root, realpathSync(path)))
      return { problem: "is a symbolic link that leaves the environments' folder; put the file itself here" };
    if (status.size > 4 * longestFile)
      return { problem: `is longer than ${longestFile / 1024} KiB; a configuration file is a few` };
    const bytes = readFileSync(path);
    try {
      return { text: withLineFeeds(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
    } catch {
      return { problem: "is not UTF-8 text; save it as UTF-8" };
    }
  });
  if ("error" in result) {
    report(
      path,
      result.error === "ENOENT" ? "is missing; add it" : `cannot be read (${result.error}); check its permissions`,
    );
    return { file };
  }
  if (result.value.problem !== undefined) report(path, result.value.problem);
  return { file, text: result.value.text };
}

function attempt<T>(read: () => T): { readonly value: T } | { readonly error: string } {
  try {
    return { value: read() };
  } catch (error) {
    return { error: (error as NodeJS.ErrnoException).code ?? "unknown error" };
  }
}

function fileProblem(path: string, message: string): Problem {
  return { file: forwardSlashes(path), line: 1, column: 1, path: "", message };
}
