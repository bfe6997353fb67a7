import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../rehearsal/children";
import { localAwsFolder } from "../../rehearsal/folders";
import { startLocalAws } from "../../rehearsal/local-aws";
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
  }, 120_000);

  test("starts on a port of its own, twice at once, and is gone after stop", async () => {
    const start = (name: string) => startLocalAws({ workDir: join(work, name), python: requirements.python });
    const [one, other] = await Promise.all([start("one"), start("other")]);
    const ports = [one, other].map(({ environment }) => Number(new URL(environment["HTTPS_PROXY"] ?? "").port));
    expect(new Set(ports).size).toBe(2);
    expect(existsSync(one.environment["AWS_CA_BUNDLE"] ?? "")).toBe(true);
    await Promise.all([one.stop(), other.stop()]);
    await Promise.all(ports.map((port) => expect(reach(port)).rejects.toThrow("ECONNREFUSED")));
  }, 60_000);

  test("leads Terraform nowhere but through its proxy", async () => {
    const localAws = await startLocalAws({ workDir: join(work, "leads"), python: requirements.python });
    await localAws.stop();
    const names = Object.keys(localAws.environment);
    expect(names).toEqual(expect.arrayContaining(["HTTPS_PROXY", "HTTP_PROXY", "AWS_CA_BUNDLE", "CHECKPOINT_DISABLE"]));
    expect(names.filter((name) => /ENDPOINT|^NO_PROXY$|PROFILE/i.test(name))).toEqual([]);
  }, 60_000);

  test("says why it does not start", async () => {
    const broken = startLocalAws({ workDir: join(work, "broken"), python: join(work, "no-python") });
    await expect(broken).rejects.toThrow("did not start");
  });
});

const reach = (port: number) =>
  new Promise<void>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve();
    });
    socket.on("error", reject);
  });
