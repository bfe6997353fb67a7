/** Which versions of Terraform and OpenTofu take the stacks, as the programs themselves say. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { checkout } from "../../rehearsal/folders";
import { skipLine, skipsAreFailures } from "../../rehearsal/requirements";
import { neutral, terraformDefaults } from "../../rehearsal/surroundings";
import { synthesize } from "../../stacks/synthesize";
import { requirementsOf } from "./required";

const { describe } = requirementsOf("versions of Terraform and OpenTofu");

describe("required_version", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-version-"));
  const outdir = join(work, "cdktf.out");
  let range = "";
  beforeAll(() => {
    synthesize(loadEnvironments(join(checkout, "fixtures", "environments", "single-account")).environments, { outdir });
    const file = join(outdir, "stacks", "sandbox-networking", "cdk.tf.json");
    range = JSON.parse(readFileSync(file, "utf8")).terraform.required_version;
  });
  afterAll(() => rmSync(work, { recursive: true }));

  /** What the program says against a configuration that has the range, a place for state, and nothing of AWS's. */
  function complaint(program: string, required_version: string): string | undefined {
    const folder = join(work, "stack");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    const terraform = { required_version, backend: { local: { path: "x.tfstate" } } };
    writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify({ terraform, resource: { terraform_data: { a: {} } } }));
    const { error, status, stderr } = spawnSync(program, ["init", "-no-color"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...neutral(), ...terraformDefaults },
    });
    if (error) return skipsAreFailures() ? error.message : undefined;
    return status === 0 ? "" : stderr;
  }

  test("Terraform takes the stacks' range, and refuses one that it is not in before it does anything", () => {
    expect(complaint("terraform", range)).toBe("");
    expect(complaint("terraform", "< 1.11.0")).toContain("Unsupported Terraform Core version");
  });

  test("OpenTofu takes the stacks too: it is in the range, or ignores every range", () => {
    const said = complaint("tofu", range);
    if (said === undefined) process.stderr.write(`${skipLine("the range of versions", ["tofu was not found"])}\n`);
    expect(said ?? "").toBe("");
  });
});
