/** A service role reaches its prefix with its actions from anywhere, and nothing else whatever else is granted to it. */
import { evaluate, type Principal, parsePolicy } from "../../isolation/policy";
import { bucketPolicy } from "../../policies/bucket-policy";
import type { ServiceRole } from "../../policies/bucket-service-roles";
import { type ResourceStatement, render } from "../../policies/document";
import { dataKeyPolicy } from "../../policies/key-policies";

const studio = "111111111111";
const data = "222222222222";
const root = (account: string) => `arn:aws:iam::${account}:root`;
const roleArn = (name: string) => `arn:aws:iam::${studio}:role/enclave/${name}`;
const bucketArn = "arn:aws:s3:::team-data";
const s3 = "s3.eu-central-1.amazonaws.com";

const role = { sid: "PipelineRole", roleArn: roleArn("pipeline"), actions: ["s3:GetObject"], prefix: "pipelines/" };

const bucket = (serviceRoles: readonly ServiceRole[]) =>
  bucketPolicy({
    bucketArn,
    keyArn: `arn:aws:kms:eu-central-1:${data}:key/1`,
    endpointId: "vpce-own",
    teamRoleArn: roleArn("execution"),
    studioAccountRoot: root(studio),
    deployerRoleArn: `arn:aws:iam::${data}:role/deployer`,
    protect: true,
    producers: [],
    readers: [],
    serviceRoles,
    forwarded: [],
    accountRootOf: () => root(studio),
  });

const everything = { Sid: "Everything", Effect: "Allow", Principal: "*", Action: "*", Resource: "*" } as const;
const administrator = parsePolicy(
  render([{ ...everything, Sid: "All" }]).replace('"Principal":"*",', ""),
  "all",
  "identity",
);

const as = (name: string): Principal => ({ kind: "role", arn: roleArn(name), account: studio });

const allows = (
  statements: readonly ResourceStatement[],
  principal: Principal,
  action: string,
  resource: string,
  context: Readonly<Record<string, string>> = {},
): boolean =>
  evaluate(
    { principal, action, resource, resourceAccount: data, context: { "aws:SecureTransport": "true", ...context } },
    { identity: [administrator], resource: parsePolicy(render(statements), "policy", "resource") },
  ).allowed;

const widened = (statements: readonly ResourceStatement[]): ResourceStatement[] => [...statements, everything];

test("without a service role neither policy says a word of one", () => {
  expect(JSON.stringify(bucket([]))).not.toMatch(/PipelineRole|pipelines/);
});

test("a service role reads below its prefix without the team's endpoint", () => {
  expect(allows(bucket([role]), as("pipeline"), "s3:GetObject", `${bucketArn}/pipelines/a.json`)).toBe(true);
});

test.each(["s3:PutObject", "s3:DeleteObject", "s3:GetObjectVersion", "s3:PutObjectAcl", "s3:GetObjectTagging"])(
  "it is denied %s below its prefix, whatever the bucket grants, through the team's endpoint too",
  (action) => {
    for (const context of [{}, { "aws:SourceVpce": "vpce-own" }] as Record<string, string>[])
      expect(allows(widened(bucket([role])), as("pipeline"), action, `${bucketArn}/pipelines/a`, context)).toBe(false);
  },
);

test.each(["", "data/a", "pipelines", "pipelinesx/a", "x/pipelines/a"])(
  "it is denied its own action on %j, whatever the bucket grants",
  (key) => {
    for (const context of [{}, { "aws:SourceVpce": "vpce-own" }] as Record<string, string>[])
      expect(allows(widened(bucket([role])), as("pipeline"), "s3:GetObject", `${bucketArn}/${key}`, context)).toBe(
        false,
      );
  },
);

test.each(["s3:ListBucket", "s3:ListBucketVersions", "s3:GetBucketPolicy", "s3:GetBucketAcl", "s3:PutBucketPolicy"])(
  "it is denied %s on the bucket, whatever the bucket grants",
  (action) => {
    expect(allows(widened(bucket([role])), as("pipeline"), action, bucketArn)).toBe(false);
  },
);

test("an action on the bucket passes where it is declared, and no other", () => {
  const writer = bucket([{ ...role, actions: ["s3:PutObject"], bucketActions: ["s3:GetBucketAcl"] }]);
  expect(allows(writer, as("pipeline"), "s3:GetBucketAcl", bucketArn)).toBe(true);
  expect(allows(widened(writer), as("pipeline"), "s3:GetBucketPolicy", bucketArn)).toBe(false);
  expect(allows(widened(writer), as("pipeline"), "s3:GetObject", `${bucketArn}/pipelines/a`)).toBe(false);
});

const server: ServiceRole = { ...role, actions: ["s3:GetObject", "s3:PutObject"], lists: true, signsNoUrls: true };

test("a role that lists sees keys below its prefix, and neither others nor what a list without a prefix shows", () => {
  const list = (statements: readonly ResourceStatement[], ...prefix: string[]) =>
    allows(statements, as("pipeline"), "s3:ListBucket", bucketArn, {
      "s3:authType": "REST-HEADER",
      ...(prefix[0] !== undefined && { "s3:prefix": prefix[0] }),
    });
  for (const prefix of ["pipelines/", "pipelines/1/artifacts/"]) expect(list(bucket([server]), prefix)).toBe(true);
  for (const prefix of ["", "pipelines", "data/", "x/pipelines/"])
    expect(list(widened(bucket([server])), prefix)).toBe(false);
  expect(list(widened(bucket([server])))).toBe(false);
  expect(list(widened(bucket([role])), "pipelines/")).toBe(false);
});

test.each(["REST-QUERY-STRING", "POST"])(
  "a role that signs no URLs is denied what is signed by %s, through the team's endpoint too",
  (type) => {
    for (const network of [{}, { "aws:SourceVpce": "vpce-own" }] as Record<string, string>[])
      for (const action of ["s3:GetObject", "s3:PutObject"])
        expect(
          allows(widened(bucket([server])), as("pipeline"), action, `${bucketArn}/pipelines/a`, {
            ...network,
            "s3:authType": type,
          }),
        ).toBe(false);
    expect(
      allows(bucket([role]), as("pipeline"), "s3:GetObject", `${bucketArn}/pipelines/a`, { "s3:authType": type }),
    ).toBe(true);
  },
);

test("nobody else gets in by the exception: neither the team's role without its endpoint nor another role of the account", () => {
  for (const name of ["execution", "pipeline2", "other"])
    expect(allows(widened(bucket([role])), as(name), "s3:GetObject", `${bucketArn}/pipelines/a`)).toBe(false);
});

test("the data key serves a service role through S3 only, with its calls only", () => {
  const key = dataKeyPolicy({
    dataAccountRoot: root(data),
    deployerRoleArn: `arn:aws:iam::${data}:role/deployer`,
    team: { accountRoot: root(studio), roleArn: roleArn("execution") },
    s3Service: s3,
    producers: [],
    readers: [],
    serviceRoles: [{ ...role, actions: ["kms:Decrypt"] }],
  });
  const arn = `arn:aws:kms:eu-central-1:${data}:key/1`;
  const via = { "kms:ViaService": s3 };
  expect(allows(key, as("pipeline"), "kms:Decrypt", arn, via)).toBe(true);
  expect(allows(key, as("pipeline"), "kms:Decrypt", arn)).toBe(false);
  expect(allows(key, as("other"), "kms:Decrypt", arn, via)).toBe(false);
  for (const action of ["kms:GenerateDataKey", "kms:Encrypt", "kms:CreateGrant"])
    expect(allows(key, as("pipeline"), action, arn, via)).toBe(false);
});
