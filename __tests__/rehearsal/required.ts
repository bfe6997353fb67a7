/** Tests that need Terraform, its provider and the local AWS: skipped, in one loud line, where the machine lacks them. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Requirements } from "../../rehearsal/requirements";
import { skipLine, skipsAreFailures } from "../../rehearsal/requirements";

const look = join(__dirname, "..", "..", "rehearsal", "requirements-command.ts");

/** In a process of its own, because Jest has to know what to skip before the first test runs. */
export function requirementsOf(
  what: string,
  { cloud = false } = {},
): {
  readonly describe: jest.Describe;
  readonly requirements: Requirements;
} {
  const { testPath = "" } = expect.getState();
  if (!/\.(slow|full)\.test\.ts$/.test(testPath)) {
    throw new Error(`${testPath} starts programs: name it *.slow.test.ts or *.full.test.ts (see CONTRIBUTING.md)`);
  }
  const found = JSON.parse(
    execFileSync(process.execPath, [require.resolve("tsx/cli"), look, ...(cloud ? ["cloud"] : [])], {
      encoding: "utf8",
    }),
  );
  if (!("missing" in found)) return { describe, requirements: found };
  if (skipsAreFailures()) throw new Error(`${skipLine(what, found.missing)} (ENCLAVE_NO_SKIPS=1: a failure)`);
  process.stderr.write(`${skipLine(what, found.missing)}\n`);
  return { describe: describe.skip, requirements: { pluginFolder: "", python: "" } };
}
