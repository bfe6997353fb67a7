/** Environments made of texts instead of files, for tests. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { EnvironmentFolder } from "../../config/folder";
import { loadEnvironment } from "../../config/load";
import { formatProblem } from "../../config/problems";

export const shippedEnvironments = join(__dirname, "../../environments");
export const fixtures = join(__dirname, "../../fixtures");

/** File name below the environment's folder (`teams/research.yaml`) to its text. */
export type Files = Readonly<Record<string, string>>;

/** The files of a shipped environment. */
export function shippedFiles(name: string): Files {
  const folder = join(shippedEnvironments, name);
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.\w+$/.test(file));
  return Object.fromEntries(names.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}

/** An environment's folder in memory; problems name its files `<name>/...`. */
export function folderOf(files: Files, name = "dev"): EnvironmentFolder {
  const named = (pattern: RegExp) =>
    Object.keys(files)
      .flatMap((file) => pattern.exec(file)?.[1] ?? [])
      .sort();
  return {
    name,
    environment: { file: `${name}/environment.yaml`, text: files["environment.yaml"] },
    teams: named(/^teams\/(.*)\.yaml$/).map((team) => ({
      name: team,
      file: `${name}/teams/${team}.yaml`,
      text: files[`teams/${team}.yaml`],
    })),
    scripts: named(/^scripts\/(.*)$/),
    script: (script) => ({ file: `${name}/scripts/${script}`, text: files[`scripts/${script}`], problems: [] }),
  };
}

/** What is printed for an environment: every problem's line, sorted. */
export function problemLines(files: Files, name = "dev"): string[] {
  return loadEnvironment(folderOf(files, name)).problems.map(formatProblem).sort();
}

/** The same for warnings. */
export function warningLines(files: Files, name = "dev"): string[] {
  return loadEnvironment(folderOf(files, name)).warnings.map(formatProblem).sort();
}

/** The files with one text replaced in one of them; throws where it is not there, so that no test passes by a stale text. */
export function edit(files: Files, file: string, from: string, to: string): Files {
  const text = files[file];
  if (text === undefined || !text.includes(from)) throw new Error(`${file} does not contain ${from}`);
  return { ...files, [file]: text.replace(from, () => to) };
}
