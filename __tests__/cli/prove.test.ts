/** `prove` on the command line: a table, counterexamples in words, exit codes, JSON. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../cli/run";
import { loadEnvironments } from "../../config/load";
import { synthesize } from "../../stacks/synthesize";

const environments = join(__dirname, "..", "..", "fixtures", "environments", "single-account");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "enclave-prove-test-"));
  synthesize(loadEnvironments(environments).environments, { outdir: folder });
});
afterAll(() => rmSync(folder, { recursive: true }));

async function enclave(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const texts = { out: "", err: "" };
  const stream = (name: "out" | "err") => ({
    write: (text: string) => {
      texts[name] += text;
    },
  });
  const code = await run(argv, { stdout: stream("out"), stderr: stream("err"), env: {} });
  return { code, ...texts };
}

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
  const { code, out } = await enclave("prove", "--from", folder);
  expect(code).toBe(0);
  expect(out).toContain("front door");
  expect(out).toMatch(/\d+ guarantees proved, each for every request/);
  expect(out).toContain("Declared exceptions");
}, 60_000);

test("environments are synthesized and proved where no folder is named", async () => {
  const { code, out } = await enclave("--environments", environments, "prove", "sandbox");
  expect(code).toBe(0);
  expect(out).toContain("sandbox");
}, 60_000);

test("an edited stack is not: the request, the statements, the change, and exit code 1", async () => {
  await edited(
    "sandbox-studio-solo",
    (text) =>
      text.replace(
        /\\"Resource\\":\[\\"arn:aws:s3:::enclave-sandbox-solo-data-123456789012\\",/,
        '\\"Resource\\":[\\"arn:aws:s3:::*\\",',
      ),
    async () => {
      const { code, out } = await enclave("prove", "--from", folder);
      expect(code).toBe(1);
      expect(out).toContain("sandbox G3 no way out: violated");
      expect(out).toMatch(/request: .* calls s3:\w+ on arn:aws:s3:::/);
      expect(out).toMatch(
        /let through by: sandbox-studio-solo aws_vpc_endpoint\.s3-endpoint \$\.Statement\[0\] \(OwnBuckets\)/,
      );
      expect(out).toContain("change: allow only");
    },
  );
}, 60_000);

test("JSON says the same to machines, and nothing else", async () => {
  await edited(
    "sandbox-studio-solo",
    (text) => text.replace('"VpcOnly"', '"PublicInternetOnly"'),
    async () => {
      const { code, out } = await enclave("--json", "prove", "--from", folder);
      expect(code).toBe(1);
      const { ok, verdicts } = JSON.parse(out);
      expect(ok).toBe(false);
      const broken = verdicts.filter(({ outcome }: { outcome: string }) => outcome !== "proved");
      expect(broken.map(({ guarantee }: { guarantee: string }) => guarantee)).toEqual(["G5"]);
      expect(broken[0].failures[0]).toMatchObject({
        team: "solo",
        where: "sandbox-studio-solo aws_sagemaker_domain.domain",
      });
    },
  );
}, 60_000);

test("a stack that nobody understands is never proved", async () => {
  await edited(
    "sandbox-networking",
    (text) => text.replace('"aws_vpc":', '"aws_vpn_gateway": {"out": {}}, "aws_vpc":'),
    async () => {
      const { code, out } = await enclave("prove", "--from", folder);
      expect(code).toBe(1);
      expect(out).toContain("aws_vpn_gateway is a resource type that is not understood here");
      expect(out).not.toContain("each for every request");
    },
  );
}, 60_000);

test("a folder without stacks is an error that says what to do", async () => {
  const { code, out } = await enclave("prove", "--from", join(folder, "nowhere"));
  expect(code).toBe(1);
  expect(out).toContain("synthesize first");
});
