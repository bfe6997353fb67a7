/** `prove` on the command line: a table, counterexamples in words, exit codes, JSON. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { synthesize } from "../../stacks/synthesize";
import { enclave } from "./enclave";

const environments = join(__dirname, "..", "..", "fixtures", "environments", "single-account");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "enclave-prove-test-"));
  synthesize(loadEnvironments(environments).environments, { outdir: folder });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Changes one stack's file, and puts it back. */
async function edited(stack: string, edit: (text: string) => string, work: () => Promise<void>): Promise<void> {
  const file = join(folder, "stacks", stack, "cdk.tf.json");
  const before = readFileSync(file, "utf8");
  writeFileSync(file, edit(before));
  try {
    await work();
  } finally {
    writeFileSync(file, before);
  }
}

test("a folder of untouched stacks is proved, with its declared exceptions", async () => {
  const { exitCode, stdout } = await enclave(["prove", "--from", folder]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("front door");
  expect(stdout).toMatch(/\d+ guarantees proved, each for every request/);
  expect(stdout).toContain("Declared exceptions");
});

test("environments are synthesized and proved where no folder is named", async () => {
  const { exitCode, stdout } = await enclave(["--environments", environments, "prove", "sandbox"]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("sandbox");
});

test("one team of several is proved by itself: the others' accounts are the environment's too", async () => {
  const { exitCode, stdout } = await enclave(["prove", "prod", "--team", "fraud"]);
  expect(stdout).not.toContain(": violated");
  expect(exitCode).toBe(0);
});

test("a stack of somebody else is listed as unproved and is not fatal; where it works in an environment's account, it is", async () => {
  const place = join(folder, "stacks", "platform");
  const write = (account: string) =>
    writeFileSync(
      join(place, "cdk.tf.json"),
      JSON.stringify({
        provider: { aws: { region: "us-east-1", allowed_account_ids: [account] } },
        resource: { aws_sqs_queue: { jobs: { name: "jobs" } } },
      }),
    );
  mkdirSync(place);
  try {
    write("999999999999");
    const harmless = await enclave(["prove", "--from", folder]);
    expect(harmless.stdout).toContain("Unproved: stacks that belong to no environment");
    expect(harmless.stdout).toContain("platform, in account 999999999999: names nothing of any environment");
    expect(harmless.exitCode).toBe(0);
    write("123456789012");
    const harmful = await enclave(["prove", "--from", folder]);
    expect(harmful.stdout.replace(/\s+/g, " ")).toContain(
      "belongs to no environment, and works in account 123456789012, which is sandbox's; see for yourself that it gives nobody access to sandbox, and move it to another folder",
    );
    expect(harmful.exitCode).toBe(1);
  } finally {
    rmSync(place, { recursive: true });
  }
});

test("an edited stack is not: the request, the statements, the change, and exit code 1", async () => {
  await edited(
    "sandbox-studio-solo",
    (text) =>
      text.replace(
        /\\"Resource\\":\[\\"arn:aws:s3:::enclave-sandbox-solo-data-123456789012\\",/,
        '\\"Resource\\":[\\"arn:aws:s3:::*\\",',
      ),
    async () => {
      const { exitCode, stdout } = await enclave(["prove", "--from", folder]);
      expect(exitCode).toBe(1);
      expect(stdout).toContain("sandbox G3 no way out: violated");
      expect(stdout).toMatch(/request: .* calls s3:\w+ on arn:aws:s3:::/);
      expect(stdout).toMatch(
        /let through by: sandbox-studio-solo aws_vpc_endpoint\.s3-endpoint \$\.Statement\[0\] \(OwnBuckets\)/,
      );
      expect(stdout).toContain("change: allow only");
    },
  );
});

test("JSON says the same to machines, and nothing else", async () => {
  await edited(
    "sandbox-studio-solo",
    (text) => text.replace('"VpcOnly"', '"PublicInternetOnly"'),
    async () => {
      const { exitCode, stdout } = await enclave(["--json", "prove", "--from", folder]);
      expect(exitCode).toBe(1);
      const { ok, verdicts } = JSON.parse(stdout);
      expect(ok).toBe(false);
      const broken = verdicts.filter(({ outcome }: { outcome: string }) => outcome !== "proved");
      expect(broken.map(({ guarantee }: { guarantee: string }) => guarantee)).toEqual(["G5"]);
      expect(broken[0].failures[0]).toMatchObject({
        team: "solo",
        where: "sandbox-studio-solo aws_sagemaker_domain.domain",
      });
    },
  );
});

test("a stack that nobody understands is never proved", async () => {
  await edited(
    "sandbox-networking",
    (text) => text.replace('"aws_vpc":', '"aws_vpn_gateway": {"out": {}}, "aws_vpc":'),
    async () => {
      const { exitCode, stdout } = await enclave(["prove", "--from", folder]);
      expect(exitCode).toBe(1);
      expect(stdout.match(/aws_vpn_gateway is a resource type that is not understood here/g)).toHaveLength(1);
      expect(stdout).toMatch(/Not decidable, sandbox: all \d+ guarantees/);
      expect(stdout).toContain("isolation/model/shapes/network.ts");
      expect(stdout).not.toContain("each for every request");
    },
  );
});

test("a folder without stacks is an error that says what to do", async () => {
  const { exitCode, stdout } = await enclave(["prove", "--from", join(folder, "nowhere")]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("synthesize first");
});

test("where nothing is proved, the folder is named, and what was looked for in it", async () => {
  const empty = join(folder, "empty");
  mkdirSync(join(empty, "stacks"), { recursive: true });
  const { exitCode, stdout } = await enclave(["prove", "--from", empty]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain(`${empty}/stacks holds no stacks; synthesize first, or name another folder`);
  const other = await enclave(["prove", "nobody", "--from", folder]);
  expect(other.exitCode).toBe(1);
  expect(other.stdout).toContain(
    `${folder}/stacks holds no stacks of environment nobody; write another name, or name another folder`,
  );
  rmSync(empty, { recursive: true });
});

test.each([
  [["prove", "--from", ""], "--from"],
  [["prove", "--baseline", ""], "--baseline"],
  [["--environments", "", "check"], "--environments"],
  [["--output", "", "check"], "--output"],
])("an option without a path, as from a variable that is not set, is wrong usage: %j", async (argv, option) => {
  const { exitCode, stdout, stderr } = await enclave(argv);
  expect(exitCode).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain(`${option} is empty; write a path`);
});

test("--at asks about another time, and the result says until when it holds", async () => {
  const studioKey = JSON.stringify('"Sid":"StudioKey","Effect":"Allow",').slice(1, -1);
  const condition = JSON.stringify('"Condition":{"DateLessThan":{"aws:CurrentTime":"2031-01-01T00:00:00Z"}},').slice(
    1,
    -1,
  );
  await edited(
    "sandbox-studio-solo",
    (text) => text.replace(studioKey, studioKey + condition),
    async () => {
      const before = await enclave(["prove", "--from", folder, "--at", "2030-06-01"]);
      expect(before.exitCode).toBe(0);
      expect(before.stdout).toContain("G9, G10 and G14 ask about requests at 2030-06-01T00:00:00.000Z");
      expect(before.stdout.replace(/\s+/g, " ")).toMatch(
        /sandbox: they hold until 2031-01-01T00:00:00\.000Z, the next date that a policy tests \(sandbox-studio-solo aws_iam_policy\..* \(StudioKey\)\)/,
      );
      const after = await enclave(["prove", "--from", folder, "--at", "2031-01-01T00:00:00Z"]);
      expect(after.exitCode).toBe(1);
      expect(after.stdout).toContain("solo cannot use the key of its volumes");
    },
  );
});

test("without --at, requests are made when the proof is", async () => {
  const before = Date.now();
  const { exitCode, stdout } = await enclave(["--json", "prove", "--from", folder]);
  const after = Date.now();
  expect(exitCode).toBe(0);
  const times = JSON.parse(stdout).verdicts.flatMap(({ at }: { at?: string }) => (at === undefined ? [] : [at]));
  expect(times.length).toBeGreaterThan(0);
  for (const at of times.map((time: string) => Date.parse(time))) {
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(after);
  }
});

test("--at that is no time is refused with an example of one", async () => {
  const { exitCode, stderr } = await enclave(["prove", "--from", folder, "--at", "tomorrow"]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("--at tomorrow is not a time; write for example 2027-03-01 or 2027-03-01T12:00:00Z");
});
