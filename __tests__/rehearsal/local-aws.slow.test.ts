import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../rehearsal/children";
import { localAwsFolder } from "../../rehearsal/folders";
import { type LocalAws, startLocalAws } from "../../rehearsal/local-aws";
import { neutral } from "../../rehearsal/surroundings";
import { requirementsOf } from "./required";

const { describe, requirements } = requirementsOf("the local AWS");
const work = mkdtempSync(join(tmpdir(), "enclave-local-aws-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe("the local AWS", () => {
  test("answers and refuses as AWS does where the stacks rest on it (its own tests, in Python)", async () => {
    const tests = join(__dirname, "local_aws");
    const ended = await run({
      program: requirements.python,
      arguments: ["-m", "unittest", "discover", "-s", tests],
      folder: work,
      environment: { ...neutral(), PYTHONPATH: localAwsFolder, PYTHONDONTWRITEBYTECODE: "1" },
    });
    if (ended.exitCode !== 0) throw new Error(ended.output);
    const ran = /^Ran (\d+) tests/m.exec(ended.output)?.[1];
    expect(Number(ran)).toBeGreaterThanOrEqual(30);
  });

  test("starts on a port of its own, twice at once, and is gone after stop", async () => {
    const start = (name: string) => startLocalAws({ workDir: join(work, name), python: requirements.python });
    const [one, other] = await Promise.all([start("one"), start("other")]);
    const ports = [one, other].map(({ environment }) => Number(new URL(environment["HTTPS_PROXY"] ?? "").port));
    expect(new Set(ports).size).toBe(2);
    expect(existsSync(one.environment["AWS_CA_BUNDLE"] ?? "")).toBe(true);
    await Promise.all([one.stop(), other.stop()]);
    await Promise.all(ports.map((port) => expect(reach(port)).rejects.toThrow("ECONNREFUSED")));
  });

  test("is copied with what it holds; from then on the two go their own ways, and the copy ends with the original", async () => {
    const account = "111111111111";
    const region = "eu-central-1";
    const original = await startLocalAws({ workDir: join(work, "original"), python: requirements.python });
    const make = (where: LocalAws, ...names: string[]) =>
      where.prepareAccount({ account, region, roles: names.map((name) => `arn:aws:iam::${account}:role/${name}`) });
    const rolesIn = async (where: LocalAws) =>
      (await where.resources(account, region)).map(({ id }) => id.split("/")[1]).sort();
    await make(original, "before");
    const copy = await original.copy(join(work, "copy"));
    await make(copy, "in-the-copy");
    await make(original, "in-the-original");
    expect(await rolesIn(copy)).toEqual(["before", "in-the-copy"]);
    expect(await rolesIn(original)).toEqual(["before", "in-the-original"]);
    const port = Number(new URL(copy.environment["HTTPS_PROXY"] ?? "").port);
    await original.stop();
    await expect(gone(port)).resolves.toContain("ECONNREFUSED");
  });

  test("leads Terraform nowhere but through its proxy", async () => {
    const localAws = await startLocalAws({ workDir: join(work, "leads"), python: requirements.python });
    await localAws.stop();
    const names = Object.keys(localAws.environment);
    expect(names).toEqual(expect.arrayContaining(["HTTPS_PROXY", "HTTP_PROXY", "AWS_CA_BUNDLE", "CHECKPOINT_DISABLE"]));
    expect(names.filter((name) => /ENDPOINT|^NO_PROXY$|PROFILE/i.test(name))).toEqual([]);
  });

  test("says why it does not start", async () => {
    const broken = startLocalAws({ workDir: join(work, "broken"), python: join(work, "no-python") });
    await expect(broken).rejects.toThrow("did not start");
  });
});

/** Why nobody answers at the port any more. */
const gone = async (port: number): Promise<string> => {
  for (;;) {
    const error = await reach(port).then(() => undefined, String);
    if (error !== undefined) return error;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};

const reach = (port: number) =>
  new Promise<void>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve();
    });
    socket.on("error", reject);
  });
