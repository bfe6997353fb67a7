/** The record of calls: the same for every run of an environment, and red where a run differs. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import type { Environment } from "../../config/schema";
import { checkout } from "../../rehearsal/folders";
import type { RecordedCall } from "../../rehearsal/local-aws";
import { callsMade } from "../../rehearsal/made-calls";
import {
  differences,
  type RecordedCalls,
  type Rehearsed,
  readRecord,
  recordFile,
  renew,
  writeRecord,
} from "../../rehearsal/recorded-calls";

const { environments } = loadEnvironments(join(checkout, "environments"));
const named = (name: string) => environments.find((each) => each.name === name) as Environment;
const dev = named("dev");
const studioRole = dev.accounts.studio.deployerRole;

const call = (some: Partial<RecordedCall>): RecordedCall => ({
  phase: "apply",
  account: dev.accounts.studio.id,
  role: studioRole,
  session: "dev-studio-research",
  region: "eu-central-1",
  service: "ec2",
  operation: "DescribeVpcs",
  member: "VpcIds",
  resource: "vpc-3021fd83378d6e78c",
  status: 200,
  ...some,
});
const only = (some: Partial<RecordedCall>, environment = dev) => {
  const [made, ...others] = callsMade([call(some)], environment);
  expect(others).toEqual([]);
  return made;
};

describe("a call is told by what it is about", () => {
  test("for whose stack and by which role, and once however often it is made", () => {
    const made = callsMade([call({}), call({ resource: "vpc-00000000000000000" }), call({ status: 503 })], dev);
    expect(made).toEqual([
      {
        stack: "studio",
        role: "${studio-deployer}",
        operation: "ec2:DescribeVpcs",
        resource: "${vpc}",
        phase: "apply",
      },
    ]);
  });

  test.each([
    ["an id by its prefix", { member: "FirewallRuleGroupId", resource: "rslvr-frg-00000000000000003" }, "${rslvr-frg}"],
    ["a key by what it is", { member: "KeyId", resource: "0e1fc6de-eb71-439f-9a18-0e10f8b47f94" }, "${key}"],
    ["an ARN by its type", { member: "PolicyArn", resource: "arn:aws:iam::111111111111:policy/x/y" }, "${policy}"],
    ["a name by its member", { member: "RoleName", resource: "enclave-dev-flow-logs" }, "${role-name}"],
    // Ends like an id, and is the hash of a lifecycle script.
    ["a name that looks like an id", { member: "Name", resource: "enclave-dev-research-1c23f7a9b152" }, "${name}"],
    [
      "a team's bucket",
      { service: "s3", member: "Bucket", resource: "enclave-dev-x-data-222222222222" },
      "${data-bucket}",
    ],
    [
      "its logs",
      { service: "s3", member: "Bucket", resource: "enclave-dev-x-access-logs-222222222222" },
      "${access-log-bucket}",
    ],
    [
      "a bucket's ARN",
      { service: "s3control", member: "resourceArn", resource: "arn:aws:s3:::enclave-dev-x-data-222222222222" },
      "${data-bucket}",
    ],
    ["nothing", { member: "", resource: "" }, ""],
  ])("%s", (_, some, placeholder) => {
    expect(only(some)?.resource).toBe(placeholder);
  });

  test("roles by what they are, the same in an environment of one account", () => {
    const one = { ...dev, accounts: { ...dev.accounts, data: { same: dev.accounts.studio } } };
    expect(only({ session: "dev-buckets-research" }, one)?.role).toBe("${data-deployer}");
    expect(
      only({ role: "", operation: "AssumeRole", service: "sts", member: "RoleArn", resource: studioRole }),
    ).toEqual(expect.objectContaining({ role: "${caller}", resource: "${studio-deployer}" }));
    expect(only({ role: "arn:aws:iam::111111111111:role/x" })?.role).toBe("arn:aws:iam::111111111111:role/x");
  });

  test("state in S3 by its bucket, whatever Terraform calls the session", () => {
    const staging = named("staging");
    if (staging.state.backend !== "s3") throw new Error("staging keeps its state elsewhere");
    const role = staging.state.role ?? staging.accounts.studio.deployerRole;
    const put = { session: "aws-go-sdk-1", role, service: "s3", operation: "PutObject", member: "Bucket" };
    expect(only({ ...put, resource: staging.state.bucket }, staging)).toEqual(
      expect.objectContaining({ stack: "state", role: "${state-role}", resource: "${state-bucket}" }),
    );
  });

  test("and not where it is the teardown command's, or the rehearsal's own", () => {
    expect(callsMade([call({ session: "enclave-teardown", phase: "tear down" })], dev)).toEqual([]);
  });
});

describe("the record", () => {
  const one = only({}) as Rehearsed["calls"][number];
  const rehearsed = (environment: string, calls = [one], some: Partial<Rehearsed> = {}): Rehearsed => ({
    environment,
    phases: ["apply", "plan again"],
    whole: true,
    calls,
    ...some,
  });
  const nothing: RecordedCalls = { environments: {}, calls: [] };
  const again = { ...one, phase: "plan again" } as const;
  const other = { ...one, operation: "ec2:DescribeSubnets", resource: "${subnet}" };

  test("is one row for a call of several phases, and names environments only where some do not make it", () => {
    const record = renew(renew(nothing, rehearsed("dev", [one, again])), rehearsed("prod", [again, one, other]));
    expect(record.environments).toEqual({ dev: ["apply", "plan again"], prod: ["apply", "plan again"] });
    const { phase: _, ...shared } = one;
    const { phase: __, ...extra } = other;
    expect(record.calls).toEqual([
      { ...extra, phases: ["apply"], environments: ["prod"] },
      { ...shared, phases: ["apply", "plan again"] },
    ]);
    expect(renew(record, rehearsed("dev", [again, one]))).toEqual(record);
  });

  test("keeps what another environment or another phase was recorded with", () => {
    const record = renew(renew(nothing, rehearsed("dev", [one, again])), rehearsed("prod", [other]));
    const renewed = renew(record, rehearsed("dev", [other], { phases: ["apply"] }));
    expect(differences(renewed, rehearsed("prod", [other]))).toEqual([]);
    expect(differences(renewed, rehearsed("dev", [other, again]))).toEqual([]);
  });

  test("is red on a call that it lacks and on one that is not made any more, and says how it is renewed", () => {
    const record = renew(nothing, rehearsed("dev"));
    expect(differences(record, rehearsed("dev", [other]))).toEqual([
      "not in rehearsal/recorded-calls.json: apply: ec2:DescribeSubnets on ${subnet} by ${studio-deployer} for studio",
      "in rehearsal/recorded-calls.json, and not made any more: apply: ec2:DescribeVpcs on ${vpc} by ${studio-deployer} for studio",
      "if this is meant: npm run rehearse -- --environment dev --record",
    ]);
    expect(differences(record, rehearsed("dev", [one, again]))).toHaveLength(2);
  });

  test("misses nothing in phases that did not run, and nothing where teams were left out", () => {
    const record = renew(nothing, rehearsed("dev", [one, other, again]));
    expect(differences(record, rehearsed("dev", [one, other], { phases: ["apply"] }))).toEqual([]);
    expect(differences(record, rehearsed("dev", [one], { whole: false }))).toEqual([]);
  });

  test("takes a destruction after day two for another one than without it", () => {
    const destroyed = { ...one, phase: "destroy" } as const;
    const later = { phases: ["apply", "day two", "destroy"] } as const;
    const record = renew(nothing, rehearsed("dev", [one, { ...other, phase: "destroy" }, destroyed], later));
    expect(differences(record, rehearsed("dev", [one, destroyed], { phases: ["apply", "destroy"] }))).toEqual([]);
    expect(differences(record, rehearsed("dev", [one, destroyed], later))).toHaveLength(2);
    expect(differences(record, rehearsed("dev", [destroyed], { phases: ["apply", "destroy"] }))).toHaveLength(2);
  });

  test("holds what was never recorded against all calls, in whatever phase", () => {
    const record = renew(nothing, rehearsed("dev"));
    expect(differences(record, rehearsed("mine", [again]))).toEqual([]);
    expect(differences(record, rehearsed("mine", [other]))).toHaveLength(2);
  });

  test("of this repository is as it would be written: sorted, each call once, one line each", () => {
    const folder = mkdtempSync(join(tmpdir(), "enclave-record-"));
    const file = join(folder, "recorded-calls.json");
    const record = readRecord();
    expect(record.calls.length).toBeGreaterThan(150);
    writeRecord(renew(record, rehearsed("dev", [], { phases: [] })), file);
    expect(readFileSync(file, "utf8")).toBe(readFileSync(recordFile, "utf8"));
    rmSync(folder, { recursive: true });
  });

  test("of this repository holds no account, id or ARN of one run", () => {
    expect(readFileSync(recordFile, "utf8")).not.toMatch(/\d{12}|arn:|-[0-9a-f]{8,}/);
  });
});
