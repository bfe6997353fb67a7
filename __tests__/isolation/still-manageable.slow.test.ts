/** Nobody is locked out: what keeps the deployer from a call that Terraform makes is found, with the call and the statement. */
import { needsOf } from "../../isolation/calls/needed";
import { Undecided } from "../../isolation/decide";
import type { RecordedCalls } from "../../rehearsal/recorded-calls";
import { synthesized } from "../support/environments";
import { type Attack, drop, type Loose, oneAccount, policyOf, proveEdited, shipped, statement } from "./stacks";

const studio = "staging-studio-fraud";
const buckets = "staging-buckets-fraud";
const deployer = "arn:aws:iam::444444444444:role/studio-enclave-deployer";

const g9 = async (attack?: Attack, environment = shipped("staging")) => {
  const [verdict] = await proveEdited(environment, attack, { guarantees: ["G9"] });
  if (!verdict) throw new Error("no verdict");
  return verdict;
};
const bucket = (edit: (document: Loose) => void) =>
  policyOf(buckets, "aws_s3_bucket_policy", "bucket-transactions_policy", edit);
const logs = (edit: (document: Loose) => void) => policyOf(buckets, "aws_s3_bucket_policy", "access-logs_policy", edit);
const dataKey = (edit: (document: Loose) => void) => policyOf(buckets, "aws_kms_key", "key", edit);
const studioKey = (edit: (document: Loose) => void) => policyOf(studio, "aws_kms_key", "key", edit);
const deny = (Action: string | string[], Condition?: object) => (document: Loose) =>
  document.Statement.push({
    Sid: "More",
    Effect: "Deny",
    Principal: "*",
    Action,
    Resource: "*",
    ...(Condition && { Condition }),
  });
const lose = (action: string) => (document: Loose) => {
  const administer = statement(document, "AdministerKey");
  administer.Action = administer.Action.filter((each: string) => each !== action);
};
const provider =
  (stack: string, role: string): Attack =>
  (files) => {
    files.get(stack).provider.aws[0].assume_role[0].role_arn = role;
  };

describe("the deployer can make every call", () => {
  test.each(["dev", "staging", "prod"])("of %s", async (name) => {
    expect(await g9(undefined, shipped(name))).toMatchObject({ outcome: "proved", failures: [], undecided: [] });
  });

  test("where Studio and data share an account", async () => {
    expect((await g9(undefined, oneAccount())).outcome).toBe("proved");
  });

  test("of an environment of sixty teams", async () => {
    const [large] = synthesized("sixtyTeams");
    if (!large) throw new Error("no fixture");
    expect((await g9(undefined, large)).outcome).toBe("proved");
  });

  test("whatever is denied to requests that it never makes: from within a VPC, unencrypted, somebody else's", async () => {
    const others = { ArnNotEquals: { "aws:PrincipalArn": deployer } };
    const verdict = await g9(
      bucket((document) => {
        deny("s3:*", { ...others })(document);
        document.Statement.at(-1).Sid = "Others";
        deny("s3:PutBucketPolicy", { Null: { "aws:SourceVpce": "false" } })(document);
        const elsewhere = { Sid: "Elsewhere", Effect: "Deny", Principal: "*", Action: "s3:*" };
        document.Statement.push({ ...elsewhere, Resource: "arn:aws:s3:::another-bucket" });
      }),
    );
    expect(verdict.outcome).toBe("proved");
  });
});

describe("the deployer is locked out by", () => {
  test.each<[string, Attack, string, string | undefined]>([
    ["a key that it cannot give another policy", dataKey(lose("kms:PutKeyPolicy")), "kms:PutKeyPolicy", undefined],
    [
      "a key that it cannot delete",
      studioKey((document) => drop(document, "DeployerDeletesKey")),
      "kms:ScheduleKeyDeletion",
      undefined,
    ],
    ["a key that it cannot describe", dataKey(lose("kms:DescribeKey")), "kms:DescribeKey", undefined],
    [
      "a key whose account is another",
      dataKey((document) => {
        statement(document, "AdministerKey").Principal = { AWS: "arn:aws:iam::999999999999:root" };
      }),
      "kms:PutKeyPolicy",
      undefined,
    ],
    [
      "a key that it cannot lend to AWS for a domain",
      studioKey((document) => drop(document, "DeployerLendsKeyToAws")),
      "kms:CreateGrant",
      undefined,
    ],
    [
      "a key that EFS cannot use in its name",
      studioKey((document) => {
        statement(document, "DeployerMakesHomeDirectories").Condition.StringEquals["kms:ViaService"] =
          "s3.eu-west-1.amazonaws.com";
      }),
      "kms:GenerateDataKeyWithoutPlaintext",
      undefined,
    ],
    ["a denial on a key", dataKey(deny("kms:PutKeyPolicy")), "kms:PutKeyPolicy", "More"],
    ["a denial on a bucket that exempts nobody", bucket(deny("s3:PutBucketPolicy")), "s3:PutBucketPolicy", "More"],
    [
      "a denial that strikes only sessions without MFA",
      bucket(deny("s3:PutBucket*", { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } })),
      "s3:PutBucketVersioning",
      "More",
    ],
    [
      "a denial that strikes only sessions of one name",
      bucket(deny("s3:DeleteBucket", { StringLike: { "aws:userid": "*:pipeline" } })),
      "s3:DeleteBucket",
      "More",
    ],
    [
      "a denial outside of a network",
      bucket(deny("s3:*", { StringNotEquals: { "aws:SourceVpc": "vpc-1" } })),
      "s3:ListBucket",
      "More",
    ],
    [
      "an exemption of a role of another account",
      bucket((document) => {
        statement(document, "DenyChangesToOthers").Condition.ArnNotEquals["aws:PrincipalArn"] =
          "arn:aws:iam::999999999999:role/studio-enclave-deployer";
      }),
      "s3:PutBucketPolicy",
      "DenyChangesToOthers",
    ],
    [
      "a denial of listing that forgets it: HeadBucket",
      bucket((document) => {
        delete statement(document, "DenyListOutsideEndpoint").Condition.ArnNotEquals;
      }),
      "s3:ListBucket",
      "DenyListOutsideEndpoint",
    ],
    [
      "a wall that no longer spares the settings",
      bucket((document) => {
        const wall = statement(document, "DenyBucketCallsOutsideEndpoint");
        wall.NotAction = wall.NotAction.filter((each: string) => each !== "s3:PutEncryptionConfiguration");
      }),
      "s3:PutEncryptionConfiguration",
      "DenyBucketCallsOutsideEndpoint",
    ],
    ["a denial on the access logs' bucket", logs(deny("s3:GetBucketAcl")), "s3:GetBucketAcl", "More"],
  ])("%s", async (_, attack, action, sid) => {
    const { outcome, failures } = await g9(attack);
    expect(outcome).toBe("violated");
    const failure = failures.find(({ what }) => what.includes(action));
    expect(failure?.what).toMatch(/^the deployer cannot call .* on arn:aws:/);
    expect(failure).toMatchObject({ team: "fraud", refused: true });
    expect(failure?.what.endsWith(` on ${failure.found?.request.resource}`)).toBe(true);
    expect(failure?.found?.statements.map((each) => each.sid)).toEqual(sid === undefined ? [] : [sid]);
    for (const { policy, path } of failure?.found?.statements ?? []) {
      expect(policy).toMatch(/^staging-buckets-fraud aws_(s3_bucket_policy|kms_key)\./);
      expect(path).toMatch(/^\$\.Statement\[\d+\]$/);
    }
  });

  test("every call that one denial strikes is named", async () => {
    const { failures } = await g9(
      bucket(deny(["s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:DeleteBucketWebsite"])),
    );
    expect(failures.map(({ what }) => what)).toEqual([
      expect.stringContaining("cannot call s3:DeleteBucketPolicy, s3:PutBucketPolicy on"),
    ]);
  });

  test("a provider that assumes a role of another account", async () => {
    const { outcome, failures } = await g9(provider(buckets, "arn:aws:iam::333333333333:role/another-deployer"));
    expect(outcome).toBe("violated");
    expect(failures).toContainEqual(
      expect.objectContaining({
        what: `${buckets} is deployed to account 444444444444 by a role of account 333333333333`,
      }),
    );
  });

  test("a provider that assumes another role than the policies exempt", async () => {
    const { failures } = await g9(provider(buckets, "arn:aws:iam::444444444444:role/somebody-else"));
    expect(failures.find(({ what }) => what.includes("s3:PutBucketPolicy"))?.found?.statements).toEqual([
      expect.objectContaining({ sid: "DenyChangesToOthers" }),
    ]);
  });
});

describe("what Terraform was seen to call", () => {
  const record = (operation: string, role = "${data-deployer}", resource = "${data-bucket}"): RecordedCalls => ({
    environments: { dev: ["apply"] },
    calls: [{ stack: "buckets", role, operation, resource, phases: ["apply"] }],
  });
  const actions = (calls: RecordedCalls, on: string) =>
    needsOf(calls)
      .filter((need) => need.on === on && need.call === calls.calls[0]?.operation)
      .map(({ action }) => action);

  test("is mapped to the action that AWS asks for, and to what it asks for besides", () => {
    expect(actions(record("s3:HeadBucket"), "data bucket")).toEqual(["s3:ListBucket"]);
    expect(actions(record("s3control:ListTagsForResource"), "data bucket")).toEqual(["s3:ListTagsForResource"]);
    expect(actions(record("s3:GetBucketCors"), "data bucket")).toEqual(["s3:GetBucketCORS"]);
    expect(actions(record("kms:CreateKey", "${data-deployer}", ""), "key")).toEqual([
      "kms:PutKeyPolicy",
      "kms:TagResource",
    ]);
    expect(actions(record("kms:DeleteAlias", "${data-deployer}", "${alias-name}"), "key")).toEqual(["kms:DeleteAlias"]);
  });

  test("is an error where nobody mapped it", () => {
    expect(() => needsOf(record("s3:TeleportBucket"))).toThrow(Undecided);
    expect(() => needsOf(record("s3:TeleportBucket"))).toThrow("s3:TeleportBucket: no IAM action is known for it");
    expect(() => needsOf(record("s3:ListBuckets", "${data-deployer}", ""))).toThrow(Undecided);
  });

  test("does not ask a bucket's policy once that is destroyed, and asks it before", () => {
    const emptied = (phase: "destroy" | "apply"): RecordedCalls => ({
      environments: { dev: [phase] },
      calls: [{ ...record("s3:DeleteObjects", undefined, "${access-log-bucket}").calls[0], phases: [phase] } as never],
    });
    expect(actions(emptied("destroy"), "access log bucket")).toEqual([]);
    expect(() => needsOf(emptied("apply"))).toThrow(Undecided);
  });

  test("is an error where another role than the stack's deployer did", () => {
    expect(() => needsOf(record("s3:HeadBucket", "${studio-deployer}"))).toThrow("is called by ${studio-deployer}");
  });

  test("is an error where there is no record", () => {
    expect(() => needsOf({ environments: {}, calls: [] })).toThrow("npm run rehearse -- --record");
  });

  test("covers the buckets, keys and domains of every kind of stack", () => {
    const calls = new Set(needsOf().map(({ stack, on, call }) => `${stack} ${on} ${call}`));
    for (const each of [
      "buckets data bucket s3:PutBucketEncryption",
      "buckets access log bucket s3:DeleteBucket",
      "buckets key kms:CreateAlias",
      "studio key sagemaker:CreateDomain",
      "networking key kms:GetKeyRotationStatus",
    ]) {
      expect(calls).toContain(each);
    }
  });
});
