/** What AWS or Terraform would refuse in the middle of an apply is refused when the files are loaded; what they accept is accepted. */
import { loadEnvironment } from "../../config/load";
import { synthesizeOne } from "../support/environments";
import { edit, type Files, folderOf, problemLines, shippedFiles, warningLines } from "./folders";

const dev = shippedFiles("dev");
const inEnvironment = (from: string, to: string): Files => edit(dev, "environment.yaml", from, to);
const inTeam = (from: string, to: string): Files => edit(dev, "teams/research.yaml", from, to);

/** The Terraform JSON of every stack. */
function stacksOf(files: Files) {
  const { environment, problems } = loadEnvironment(folderOf(files));
  expect(problems).toEqual([]);
  if (!environment) throw new Error("no environment");
  return [...synthesizeOne(environment).stacks.values()];
}

describe("one availability zone is refused, for endpoints of models need subnets in two", () => {
  test.each(["[euc1-az1]", "[]"])("%s", (zones) => {
    expect(problemLines(inEnvironment("access:", `availabilityZoneIds: ${zones}\naccess:`))).toEqual([
      "dev/environment.yaml:10:22 availabilityZoneIds: has fewer than two zones, and SageMaker hosts nothing in one; name two zone ids, or leave the key out",
    ]);
  });
});

describe("two accounts of one id have one deployer", () => {
  const withRoles = (studio: string, data: string): Files => {
    const line = (indent: string, role: string) =>
      role && `\n${indent}deployerRole: arn:aws:iam::111111111111:role/${role}`;
    return edit(
      inEnvironment('"111111111111"', `"111111111111"${line("    ", studio)}`),
      "environment.yaml",
      '"222222222222"',
      `"111111111111"${line("      ", data)}`,
    );
  };
  const written = "studio-enclave-deployer";

  test.each([
    [written, ""],
    ["", written],
    [written, written],
    ["other", "other"],
  ])("%p for the studio account and %p for the data account are one", (studio, data) => {
    expect(problemLines(withRoles(studio, data))).toEqual([]);
  });

  test.each([
    ["other", ""],
    ["", "other"],
    [written, "other"],
  ])("%p for the studio account and %p for the data account are two", (studio, data) => {
    expect(problemLines(withRoles(studio, data))).toEqual([
      expect.stringMatching(/accounts\.data\.main(\.deployerRole)?: .*; write one role for account 111111111111$/),
    ]);
  });

  test("the default role is the region's partition's", () => {
    const files = edit(withRoles("", written), "environment.yaml", "eu-central-1", "us-gov-west-1");
    expect(problemLines(edit(files, "environment.yaml", "arn:aws:iam", "arn:aws-us-gov:iam"))).toEqual([]);
  });
});

describe("a permissions boundary", () => {
  const withBoundary = (value: string): Files => inEnvironment("access:", `permissionsBoundary: ${value}\naccess:`);
  const boundaries = (files: Files) =>
    new Set(
      stacksOf(files).flatMap(({ resource }) =>
        Object.values(resource?.["aws_iam_role"] ?? {}).map((role) => role["permissions_boundary"]),
      ),
    );

  test.each([
    ["platform", "arn:aws:iam::111111111111:policy/platform"],
    ["boundaries/team/platform", "arn:aws:iam::111111111111:policy/boundaries/team/platform"],
    ["arn:aws:iam::111111111111:policy/boundaries/platform", "arn:aws:iam::111111111111:policy/boundaries/platform"],
    ["arn:aws:iam::aws:policy/PowerUserAccess", "arn:aws:iam::aws:policy/PowerUserAccess"],
  ])("%s bounds every role as %s", (written, arn) => {
    expect(boundaries(withBoundary(written))).toEqual(new Set([arn]));
  });

  test.each([
    [
      "arn:aws:iam::222222222222:policy/platform",
      "is a policy of account 222222222222, and bounds roles of account 111111111111: IAM takes a policy of that account, or one of AWS's own; name one",
    ],
    [
      "arn:aws-cn:iam::111111111111:policy/platform",
      "is in partition aws-cn; write arn:aws:..., the partition of eu-central-1",
    ],
  ])("%s is refused", (written, message) => {
    expect(problemLines(withBoundary(written))).toEqual([`dev/environment.yaml:10:22 permissionsBoundary: ${message}`]);
  });
});

describe("tags whose keys an organization demands in capitals", () => {
  const withTags = (tags: string, files = dev): Files =>
    edit(files, "environment.yaml", "access:", `tags: {${tags}}\naccess:`);
  const tagsOf = (files: Files): Record<string, string>[] =>
    stacksOf(files).map((file) => {
      const { aws } = file["provider"] as { aws: [{ default_tags: [{ tags: Record<string, string> }] }] };
      return aws[0].default_tags[0].tags;
    });

  test("take the place of the blueprint's own, for IAM does not tell them apart", () => {
    for (const tags of tagsOf(withTags("Owner: ml, ENVIRONMENT: development, CostCenter: '4711'"))) {
      expect(tags).toMatchObject({ Owner: "ml", ENVIRONMENT: "development", CostCenter: "4711" });
      expect(Object.keys(tags)).not.toContain("owner");
      expect(Object.keys(tags)).not.toContain("environment");
      expect(tags).toHaveProperty("stack");
      const lower = Object.keys(tags).map((key) => key.toLowerCase());
      expect(new Set(lower).size).toBe(lower.length);
    }
  });

  test("a team's may do so in its own stacks", () => {
    const tags = tagsOf(inTeam("cidr:", "tags: {Team: Research and Development, Owner: ada}\ncidr:"));
    expect(tags.map(({ Team, team, Owner, owner }) => [Team, team, Owner, owner]).sort()).toEqual([
      [undefined, undefined, undefined, "platform"],
      ["Research and Development", undefined, "ada", undefined],
      ["Research and Development", undefined, "ada", undefined],
    ]);
  });

  test("beside them the owner key would have no effect, and is refused", () => {
    expect(problemLines(withTags("Owner: ml", inEnvironment("access:", "owner: platform\naccess:")))).toEqual([
      'dev/environment.yaml:10:8 owner: has no effect beside the tag "Owner", which takes its place; leave one of them out',
    ]);
  });

  test("commands find resources by the tag stack, which nothing replaces", () => {
    expect(problemLines(withTags("Stack: mine"))).toEqual([
      'dev/environment.yaml:10:8 tags.Stack: "Stack" is a tag that the blueprint sets itself, and finds resources by; leave it out',
    ]);
  });

  test.each([
    ["owner", "; write the owner key of environment.yaml, or another spelling (Owner)"],
    ["team", "; leave it out, or write another spelling (Team)"],
    ["environment", "; leave it out, or write another spelling (Environment)"],
  ])("the blueprint's own spelling of %s has the blueprint's value", (key, advice) => {
    expect(problemLines(withTags(`${key}: mine`))).toEqual([
      `dev/environment.yaml:10:8 tags.${key}: "${key}" is a tag that the blueprint sets itself${advice}`,
    ]);
  });

  test("a resource has 50 tags at most: four of the blueprint's, a name of its own, and the rest", () => {
    const many = (count: number) => withTags(Array.from({ length: count }, (_, index) => `tag${index}: x`).join(", "));
    expect(problemLines(many(45))).toEqual([]);
    expect(problemLines(edit(many(45), "teams/research.yaml", "cidr:", "tags: {one: x}\ncidr:"))).toEqual([
      "dev/teams/research.yaml:3:1 tags: makes 51 tags on a resource, 45 of them from the environment; AWS allows 50; leave out 1",
    ]);
    expect(problemLines(many(46))).toEqual([
      "dev/environment.yaml:10:1 tags: makes 51 tags on a resource; AWS allows 50; leave out 1",
    ]);
  });
});

describe("the region of state in S3", () => {
  const inRegion = (region: string): Files =>
    inEnvironment("access:", `state: {backend: s3, bucket: tf-state, region: ${region}}\naccess:`);
  type Settings = { region: string; skip_region_validation?: boolean };
  /** Of every backend, and of every remote state that another stack reads. */
  const settingsOf = (files: Files): Settings[] =>
    stacksOf(files).flatMap((file) => {
      const { backend } = file["terraform"] as { backend: { s3: Settings } };
      const read =
        (file["data"] as { terraform_remote_state?: Record<string, { config: Settings }> } | undefined) ?? {};
      return [backend.s3, ...Object.values(read.terraform_remote_state ?? {}).map(({ config }) => config)];
    });

  test.each(["ap-south-2", "ap-southeast-4"])("may be one without Studio: %s", (region) => {
    const settings = settingsOf(inRegion(region));
    expect(settings.map((each) => [each.region, each.skip_region_validation])).toEqual(
      Array.from({ length: 5 }, () => [region, undefined]),
    );
  });

  // `terraform init` (1.11.4): "Invalid region value".
  test.each(["ap-east-2", "ap-southeast-6"])(
    "may be one that the oldest supported Terraform does not know: %s",
    (region) => {
      expect(settingsOf(inRegion(region)).map((each) => each.skip_region_validation)).toEqual(
        Array.from({ length: 5 }, () => true),
      );
    },
  );

  test("may not be a slip", () => {
    expect(problemLines(inRegion("ap-south-3"))).toEqual([
      'dev/environment.yaml:10:48 state.region: "ap-south-3" is not a known region; did you mean ap-south-1?',
    ]);
  });
});

test.each(["publicCidrs: [203.0.113.0/24, 203.0.113.0/24]", "privateCidrs: [172.16.0.0/20, 172.16.0.0/20]"])(
  "one network of people twice is refused, for EC2 refuses a rule that is there already: %s",
  (networks) => {
    expect(problemLines(inEnvironment("publicCidrs: [203.0.113.0/24]", networks))).toEqual([
      expect.stringMatching(/access\.\w+Cidrs\[1\]: \S+ is given twice; write each range once$/),
    ]);
  },
);

test.each([30, 60, 400, 2557, 3653])("flow logs may be kept for %s days, as CloudWatch Logs may keep them", (days) => {
  expect(problemLines(inEnvironment("access:", `flowLogRetentionDays: ${days}\naccess:`))).toEqual([]);
});

test("a VPC whose range AWS's services use inside their machines is a warning", () => {
  const withVpc = (cidr: string): Files =>
    edit(
      inEnvironment("access:", `network: {vpcCidr: ${cidr}}\naccess:`),
      "teams/research.yaml",
      "10.0.128.0/22",
      "172.17.128.0/22",
    );
  expect(warningLines(withVpc("172.17.0.0/16"))).toEqual([
    "dev/environment.yaml:10:20 network.vpcCidr: 172.17.0.0/16 overlaps 172.17.0.0/16, which some AWS services use inside their machines, as Docker does; write another range",
  ]);
  expect(warningLines(withVpc("172.18.0.0/16"))).toEqual([]);
});
