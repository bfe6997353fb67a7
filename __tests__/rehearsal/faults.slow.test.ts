import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { throttledCalls } from "../../rehearsal/faults/throttle";
import { checkout } from "../../rehearsal/folders";
import { type LocalAws, startLocalAws } from "../../rehearsal/local-aws";
import { rehearse } from "../../rehearsal/rehearse";
import type { Report } from "../../rehearsal/report";
import { requirementsOf } from "./required";

const { describe, requirements } = requirementsOf("the rehearsal of faults");

// State in S3 is the harder case: a lock that outlives its holder, and state that is stored every 20 seconds only.
describe("staging's network, its first apply cut off and disturbed, by the real provider", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-faults-"));
  let localAws: LocalAws;
  let report: Report;
  beforeAll(async () => {
    const [staging] = loadEnvironments(join(checkout, "environments"), { environment: "staging" }).environments;
    if (!staging) throw new Error("no environment staging");
    localAws = await startLocalAws({ workDir: join(work, "local-aws"), python: requirements.python });
    const { pluginFolder } = requirements;
    const environment = { ...staging, teams: [] };
    report = await rehearse({ environment, localAws, pluginFolder, workDir: work, faults: true });
  });
  afterAll(async () => {
    await localAws?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  test("comes to the same end: applied, nothing orphaned, planned empty, destroyed, nothing left", () => {
    expect(report.failures).toEqual([]);
    const faults = report.times.filter(({ phase }) => phase === "faults").map(({ what }) => what?.split(":")[0]);
    expect(faults).toEqual([
      "initialize",
      ...[1, 2, 3, 4, 5].map((number) => `kill ${number} of 5`),
      "credentials expire",
      "second apply at the same time",
      "throttled API",
      "nothing orphaned",
      "truncated state",
      "garbage state",
      "empty state",
      "another stack's state",
    ]);
    expect(new Set(report.times.map(({ phase }) => phase))).toContain("plan again");
  });

  test("lost at the first kill the VPC whose creation was answered to nobody, and had it back", () => {
    const [first] = report.remarks.filter((remark) => remark.startsWith("killed at the answer to ec2:CreateVpc"));
    expect(first).toMatch(/adopted: .*aws_vpc enclave-staging/);
    const vpcs = localAws.calls().filter(({ operation }) => operation === "CreateVpc");
    // The provider made one, and no resumed apply a second one.
    expect(vpcs.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("was throttled by several services, each in its own words", () => {
    const throttled = throttledCalls({ localAws });
    expect(throttled.length).toBeGreaterThan(5);
    expect(new Set(throttled.map(({ error }) => error)).size).toBeGreaterThan(1);
  });
});
