/** Tests that need Terraform, its provider and the local AWS: skipped, in one loud line, where the machine lacks them. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Requirements } from "../../rehearsal/requirements";
import { unlessMissing } from "../support/skip";

const look = join(__dirname, "..", "..", "rehearsal", "requirements-command.ts");

/** What the script prints, asked in a process of its own, because Jest has to know what to skip before the first test runs. */
export function foundBy<T extends object>(
  what: string,
  script: string,
  args: readonly string[] = [],
): { readonly describe: jest.Describe; readonly found?: Exclude<T, { readonly missing: unknown }> } {
  const { testPath = "" } = expect.getState();
  if (!/\.(slow|full)\.test\.ts$/.test(testPath)) {
    throw new Error(`${testPath} starts programs: name it *.slow.test.ts or *.full.test.ts (see CONTRIBUTING.md)`);
  }
  const found = JSON.parse(
    execFileSync(process.execPath, [require.resolve("tsx/cli"), script, ...args], { encoding: "utf8" }),
  );
  if (!("missing" in found)) return { describe, found };
  return { describe: unlessMissing<jest.Describe>(what, [found.missing].flat(), describe, describe.skip) };
}

/** What a rehearsal needs. */
export function requirementsOf(
  what: string,
  { cloud = false, awsCli = false } = {},
): {
  readonly describe: jest.Describe;
  readonly requirements: Requirements;
} {
  const { describe, found } = foundBy<Requirements>(what, look, [
    ...(cloud ? ["cloud"] : []),
    ...(awsCli ? ["aws-cli"] : []),
  ]);
  return { describe, requirements: found ?? { pluginFolder: "", python: "" } };
}
