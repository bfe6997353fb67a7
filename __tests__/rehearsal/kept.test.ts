/** What `--keep` says and leaves: a shell that reaches the local AWS whatever the user's own was set up for. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { checkout } from "../../rehearsal/folders";
import { howToGoOn, type Kept, writeShell } from "../../rehearsal/kept";
import { levelsOf, stacksOf } from "../../rehearsal/levels";
import { keepStateHere } from "../../rehearsal/state-override";
import { inherited } from "../../rehearsal/surroundings";
import { synthesize } from "../../stacks/synthesize";

const work = mkdtempSync(join(tmpdir(), "enclave-kept-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

function kept(name: string): Kept {
  const [environment] = loadEnvironments(join(checkout, "environments"), { environment: name }).environments;
  if (!environment) throw new Error(`no environment ${name}`);
  const workDir = join(work, name);
  synthesize([environment], { outdir: join(workDir, "cdktf.out") });
  return { environment, workDir, stacks: levelsOf(stacksOf(join(workDir, "cdktf.out"))).flat() };
}

describe("the shell that --keep leaves", () => {
  const variables = {
    ...inherited(),
    HTTPS_PROXY: "http://127.0.0.1:1",
    TF_TOKEN_app_terraform_io: "it's a $token",
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    GOGC: "400",
  };
  const users = {
    AWS_PROFILE: "production",
    AWS_ENDPOINT_URL_S3: "https://elsewhere",
    TF_WORKSPACE: "other",
    no_proxy: "*",
    TF_CLI_CONFIG_FILE: "/here",
  };
  const dev = { ...kept("dev"), pluginFolder: "/the plugins" };
  writeShell(dev, variables);
  const shell = (command: string) =>
    execFileSync("sh", ["-c", `. ${dev.workDir}/shell.sh; ${command}`], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, ...users },
    });

  test("has what the rehearsal's own commands have, whatever characters are in it, and questions are asked", () => {
    expect(shell('echo "$HTTPS_PROXY $TF_TOKEN_app_terraform_io"')).toBe("http://127.0.0.1:1 it's a $token\n");
    expect(shell('echo "$TF_CLI_ARGS_init"')).toBe("'-plugin-dir=/the plugins'\n");
    expect(shell("env")).not.toMatch(/^(TF_(IN_AUTOMATION|INPUT)|GOGC)=/m);
  });

  test("has nothing of the user's AWS settings, proxies or Terraform options, but keeps Terraform's configuration file", () => {
    const left = shell("env").split("\n");
    const gone = ["AWS_PROFILE", "AWS_ENDPOINT_URL_S3", "TF_WORKSPACE", "no_proxy"];
    expect(left.filter((line) => gone.some((name) => line.startsWith(`${name}=`)))).toEqual([]);
    expect(left).toContain("TF_CLI_CONFIG_FILE=/here");
  });

  test("has a profile of the AWS CLI for each account, as its deployer", () => {
    const { accounts } = dev.environment;
    const config = readFileSync(shell('printf %s "$AWS_CONFIG_FILE"'), "utf8");
    expect(config).toContain(`[profile studio]\nrole_arn = ${accounts.studio.deployerRole}\n`);
    for (const [name, { deployerRole }] of Object.entries(accounts.data)) {
      expect(config).toContain(`[profile data-${name}]\nrole_arn = ${deployerRole}\n`);
    }
  });
});

describe("what --keep says", () => {
  test("begins with the stack that needs no other, and ends with how to end it and what is left", () => {
    const dev = kept("dev");
    const lines = howToGoOn(dev, ["dev", "--team", "research"]);
    expect(lines).toContain(`  terraform -chdir=${dev.workDir}/cdktf.out/stacks/dev-networking plan`);
    expect(lines).toContain(`  npm run enclave -- synth dev --team research --output ${dev.workDir}/cdktf.out`);
    expect(lines.slice(-2)).toEqual([expect.stringMatching(/^Ctrl-C here ends/), `  rm -r ${dev.workDir}`]);
  });

  test("can be typed as it stands where the folder has a space and a quote in its name", () => {
    const dev = { ...kept("dev"), workDir: join(work, "it's here") };
    const lines = howToGoOn(dev, ["dev", "--environments", "my envs"]);
    const folder = `${work}/it'\\''s here`;
    expect(lines).toContain(`  . '${folder}/shell.sh'`);
    expect(lines).toContain(`  terraform '-chdir=${folder}/cdktf.out/stacks/dev-networking' plan`);
    expect(lines).toContain(`  npm run enclave -- synth dev --environments 'my envs' --output '${folder}/cdktf.out'`);
    expect(lines.at(-1)).toBe(`  rm -r '${folder}'`);
  });

  test("names where state is: files, the bucket, the workspaces with their token, or what stands in for them", () => {
    const stateOf = (of: Kept) => howToGoOn(of, []).find((line) => line.startsWith("state: "));
    expect(stateOf(kept("dev"))).toBe(`state: files in ${join(work, "dev", "state")}`);
    expect(stateOf(kept("staging"))).toBe("state: bucket enclave-state-333333333333 of the local AWS");
    const prod = kept("prod");
    expect(stateOf(prod)).toMatch(
      /^state: workspaces of example-platform at app\.terraform\.io,.* TF_TOKEN_app_terraform_io,/,
    );
    for (const stack of prod.stacks) keepStateHere(stack);
    expect(stateOf(prod)).toMatch(/^state: files in .*, where rehearsal_override\.tf\.json/);
  });
});
