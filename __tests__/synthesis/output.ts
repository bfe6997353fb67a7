/** What a synthesis writes, as bytes by file. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { formatProblem } from "../../config/problems";
import type { Environment } from "../../config/schema";
import { synthesize } from "../../stacks/synthesize";

/** Path below the output folder to the file's bytes, as Latin-1 text: one character a byte. */
export type Output = ReadonlyMap<string, string>;

/** Synthesizes into a new folder, reads all that came out, and removes it. */
export function outputOf(environments: readonly Environment[]): Output {
  const outdir = mkdtempSync(join(tmpdir(), "enclave-output-"));
  try {
    synthesize(environments, { outdir });
    return outputIn(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** What a synthesis has written into a folder. */
export function outputIn(outdir: string): Output {
  const files = readdirSync(outdir, { recursive: true, encoding: "utf8" }).filter((file) =>
    statSync(join(outdir, file)).isFile(),
  );
  return new Map(files.sort().map((file) => [file, readFileSync(join(outdir, file), "latin1")]));
}

/** Files that are missing on one side or have other bytes there. */
export function differences(before: Output, after: Output): string[] {
  const files = new Set([...before.keys(), ...after.keys()]);
  return [...files].filter((file) => before.get(file) !== after.get(file)).sort();
}

/** The files of one stack. */
export const filesOf = (output: Output, stack: string): Output =>
  new Map([...output].filter(([file]) => file.startsWith(`stacks/${stack}/`)));

const root = join(__dirname, "..", "..");
export const shipped = join(root, "environments");
export const fixtures = ["single-account", "sixty-teams"].map((name) => join(root, "fixtures", "environments", name));

/** Environments of a folder; throws where it has a problem. */
export function load(folder: string, only: Parameters<typeof loadEnvironments>[1] = {}): Environment[] {
  const { environments, problems } = loadEnvironments(folder, only);
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n"));
  return environments;
}
