/** What lies beside stacks, and what earlier runs left: the commands name all of it, and delete nothing that nobody could make again. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageHasher } from "../../isolation/beside/package-hash";
import { lockOf } from "../isolation/beside/initialized";
import { enclave } from "./enclave";

const checkout = join(__dirname, "..", "..");
const shipped = join(checkout, "fixtures", "environments", "single-account");
let work: string;
let output: string;
let environments: string;
const write = (path: string, text = "{}") => {
  mkdirSync(dirname(join(work, path)), { recursive: true });
  writeFileSync(join(work, path), text);
};
const stacks = () => readdirSync(join(output, "stacks")).sort();
const folders = () => ["--environments", environments, "--output", output];
const current = ["sandbox-buckets-solo", "sandbox-networking", "sandbox-studio-solo"];

beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), "enclave-beside-"));
  output = join(work, "out");
  environments = join(work, "environments");
  cpSync(shipped, environments, { recursive: true });
});
afterEach(() => rmSync(work, { recursive: true }));

test("prove --from names every file beside a stack that is not known, and proves nothing of its environment", async () => {
  await enclave(["synth", ...folders()]);
  const planted = [
    ".terraform/providers/registry.terraform.io/hashicorp/aws/6.99.0/linux_amd64/terraform-provider-aws_v6.99.0",
    ".terraform.lock.hcl",
    ".terraform/modules/modules.json",
    ".terraform/terraform.tfstate",
    ".terraformrc",
    "override.tf",
    "terraform.tfvars",
    "x.auto.tfvars",
    "terraform.tfstate.d/mine/terraform.tfstate",
  ];
  for (const path of planted) write(`out/stacks/sandbox-networking/${path}`);
  write("out/stacks/sandbox-studio-solo/.terraform/environment", "mine");
  const { exitCode, stdout: wrapped } = await enclave(["prove", ...folders(), "--from", output]);
  const stdout = wrapped.replace(/\s+/g, " ");
  expect(exitCode).toBe(1);
  expect(stdout).not.toContain("each for every request");
  const networking = join(output, "stacks", "sandbox-networking");
  for (const path of [
    ".terraform/modules",
    ".terraform/terraform.tfstate",
    ".terraformrc",
    "override.tf",
    "terraform.tfvars",
    "x.auto.tfvars",
    "terraform.tfstate.d",
  ]) {
    expect(stdout).toContain(`${networking}/${path}: `);
  }
  expect(stdout).toContain(
    `${networking}: holds .terraform/providers and .terraform.lock.hcl, but ${environments}/.terraform.lock.hcl is missing`,
  );
  expect(stdout).toContain(
    `${join(output, "stacks", "sandbox-studio-solo")}/.terraform/environment: selects the workspace "mine"`,
  );
});

test("start refuses what terraform init installed until its lock file is committed, and lists the plans of cdktf", async () => {
  await enclave(["synth", ...folders()]);
  const stack = "out/stacks/sandbox-networking";
  const installed = `${stack}/.terraform/providers/registry.terraform.io/hashicorp/aws/6.48.0/linux_amd64`;
  write(`${installed}/terraform-provider-aws_v6.48.0`, "a provider");
  write(`${stack}/.terraform.lock.hcl`, lockOf(packageHasher()(join(work, installed))));
  write(`${stack}/plan`);
  const refused = await enclave(["start", ...folders()]);
  expect(refused.exitCode).toBe(1);
  expect(refused.stdout.replace(/\s+/g, " ")).toContain("so nothing confirms which providers terraform init installed");
  cpSync(join(work, stack, ".terraform.lock.hcl"), join(environments, ".terraform.lock.hcl"));
  const accepted = await enclave(["start", ...folders()]);
  expect(accepted.exitCode).toBe(0);
  expect(accepted.stdout).toContain(`Not proved: saved plans (${work}/${stack}/plan)`);
  for (const name of current) {
    expect(readFileSync(join(output, "stacks", name, ".terraform.lock.hcl"), "utf8")).toContain("6.48.0");
  }
});

test("prove --from lists each saved plan by its path, and is proved beside them", async () => {
  await enclave(["synth", ...folders()]);
  write("out/stacks/sandbox-networking/plan");
  write("out/stacks/sandbox-studio-solo/plan");
  const { exitCode, stdout } = await enclave(["prove", ...folders(), "--from", output]);
  expect(exitCode).toBe(0);
  const said = stdout.replace(/\s+/g, " ");
  expect(said).toContain("Not proved: saved plans (");
  for (const plan of ["sandbox-networking/plan", "sandbox-studio-solo/plan"]) {
    expect(said).toContain(`${output}/stacks/${plan}`);
  }
  expect(JSON.parse((await enclave(["--json", "prove", ...folders(), "--from", output])).stdout)).toMatchObject({
    ok: true,
    plans: [`${output}/stacks/sandbox-networking/plan`, `${output}/stacks/sandbox-studio-solo/plan`],
  });
});

test.each([["check"], ["synth"], ["start"]])(
  "%s refuses a lock file of providers that is broken, and writes nothing",
  async (command) => {
    write("environments/.terraform.lock.hcl", "provider {}\n");
    const { exitCode, stdout } = await enclave([command, ...folders()]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`${environments}/.terraform.lock.hcl:1:1 is not a line of a lock file`);
    expect(existsSync(output)).toBe(false);
  },
);

describe("a team that is no longer configured", () => {
  const gone = "out/stacks/sandbox-studio-gone";
  beforeEach(() => write(`${gone}/cdk.tf.json`));

  test("leaves the output when its environment is synthesized, and the command says so", async () => {
    write("out/stacks/other-networking/cdk.tf.json");
    const { stdout } = await enclave(["synth", "sandbox", ...folders()]);
    expect(stdout).toContain(`removed ${output}/stacks/sandbox-studio-gone: no configuration defines this stack\n`);
    expect(stacks()).toEqual(["other-networking", ...current]);
  });

  test("is no ghost to prove --from once its environment is synthesized", async () => {
    const [one, other] = ["solo", "gone"].map((team) => join(environments, "sandbox", "teams", `${team}.yaml`));
    writeFileSync(other as string, readFileSync(one as string, "utf8").replace("10.0.200.0", "10.0.201.0"));
    await enclave(["synth", ...folders()]);
    expect(stacks()).toContain("sandbox-studio-gone");
    rmSync(other as string);
    const ghost = await enclave(["prove", ...folders(), "--from", output]);
    expect(ghost.exitCode).toBe(1);
    expect(ghost.stdout.replace(/\s+/g, " ")).toContain(
      "the team gone is in the stacks, but no configuration declares",
    );
    await enclave(["synth", "sandbox", ...folders()]);
    const { exitCode, stdout } = await enclave(["prove", ...folders(), "--from", output]);
    expect(stdout).not.toContain("gone");
    expect(stdout).toMatch(/\d+ guarantees proved, each for every request/);
    expect(exitCode).toBe(0);
  });

  test("stays when one team is synthesized, which says nothing of others", async () => {
    const { stdout } = await enclave(["synth", "sandbox", "--team", "solo", ...folders()]);
    expect(stdout).not.toContain("gone");
    expect(stacks()).toEqual([...current, "sandbox-studio-gone"].sort());
  });

  test("stays with the state that Terraform could not store, and start names that and the state that nobody owns", async () => {
    write(`${gone}/errored.tfstate`);
    write(
      "state/sandbox-studio-gone.tfstate",
      JSON.stringify({ resources: [{ mode: "managed", type: "aws_sagemaker_domain", instances: [{}] }] }),
    );
    const { exitCode, stdout } = await enclave(["start", ...folders()]);
    const folder = `${output}/stacks/sandbox-studio-gone`;
    expect(stdout).toContain(
      `kept ${folder}: no configuration defines this stack, but it holds errored.tfstate. Store the state (terraform -chdir=${folder} state push errored.tfstate). Delete the folder when nobody needs these files\n`,
    );
    expect(stdout).toMatch(
      /warning .*state\/sandbox-studio-gone\.tfstate:1:1 lists 1 resource that may still exist, but no configuration defines/,
    );
    expect(readFileSync(join(work, gone, "errored.tfstate"), "utf8")).toBe("{}");
    expect(exitCode).toBe(0);
  });

  test("keeps cdktf from a synthesis that would delete such state", () => {
    write(`${gone}/plan`);
    const { status, stderr } = spawnSync(process.execPath, [require.resolve("tsx/cli"), "main.ts"], {
      cwd: checkout,
      encoding: "utf8",
      env: { ...process.env, ENCLAVE_ENVIRONMENTS: environments, CDKTF_OUTDIR: output },
    });
    expect(status).toBe(1);
    expect(stderr).toContain(
      "sandbox-studio-gone:1:1 is not written by this run, so cdktf would delete it, but it holds plan.",
    );
    expect(stacks()).toEqual(["sandbox-studio-gone"]);
  });
});
