/** A denial on what AWS always sends keeps the team out, and G10 finds it: it asks requests as AWS makes them. */
import { policyOf } from "../stacks";
import { deny, onlyIf, type PlaceName, places, setting, studio, verdictOf } from "./dev";

const trust = (edit: Parameters<(typeof places)["role"]>[0]) =>
  policyOf(studio, "aws_iam_role", "", edit, "assume_role_policy");
const dataPolicy = (edit: Parameters<(typeof places)["role"]>[0]) =>
  policyOf(studio, "aws_iam_policy", "policies_data", edit);
const studioPolicy = (edit: Parameters<(typeof places)["role"]>[0]) =>
  policyOf(studio, "aws_iam_policy", "policies_studio", edit);

const later2020 = { DateGreaterThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } };
const passed = { DateLessThanIfExists: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } };

test.each<[PlaceName, string, Parameters<typeof deny>[1]]>([
  ["bucket", "after 2020", later2020],
  ["bucket", "after 2020, in seconds", { NumericGreaterThan: { "aws:EpochTime": "1577836800" } }],
  ["bucket", "sessions from before 2099", { DateLessThan: { "aws:TokenIssueTime": "2099-01-01T00:00:00Z" } }],
  ["bucket", "in this region", { StringEquals: { "aws:RequestedRegion": "eu-central-1" } }],
  ["bucket", "signed by version 4", { StringEquals: { "s3:signatureversion": "AWS4-HMAC-SHA256" } }],
  ["bucket", "over a TLS that AWS still takes", { NumericGreaterThanEquals: { "s3:TlsVersion": "1.2" } }],
  ["bucket", "signed in a header", { StringEquals: { "s3:authType": "REST-HEADER" } }],
  ["bucket", "with a hash of their content, or without one", { StringLike: { "s3:x-amz-content-sha256": "*" } }],
  ["bucket", "with a source identity", { StringLike: { "aws:SourceIdentity": "*" } }],
  ["bucket", "of the profile ada", { StringEquals: { "aws:SourceIdentity": "ada" } }],
  ["bucket", "of any client", { StringLikeIfExists: { "aws:UserAgent": "*" } }],
  ["bucket", "with a caller's id", { Null: { "aws:userid": "false" } }],
  ["bucket", "outside of EC2's own roles", { StringNotEqualsIfExists: { "aws:Ec2InstanceSourceVpc": "vpc-0a1b2c3d" } }],
  ["bucket", "without MFA", { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }],
  ["s3Endpoint", "after 2020", later2020],
  ["s3Endpoint", "signed by version 4", { StringEquals: { "s3:signatureversion": "AWS4-HMAC-SHA256" } }],
  ["apiEndpoint", "after 2020", later2020],
  ["apiEndpoint", "in this region", { StringEquals: { "aws:RequestedRegion": "eu-central-1" } }],
  ["dataKey", "for any bucket", { StringLike: { "kms:EncryptionContext:aws:s3:arn": "*" } }],
  [
    "dataKey",
    "with an encryption context",
    { "ForAnyValue:StringEquals": { "kms:EncryptionContextKeys": "aws:s3:arn" } },
  ],
  ["dataKey", "for a symmetric key", { StringEquals: { "kms:EncryptionAlgorithm": "SYMMETRIC_DEFAULT" } }],
  ["studioKey", "by its alias", { "ForAnyValue:StringLike": { "kms:ResourceAliases": "alias/*" } }],
  ["studioKey", "after 2020", later2020],
  ["role", "after 2020", later2020],
  [
    "role",
    "of sessions that began before now: IAM's revocation, dated ahead",
    {
      DateLessThan: { "aws:TokenIssueTime": "2026-11-28T00:00:00Z" },
    },
  ],
  ["role", "with a source identity", { StringLike: { "aws:SourceIdentity": "*" } }],
  ["people", "after 2020", later2020],
])("on the %s policy: requests %s", async (place, _, condition) => {
  const { outcome, failures } = await verdictOf("G10", deny(place, condition));
  expect(outcome).toBe("violated");
  expect(failures[0]?.found?.statements.map(({ sid }) => sid)).toContain("More");
  expect(failures[0]?.refused).toBe(true);
});

test.each([
  ["every instance type", { "ForAnyValue:StringLike": { "sagemaker:InstanceTypes": "ml.*" } }],
  ["all but large instances", { "ForAnyValue:StringNotLike": { "sagemaker:InstanceTypes": "ml.p5.*" } }],
])("apps on %s", async (_, condition) => {
  const { outcome, failures } = await verdictOf("G10", deny("role", condition, "sagemaker:CreateApp"));
  expect(outcome).toBe("violated");
  expect(failures.map(({ what }) => what).join()).toContain(
    "research cannot start CodeEditor as ada in a private space",
  );
});

test.each([
  ["reading and writing", onlyIf(dataPolicy, "OwnObjects", passed), "research cannot read from"],
  [
    "starting apps",
    onlyIf(studioPolicy, "AppsInOwnSpaces", passed),
    "research cannot start CodeEditor as ada in a private space",
  ],
  ["becoming the role", onlyIf(trust, "SageMakerOfThisAccount", passed), "have SageMaker act with its role"],
  ["the bucket", onlyIf(places.bucket, "AllowTeam", passed), "research cannot list"],
])("a grant of %s whose date has passed is none", async (_, attack, what) => {
  const { outcome, failures } = await verdictOf("G10", attack);
  expect(outcome).toBe("violated");
  expect(failures.map((failure) => failure.what).join("\n")).toContain(what);
});

test.each(["ecr:BatchGetImage", "ecr:GetAuthorizationToken", "logs:PutLogEvents", "ec2:CreateNetworkInterface"])(
  "%s outside of the VPC: SageMaker makes it with the role from its own network",
  async (action) => {
    const vpc = "${data.terraform_remote_state.networking.outputs.vpc_id}";
    const { outcome, failures } = await verdictOf(
      "G10",
      deny("role", { StringNotEquals: { "aws:SourceVpc": vpc } }, action),
    );
    expect(outcome).toBe("violated");
    expect(failures.map(({ what }) => what).join()).toContain("research cannot have SageMaker ");
    expect(failures[0]?.what).toContain("(the request has no aws:SourceVpc)");
  },
);

test.each(["aws_sagemaker_domain", "aws_sagemaker_user_profile"] as const)(
  "Studio's portal is off in %s",
  async (type) => {
    const { outcome, failures } = await verdictOf("G10", setting(type, { studio_web_portal: "DISABLED" }));
    expect(outcome).toBe("violated");
    expect(failures.map(({ what }) => what).join()).toMatch(/Studio.*studio_web_portal is DISABLED/);
  },
);

test("the message says which key the request lacks", async () => {
  const { failures } = await verdictOf(
    "G10",
    deny("bucket", { Null: { "s3:x-amz-storage-class": "true" } }, "s3:PutObject"),
  );
  expect(failures[0]?.what).toMatch(
    /^research cannot write .*: explicit deny \(the request has no s3:x-amz-storage-class\)$/,
  );
});
