/** Every policy of every shipped environment and fixture is within AWS's size, with references at the lengths that AWS gives them. */
import { loadEnvironment } from "../../config/load";
import { bucketsStackName, roleArn, studioStackName } from "../../config/names";
import { formatProblem } from "../../config/problems";
import type { Environment } from "../../config/schema";
import { extraInterfaceEndpoints } from "../../config/tables/interface-endpoints";
import { growingPolicies } from "../../policies/sizes/growing";
import { folderOf } from "../config/folders";
import type { StackFile } from "../support/deployment";
import { fixtures, load, outputOf, shipped } from "./output";

const hex = (digits: number) => "0".repeat(digits);

/** What AWS answers, at its full length; by resource type and attribute. */
const identifiers: Readonly<Record<string, string>> = {
  "aws_subnet.id": `subnet-${hex(17)}`,
  "aws_security_group.id": `sg-${hex(17)}`,
  "aws_sagemaker_domain.id": `d-${hex(12)}`,
  "aws_vpc_endpoint.id": `vpce-${hex(17)}`,
  "output.s3_endpoint_id": `vpce-${hex(17)}`,
  "output.vpc_id": `vpc-${hex(17)}`,
  "output.domain_id": `d-${hex(12)}`,
};

/** A policy's text as AWS receives it. */
function filledIn(text: string, file: StackFile, environment: Environment): string {
  const { partition, region } = environment;
  const key = `arn:${partition}:kms:${region}:${hex(12)}:key/${hex(36)}`;
  const value = (expression: string): string => {
    const output = /^data\.terraform_remote_state\.\w+\.outputs\.(\w+)$/.exec(expression)?.[1];
    const [type = "", name = "", attribute = ""] = expression.split(".");
    const named = (argument: string) => String(file.resource?.[type]?.[name]?.[argument]);
    if (output === "execution_role_arn") {
      const stack = (file["//"] as { metadata: { stackName: string } }).metadata.stackName;
      const team = environment.teams.find((each) => stack.endsWith(`-buckets-${each.name}`));
      return roleArn(environment, `${environment.namePrefix}-${environment.name}-${team?.name}-execution`);
    }
    if (type === "aws_kms_key") return key;
    if (type === "aws_sagemaker_studio_lifecycle_config") {
      return `arn:${partition}:sagemaker:${region}:${hex(12)}:studio-lifecycle-config/${named("studio_lifecycle_config_name")}`;
    }
    if (type === "aws_iam_role") return roleArn(environment, named("name"));
    if (type === "aws_s3_bucket") return `${attribute === "arn" ? `arn:${partition}:s3:::` : ""}${named("bucket")}`;
    const found = identifiers[output ? `output.${output}` : `${type}.${attribute}`];
    if (!found) throw new Error(`say how long ${expression} is`);
    return found;
  };
  return text.replace(/(?<!\$)\$\{([^}]+)\}/g, (_, expression: string) => value(expression)).replaceAll("$${", "${");
}

const withoutWhitespace = (text: string) => text.replace(/\s/g, "").length;
const bytes = (text: string) => Buffer.byteLength(text);

/**
 * Default quotas: docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (whitespace not counted),
 * docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html, docs.aws.amazon.com/kms/latest/developerguide/
 * resource-limits.html, docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html
 */
const limits: Readonly<Record<string, readonly [argument: string, limit: number, size: (text: string) => number]>> = {
  "managed policy": ["aws_iam_policy.policy", 6_144, withoutWhitespace],
  "inline policy": ["aws_iam_role_policy.policy", 10_240, withoutWhitespace],
  "trust policy": ["aws_iam_role.assume_role_policy", 2_048, withoutWhitespace],
  "bucket policy": ["aws_s3_bucket_policy.policy", 20 * 1024, bytes],
  "key policy": ["aws_kms_key.policy", 32 * 1024, bytes],
  "endpoint policy": ["aws_vpc_endpoint.policy", 20_480, (text) => text.length],
};
/** docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: managed policies attached to a role. */
const attachedToOneRole = 10;

/** Long names, many zones, networks, buckets and endpoints. */
const wide = loadEnvironment(
  folderOf(
    {
      "environment.yaml": `schemaVersion: 1
region: us-east-1
availabilityZoneIds: [use1-az1, use1-az2, use1-az4, use1-az5, use1-az6]
accounts:
  studio: { id: "111111111111" }
  data: { main: { id: "222222222222" }, second: { id: "333333333333" }, third: { id: "444444444444" } }
network:
  extraInterfaceEndpoints: [${extraInterfaceEndpoints.join(", ")}]
separation: account
access:
  publicCidrs: [203.0.113.0/28, 203.0.113.16/28, 203.0.113.32/28, 203.0.113.48/28, 203.0.113.64/28]
  privateCidrs: [172.16.0.0/20, 172.16.16.0/20, 172.16.32.0/20, 172.16.48.0/20, 172.16.64.0/20]
iamPath: /platform/machine-learning/studio/
`,
      "teams/quantitative-rates.yaml": `schemaVersion: 1
cidr: 10.0.128.0/20
dataAccount: main
users: [{ name: ada }]
buckets:
${Array.from({ length: 10 }, (_, index) => `  - name: dataset-${index}`).join("\n")}
features:
  athena:
    reads: [{ bucket: dataset-0, prefix: curated/ }, { bucket: dataset-1, prefix: reference/tables/ }]
    results: { bucket: dataset-0 }
`,
    },
    "production",
  ),
);

const everything: Environment[] = [
  ...[shipped, ...fixtures].flatMap((folder) => load(folder)),
  wide.environment,
].filter((environment) => environment !== undefined);
const all = everything.map((environment): [string, Environment, Map<string, StackFile>] => {
  const output = outputOf([environment]);
  const stacks = [...output].filter(([file]) => file.endsWith("/cdk.tf.json"));
  return [environment.name, environment, new Map(stacks.map(([file, text]) => [file, JSON.parse(text)]))];
});

test("an environment with long names and much of everything is among those that are measured", () => {
  expect(wide.problems.map(formatProblem)).toEqual([]);
});

describe.each(all)("%s", (_, environment, stacks) => {
  test.each(Object.entries(limits))("every %s is within AWS's limit", (_kind, [argument, limit, size]) => {
    const [type = "", key = ""] = argument.split(".");
    const sizes: [string, number][] = [];
    for (const [path, file] of stacks) {
      for (const [name, config] of Object.entries(file.resource?.[type] ?? {})) {
        const text = config[key];
        if (typeof text === "string") sizes.push([`${path} ${name}`, size(filledIn(text, file, environment))]);
      }
    }
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.filter(([, length]) => length > limit)).toEqual([]);
  });

  test("what loading takes for a policy's length is its length", () => {
    const found = environment.teams.flatMap((team) =>
      growingPolicies(team, environment).map(({ resource: [type, name, argument], size }) => {
        const stack = [studioStackName(environment, team), bucketsStackName(environment, team)]
          .map((each) => stacks.get(`stacks/${each}/cdk.tf.json`))
          .find(
            (file) => file?.resource?.[type]?.[name] && !(type === "aws_kms_key" && file.resource["aws_vpc_endpoint"]),
          );
        const text = stack?.resource?.[type]?.[name]?.[argument];
        return [name, size(environment, team), stack && bytes(filledIn(String(text), stack, environment))];
      }),
    );
    expect(found.length).toBeGreaterThan(4);
    expect(found.filter(([, taken, actual]) => taken !== actual)).toEqual([]);
  });

  test("a role has no more managed policies than AWS attaches", () => {
    for (const file of stacks.values()) {
      const attachments = Object.values(file.resource?.["aws_iam_role_policy_attachment"] ?? {});
      const roles = attachments.map(({ role }) => role);
      for (const role of new Set(roles))
        expect(roles.filter((each) => each === role).length).toBeLessThanOrEqual(attachedToOneRole);
    }
  });
});
