/** The command line: exit codes, what goes to which stream, and that nothing is written while anything is wrong. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { run } from "../../cli/run";
import { loadEnvironment } from "../../config/load";
import { fixtures, folderOf, shippedEnvironments } from "../config/folders";
import { mutation } from "../config/mutation";
import { enclave } from "./enclave";

const checkout = join(__dirname, "../..");
let scratch: string;
let output: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "enclave-"));
  output = join(scratch, "out");
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(scratch, { recursive: true, force: true });
});

const everything = join(fixtures, "bad/everything");

test("check says ok for each shipped environment, and exits with 0", async () => {
  const { exitCode, stdout, stderr } = await enclave(["check"]);
  expect(exitCode).toBe(0);
  expect(stderr).toBe("");
  expect(stdout).toContain(
    "ok dev: eu-central-1, 1 team\nok prod: eu-central-1, 3 teams\nok solo: eu-central-1, 1 team\nok staging: eu-west-1, 2 teams\n",
  );
});

test("typed as README.md says, --json is JSON and nothing else; npm adds lines of its own without --silent", () => {
  const command = ["enclave", "--", "check", "dev", "--json"];
  const npm = (...words: readonly string[]) =>
    execFileSync("npm", ["run", ...words, ...command], { cwd: checkout, encoding: "utf8", stdio: "pipe" });
  expect(JSON.parse(npm("--silent"))).toMatchObject({ ok: true });
  expect(() => JSON.parse(npm())).toThrow(SyntaxError);
});

test("check prints every problem on a line of its own, and exits with 1", async () => {
  const { exitCode, stdout } = await enclave(["check", "--environments", everything]);
  const expected = readFileSync(join(fixtures, "bad/everything.txt"), "utf8").trimEnd().split("\n");
  expect(exitCode).toBe(1);
  expect(stdout.split("\n").filter((line) => line.startsWith("fixtures/bad/"))).toEqual(expected);
  expect(stdout).toContain(`${expected.length} problems; nothing was written`);
});

test.each([["synth"], ["start"]])(
  "%s refuses a stack's local state that is empty, and writes nothing",
  async (command) => {
    mkdirSync(join(scratch, "state"));
    writeFileSync(join(scratch, "state", "dev-networking.tfstate"), "");
    const { exitCode, stdout } = await enclave([command, "--output", output]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("state/dev-networking.tfstate:1:1 is empty");
    expect(existsSync(output)).toBe(false);
  },
);

test("check of one environment is not disturbed by another", async () => {
  cpSync(join(shippedEnvironments, "dev"), join(scratch, "environments/dev"), { recursive: true });
  cpSync(join(everything, "malformed"), join(scratch, "environments/broken"), { recursive: true });
  expect((await enclave(["check", "dev", "--environments", join(scratch, "environments")])).exitCode).toBe(0);
  expect((await enclave(["check", "--environments", join(scratch, "environments")])).exitCode).toBe(1);
});

test.each([["check"], ["synth"], ["start"]])(
  "%s --json prints one JSON value and nothing else, with every problem's place",
  async (command) => {
    const { exitCode, stdout, stderr } = await enclave(
      [command, "--json", "--environments", everything, "--output", output],
      { isTTY: true },
    );
    expect(exitCode).toBe(1);
    expect(stderr).toBe("");
    const { ok, problems } = JSON.parse(stdout);
    expect(ok).toBe(false);
    expect(problems).toHaveLength(
      readFileSync(join(fixtures, "bad/everything.txt"), "utf8").trimEnd().split("\n").length,
    );
    expect(problems[0]).toEqual({
      file: expect.any(String),
      line: expect.any(Number),
      column: expect.any(Number),
      path: expect.any(String),
      message: expect.any(String),
    });
  },
);

test.each([["synth"], ["start"]])(
  "%s writes nothing while a single file is wrong, and leaves what was there",
  async (command) => {
    cpSync(shippedEnvironments, join(scratch, "environments"), { recursive: true });
    const team = join(scratch, "environments/staging/teams/fraud.yaml");
    mkdirSync(output);
    writeFileSync(join(output, "kept"), "");
    writeFileSync(team, readFileSync(team, "utf8").replace("grace", "grace.hopper"));
    const { exitCode } = await enclave([command, "--environments", join(scratch, "environments"), "--output", output]);
    expect(exitCode).toBe(1);
    expect(readdirSync(output)).toEqual(["kept"]);
  },
);

test("synth of 300 random mutations that have a problem never writes anything", async () => {
  const directory = join(scratch, "environments");
  const mutations = fc
    .sample(mutation, { numRuns: 600, seed: 4 })
    .filter(({ name, files }) => loadEnvironment(folderOf(files, name)).problems.length > 0);
  expect(mutations.length).toBeGreaterThan(300);
  for (const { name, files } of mutations.slice(0, 300)) {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(join(directory, name, file, ".."), { recursive: true });
      writeFileSync(join(directory, name, file), text);
    }
    const { exitCode, stdout } = await enclave([
      "synth",
      name,
      "--environments",
      directory,
      "--output",
      output,
      "--json",
    ]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout).problems.length).toBeGreaterThan(0);
    expect(existsSync(output)).toBe(false);
  }
});

test("synth writes the named environment's or team's stacks only, and says what", async () => {
  const { exitCode, stdout } = await enclave(["synth", "dev", "--output", output, "--json"]);
  expect(exitCode).toBe(0);
  const { stacks } = JSON.parse(stdout);
  const names = ["dev-buckets-research", "dev-networking", "dev-studio-research"];
  expect(stacks.map(({ name }: { name: string }) => name).sort()).toEqual(names);
  expect(readdirSync(join(output, "stacks")).sort()).toEqual(names);
  expect(stacks).toContainEqual({
    name: "dev-networking",
    environment: "dev",
    kind: "networking",
    account: "111111111111",
    region: "eu-central-1",
    resources: expect.any(Number),
  });

  const team = JSON.parse(
    (await enclave(["synth", "prod", "--team", "fraud", "--output", join(scratch, "team"), "--json"])).stdout,
  );
  expect(team.stacks.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(["prod-studio-fraud", "prod-buckets-fraud"]),
  );
  expect(JSON.stringify(team.stacks)).not.toContain("marketing");
});

test("start shows what came out, that each environment is proved, the exceeded quotas and the next command", async () => {
  const { exitCode, stdout } = await enclave(["start", "--output", output]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/environment.*stacks.*resources.*accounts.*region.*state/);
  expect(stdout).toMatch(/dev +│ +3 │ +\d+ │ 111111111111 │ eu-central-1 │ local/);
  expect(stdout).toContain("s3: enclave-state-333333333333");
  expect(stdout).toContain("cloud: example-platform");
  expect(stdout).toMatch(/guarantee +│ +│ dev +│ prod +│ solo +│ staging/);
  expect(stdout).toMatch(/G1 +│ front door +│ proved +│ proved +│ proved/);
  expect(stdout).toMatch(/\n\d+ guarantees proved, each for every request/);
  expect(stdout).toContain("Total domains: 3 needed, 1 by default (sagemaker L-B683BCB0");
  expect(stdout).toMatch(
    /Next: put your account ids .*environments\/dev\/environment\.yaml, then npx cdktf deploy 'dev-\*' --output \S+\n$/,
  );
});

test("schema writes what editors read, and --check tells a stale file without writing it", async () => {
  const folder = join(scratch, "environments");
  const missing = await enclave(["schema", "--check", "--environments", folder]);
  expect(missing.exitCode).toBe(1);
  expect(missing.stdout).toContain(`write it with: npm run enclave -- schema --environments ${folder}\n`);
  expect(existsSync(folder)).toBe(false);
  expect((await enclave(["schema", "--environments", folder])).exitCode).toBe(0);
  expect(readdirSync(join(folder, "schema"))).toEqual(["environment.schema.json", "team.schema.json"]);
  expect((await enclave(["schema", "--check", "--environments", folder])).exitCode).toBe(0);
  writeFileSync(join(folder, "schema/team.schema.json"), "{}");
  const stale = await enclave(["schema", "--check", "--environments", folder]);
  expect(stale).toMatchObject({ exitCode: 1, stdout: expect.stringContaining("team.schema.json") });
  expect(readFileSync(join(folder, "schema/team.schema.json"), "utf8")).toBe("{}");
});

test.each<[string, string[]]>([
  ["no command", []],
  ["an unknown command", ["chek"]],
  ["an unknown option", ["check", "--jsn"]],
  ["too many arguments", ["check", "dev", "prod"]],
  ["an option without its value", ["synth", "--team"]],
  ["an output among the environments", ["synth", "--output", "environments/out"]],
  ["an output that is a file", ["synth", "--output", "package.json"]],
])("%s is a usage error: exit code 2, nothing on standard output", async (_, args) => {
  const { exitCode, stdout, stderr } = await enclave(args);
  expect(exitCode).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).not.toBe("");
  expect(stderr).not.toContain("    at ");
});

test("help is no error", async () => {
  const { exitCode, stdout } = await enclave(["--help"]);
  expect(exitCode).toBe(0);
  for (const command of ["check", "schema", "synth", "start"]) expect(stdout).toContain(`\n  ${command}`);
});

test("an unknown environment is one line with the nearest known one", async () => {
  expect(await enclave(["synth", "prd", "--output", output])).toMatchObject({
    exitCode: 1,
    stdout: expect.stringContaining('there is no environment "prd"; did you mean prod?'),
  });
});

test("colour appears on a terminal only, and not where NO_COLOR asks for none", async () => {
  const args = ["check", "--environments", everything];
  const colour = "\u001b[";
  expect((await enclave(args, { isTTY: true })).stdout).toContain(colour);
  expect((await enclave(args, { isTTY: true, env: { NO_COLOR: "1" } })).stdout).not.toContain(colour);
  expect((await enclave(args, { isTTY: false })).stdout).not.toContain(colour);
  expect((await enclave([...args, "--json"], { isTTY: true })).stdout).not.toContain(colour);
});

test("an unexpected error is one line and exit code 70; ENCLAVE_DEBUG shows where", async () => {
  const broken = {
    write: () => {
      throw new Error("the disk is on fire\nmore");
    },
  };
  const attempt = async (env: Record<string, string>) => {
    let stderr = "";
    const exitCode = await run(["check"], {
      stdout: broken,
      stderr: { write: (text: string) => (stderr += text) },
      env,
    });
    return { exitCode, stderr };
  };
  expect(await attempt({})).toEqual({
    exitCode: 70,
    stderr: "unexpected error: the disk is on fire; run again with ENCLAVE_DEBUG=1 to see where, and report it\n",
  });
  expect((await attempt({ ENCLAVE_DEBUG: "1" })).stderr).toContain("commands.slow.test.ts");
});

describe("as a process", () => {
  const tsx = join(checkout, "node_modules/.bin/tsx");

  test("a reader that goes away early sees no stack trace, and the exit code still tells", () => {
    const { stdout, stderr } = spawnSync(
      "bash",
      ["-c", `"${tsx}" cli/main.ts check --environments "${everything}" | head -n 1; echo "exit \${PIPESTATUS[0]}"`],
      { cwd: checkout, encoding: "utf8" },
    );
    expect(stdout).toMatch(/^fixtures\/bad.+\nexit 1\n$/);
    expect(stderr).not.toMatch(/EPIPE| {4}at /);
  });

  test("folders are relative to where the user typed the command, though npm moves to the checkout", () => {
    cpSync(join(shippedEnvironments, "dev"), join(scratch, "mine/dev"), { recursive: true });
    const text = execFileSync(tsx, ["cli/main.ts", "check", "--environments", "mine", "--json"], {
      cwd: checkout,
      encoding: "utf8",
      env: { ...process.env, INIT_CWD: scratch },
    });
    expect(JSON.parse(text)).toMatchObject({ ok: true, environments: [{ name: "dev" }] });
  });
});
