/** What real Terraform does with what lies beside a stack, and that what it leaves itself is accepted with a committed lock file. */
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { readProviderLock } from "../../config/provider-lock";
import { packageHasher } from "../../isolation/beside/package-hash";
import { readStackFiles } from "../../isolation/model";
import { checkout } from "../../rehearsal/folders";
import { skipsAreFailures } from "../../rehearsal/requirements";
import { synthesize } from "../../stacks/synthesize";
import { requirementsOf } from "./required";

const { describe, requirements } = requirementsOf("what lies beside a stack");
const { environments } = loadEnvironments(join(checkout, "fixtures", "environments", "single-account"));
const name = "sandbox-networking";

describe("beside a stack", () => {
  let work: string;
  let outdir: string;
  let stack: string;
  beforeEach(() => {
    work = mkdtempSync(join(tmpdir(), "enclave-beside-"));
    outdir = join(work, "cdktf.out");
    stack = join(outdir, "stacks", name);
    const mirror = `provider_installation {\n  filesystem_mirror {\n    path = "${requirements.pluginFolder}"\n  }\n}\n`;
    writeFileSync(join(work, "with-provider.tfrc"), mirror);
  });
  afterEach(() => rmSync(work, { recursive: true }));

  const terraform = (
    args: readonly string[],
    { folder = stack, config = "with-provider.tfrc", program = "terraform" } = {},
  ) =>
    spawnSync(program, [...args, "-no-color"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: join(work, config) },
    });
  const lockFile = () => join(work, ".terraform.lock.hcl");
  const problems = () =>
    readStackFiles(outdir, { ...readProviderLock(work), lockFile: lockFile() }).flatMap(
      ({ beside }) => beside?.problems ?? [],
    );

  test("Terraform runs a planted provider with a lock file that names it; a committed lock file keeps it from that", () => {
    synthesize(environments, { outdir });
    expect(terraform(["init"]).status).toBe(0);
    const own = join(stack, ".terraform.lock.hcl");
    copyFileSync(own, lockFile());
    const genuine = readFileSync(own, "utf8");
    const [, version = ""] = /version +=\s*"(.*)"/.exec(genuine) ?? [];
    const folder = join(stack, ".terraform/providers/registry.terraform.io/hashicorp/aws", version, platform());
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    const marker = join(work, "it-ran");
    writeFileSync(join(folder, `terraform-provider-aws_v${version}`), `#!/bin/sh\ntouch "${marker}"\n`, {
      mode: 0o755,
    });
    writeFileSync(own, genuine.replace(/h1:[^"]*/, packageHasher()(folder)));
    expect(terraform(["init"]).stdout).toContain(`Using previously-installed hashicorp/aws v${version}`);
    terraform(["validate"]);
    expect(existsSync(marker)).toBe(true);
    expect(problems()).toEqual([
      expect.stringMatching(/is registry\.terraform\.io.* with the checksum h1:.*, but .* does not list it/),
      expect.stringMatching(/accepts packages of .* that .* does not list \(h1:/),
    ]);
    // Synthesized anew, Terraform itself holds the package against the committed file, and replaces it.
    rmSync(marker);
    synthesize(environments, { outdir, ...readProviderLock(work) });
    expect(terraform(["init"]).stdout).toContain(`Installed hashicorp/aws v${version}`);
    expect(terraform(["validate"]).status).toBe(0);
    expect(existsSync(marker)).toBe(false);
    expect(problems()).toEqual([]);
  });

  test.each([["terraform"], ["tofu"]])(
    "what %s leaves is accepted once its lock file is committed, and init is content with that",
    (program) => {
      const mayLack = program === "tofu" && !skipsAreFailures();
      if (mayLack && spawnSync(program, ["version"]).status !== 0) return;
      // OpenTofu's packages have another registry's name: its own local mirror, where there is one.
      const config = program === "terraform" ? "with-provider.tfrc" : "none.tfrc";
      writeFileSync(join(work, "none.tfrc"), "");
      synthesize(environments, { outdir });
      const first = terraform(["init"], { program, config });
      if (mayLack && first.status !== 0) return;
      expect(first.status).toBe(0);
      expect(problems()).toEqual([expect.stringContaining("nothing confirms")]);
      copyFileSync(join(stack, ".terraform.lock.hcl"), lockFile());
      synthesize(environments, { outdir, ...readProviderLock(work) });
      expect(problems()).toEqual([]);
      const again = terraform(["init"], { program, config });
      expect(again.stdout).toContain("Reusing previous version of hashicorp/aws from the dependency lock file");
      expect(readFileSync(join(stack, ".terraform.lock.hcl"), "utf8")).toBe(readFileSync(lockFile(), "utf8"));
      expect(problems()).toEqual([]);
    },
  );

  test("Terraform keeps state where .terraform/terraform.tfstate says, as long as the stack's settings have the hash in it", () => {
    const folder = join(work, "small");
    mkdirSync(folder);
    const small = {
      terraform: { backend: { local: { path: "own.tfstate" } } },
      resource: { terraform_data: { x: { input: "x" } } },
    };
    writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(small));
    expect(terraform(["init"], { folder }).status).toBe(0);
    const cache = join(folder, ".terraform", "terraform.tfstate");
    writeFileSync(cache, readFileSync(cache, "utf8").replace("own.tfstate", "stolen.tfstate"));
    expect(terraform(["apply", "-auto-approve"], { folder }).status).toBe(0);
    expect([existsSync(join(folder, "stolen.tfstate")), existsSync(join(folder, "own.tfstate"))]).toEqual([
      true,
      false,
    ]);
  });
});

const platform = (): string =>
  JSON.parse(
    execFileSync("terraform", ["version", "-json"], {
      encoding: "utf8",
      env: { ...process.env, CHECKPOINT_DISABLE: "1" },
    }),
  ).platform;
