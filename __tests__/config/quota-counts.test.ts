/** What quotas count is what the synthesized stacks make: a new policy, group or resource type cannot be forgotten. */
import fc from "fast-check";
import { quotaWarnings } from "../../config/quotas";
import { madeByStacks } from "../../config/resource-counts";
import type { Environment, Team } from "../../config/schema";
import { Deployment, type Resource } from "../support/deployment";
import { type Synthesized, synthesized, synthesizeOne } from "../support/environments";

/** Types that no quota counts, or whose number no configuration changes, and why. */
const uncounted: Readonly<Record<string, string>> = {
  aws_kms_key: "100,000 in a Region (docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html)",
  aws_kms_alias: "50 for each key, and each has one (same page)",
  aws_s3_bucket_lifecycle_configuration: "a part of the bucket",
  aws_s3_bucket_logging: "a part of the bucket",
  aws_s3_bucket_ownership_controls: "a part of the bucket",
  aws_s3_bucket_policy: "a part of the bucket",
  aws_s3_bucket_public_access_block: "a part of the bucket",
  aws_s3_bucket_server_side_encryption_configuration: "a part of the bucket",
  aws_s3_bucket_versioning: "a part of the bucket",
  aws_cloudwatch_log_group: "one for each VPC, whose quota is reached first",
  aws_flow_log: "one for each VPC, whose quota is reached first",
  aws_route53_resolver_firewall_config: "one for each VPC, whose quota is reached first",
  aws_route53_resolver_firewall_domain_list: "two for each VPC, whose quota is reached first",
  aws_route53_resolver_firewall_rule: "two for each VPC, whose quota is reached first",
  aws_route53_resolver_firewall_rule_group: "one for each VPC, whose quota is reached first",
  aws_route53_resolver_firewall_rule_group_association: "one for each VPC, whose quota is reached first",
  aws_route_table_association: "one for each subnet, whose quota is reached first",
  aws_iam_role_policy: "a part of the role",
  aws_iam_role_policy_attachment: "eight for each execution role, whatever is configured: see the test below",
  aws_sagemaker_studio_lifecycle_config: "three for each domain; AWS's page of quotas was not found to count them",
  aws_vpc_security_group_egress_rule: "three in a group at most, whatever is configured: see the test below",
  aws_athena_workgroup: "one for each domain at most, whose quota is reached first",
  aws_glue_catalog_database: "one for each domain at most, whose quota is reached first",
  aws_sagemaker_app_image_config: "one for each image; AWS's page of quotas was not looked up for it",
  aws_sagemaker_feature_group:
    "100 in an account (docs.aws.amazon.com/sagemaker/latest/dg/feature-store-quotas.html), those of notebooks among them; its code in Service Quotas was not found",
  aws_sagemaker_image: "of each team's own file; AWS's page of quotas was not looked up for it",
  aws_sagemaker_image_version: "one for each image and base image; AWS's page of quotas was not looked up for it",
  aws_sagemaker_mlflow_tracking_server: "one for each domain at most; AWS's page of quotas was not found to count them",
  aws_ssoadmin_application_assignment:
    "one for each user of a team with SSO; AWS's page of quotas was not looked up for it",
  terraform_data: "exists in Terraform's state alone",
};

/** The type as quotas know it: endpoints by their kind, rules by the group that they are in. */
function kindOf({ type, config }: Resource): string {
  if (type === "aws_vpc_endpoint") return `${type} ${config.vpc_endpoint_type}`;
  return type;
}

/** Account, then kind, then how many there are. */
function countedIn({ stacks }: Synthesized): Map<string, Map<string, number>> {
  const deployment = new Deployment(stacks);
  const found = new Map<string, Map<string, number>>();
  for (const stack of deployment.names) {
    const { account } = deployment.place(stack);
    const counts = found.get(account) ?? new Map<string, number>();
    found.set(account, counts);
    for (const resource of deployment.resources(stack)) {
      const kind = kindOf(resource);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  return found;
}

function rulesByGroup(resources: readonly Resource[]): number[] {
  const counts = new Map<string, number>();
  for (const { config } of resources)
    counts.set(config.security_group_id, (counts.get(config.security_group_id) ?? 0) + 1);
  return [...counts.values()];
}

/** In the busiest group of the environment. */
const mostRules = ({ stacks }: Synthesized, type: string): number => {
  const deployment = new Deployment(stacks);
  return Math.max(...deployment.names.flatMap((stack) => rulesByGroup(deployment.resources(stack, type))));
};

const rules = "aws_vpc_security_group_ingress_rule";

function expectCounted(made: Synthesized): void {
  const { environment } = made;
  const expected = madeByStacks(environment);
  for (const [account, counts] of countedIn(made)) {
    const known = expected.get(account) ?? new Map<string, number>();
    for (const [kind, count] of counts) {
      if (kind === rules || kind in uncounted) continue;
      expect([environment.name, account, kind, known.get(kind)]).toEqual([environment.name, account, kind, count]);
    }
    for (const [kind, count] of known) {
      if (kind === rules || count === 0) continue;
      expect([account, kind, counts.get(kind)]).toEqual([account, kind, count]);
    }
  }
  expect([...expected.keys()].sort()).toEqual([...countedIn(made).keys()].sort());
  expect(expected.get(environment.accounts.studio.id)?.get(rules)).toBe(mostRules(made, rules));
}

const fixed = [...synthesized("shipped"), ...synthesized("singleAccount")];
const [dev] = fixed.map(({ environment }) => environment).filter(({ name }) => name === "dev") as [Environment];
const [research] = dev.teams as unknown as [Team];

test.each(fixed.map((each) => [each.environment.name, each] as const))("%s makes as much as is counted", (_, made) =>
  expectCounted(made),
);

const account = (id: string) => ({ id, deployerRole: `arn:aws:iam::${id}:role/deployer` });
const data = { one: account("222222222222"), two: account("333333333333"), same: account(dev.accounts.studio.id) };
const team = fc.record({
  users: fc.integer({ min: 1, max: 4 }),
  buckets: fc.integer({ min: 1, max: 3 }),
  authMode: fc.constantFrom<Team["authMode"]>("IAM", "SSO"),
  account: fc.constantFrom<keyof typeof data>("one", "two", "same"),
});
const environments = fc
  .record({
    teams: fc.array(team, { maxLength: 4 }),
    zones: fc.integer({ min: 1, max: 3 }),
    extra: fc.subarray(["athena", "glue", "secretsmanager"]),
    privateCidrs: fc.subarray(["172.16.0.0/16", "192.168.0.0/24"]),
  })
  .map(
    ({ teams, zones, extra, privateCidrs }): Environment => ({
      ...dev,
      accounts: { ...dev.accounts, data },
      availabilityZoneIds: ["euc1-az1", "euc1-az2", "euc1-az3"].slice(0, zones),
      access: { ...dev.access, privateCidrs },
      network: { ...dev.network, extraInterfaceEndpoints: extra },
      teams: teams.map(
        (each, index): Team => ({
          ...research,
          name: `team${index}`,
          cidr: `10.0.${128 + 4 * index}.0/22`,
          authMode: each.authMode,
          users: Array.from({ length: each.users }, (_, user) => ({
            name: `user${user}`,
            ...(each.authMode === "SSO" && { ssoUser: `user${user}` }),
          })),
          buckets: Array.from({ length: each.buckets }, (_, bucket) => ({
            ...(research.buckets[0] as Team["buckets"][number]),
            name: `bucket${bucket}`,
          })),
          dataAccount: { ...data[each.account], name: each.account },
        }),
      ),
    }),
  );

test("every environment makes as much as is counted, whatever its teams, zones, users, accounts and networks are", () => {
  fc.assert(
    fc.property(environments, (environment) => expectCounted(synthesizeOne(environment))),
    { numRuns: 8, seed: 5 },
  );
});

test("every type of resource in the stacks is counted, or has a reason why it is not", () => {
  const kinds = new Set(fixed.flatMap((made) => [...countedIn(made).values()].flatMap((counts) => [...counts.keys()])));
  const counted = new Set(
    fixed.flatMap(({ environment }) => [...madeByStacks(environment).values()].flatMap((each) => [...each.keys()])),
  );
  expect([...kinds].filter((kind) => !counted.has(kind) && !(kind in uncounted))).toEqual([]);
  expect(Object.keys(uncounted).filter((kind) => !kinds.has(kind) || counted.has(kind))).toEqual([]);
});

/** docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: managed policies per role. */
const mostPoliciesOfARole = 10;
/** docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html: inbound or outbound rules per security group. */
const mostRulesOfAGroup = 60;

test("what no configuration changes is within AWS's default quotas: policies of a role, rules out of a group", () => {
  for (const made of fixed) {
    const deployment = new Deployment(made.stacks);
    for (const stack of deployment.names) {
      const roles = new Map<string, number>();
      for (const { config } of deployment.resources(stack, "aws_iam_role_policy_attachment"))
        roles.set(config.role, (roles.get(config.role) ?? 0) + 1);
      for (const count of roles.values()) expect(count).toBeLessThanOrEqual(mostPoliciesOfARole);
    }
    expect(mostRules(made, "aws_vpc_security_group_egress_rule")).toBeLessThanOrEqual(mostRulesOfAGroup);
  }
});

describe("the first number of teams that is warned of", () => {
  const teams = (count: number, authMode: Team["authMode"] = "IAM"): Environment => ({
    ...dev,
    teams: Array.from({ length: count }, (_, index) => ({ ...research, name: `t${index}`, authMode })),
  });
  const warns = (code: string) => (environment: Environment) =>
    quotaWarnings([environment]).find((warning) => warning.code === code)?.needed;

  test("of managed policies is 167 where people log in with IAM, nine for each, and 188 with SSO", () => {
    const policies = warns("L-E95E4862");
    expect([policies(teams(166)), policies(teams(167))]).toEqual([undefined, 1503]);
    expect([policies(teams(187, "SSO")), policies(teams(188, "SSO"))]).toEqual([undefined, 1504]);
  });

  test("of security groups counts the apps' group too", () => {
    // Of one user each: the user's, the apps', the jobs' and two that AWS makes; the endpoints' and the closed default.
    const groups = warns("L-E79EC296");
    expect([groups(teams(499)), groups(teams(500))]).toEqual([undefined, 2502]);
  });

  test("of rules in the endpoints' group is 60 private networks", () => {
    const networks = (count: number): Environment => ({
      ...dev,
      access: { ...dev.access, privateCidrs: Array.from({ length: count }, (_, index) => `172.16.${index}.0/24`) },
    });
    const rulesOf = warns("L-0EA8095F");
    expect([rulesOf(networks(59)), rulesOf(networks(60))]).toEqual([undefined, 61]);
  });
});

test("a quota of a whole account is asked for in the region that answers for it", () => {
  const many = (region: string, partition: Environment["partition"]): Environment => ({
    ...dev,
    region,
    partition,
    teams: Array.from({ length: 1001 }, (_, index) => ({ ...research, name: `t${index}` })),
  });
  const regionOf = (environment: Environment, code: string) =>
    quotaWarnings([environment]).find((warning) => warning.code === code)?.region;
  expect(regionOf(many("eu-central-1", "aws"), "L-FE177D64")).toBe("us-east-1");
  expect(regionOf(many("us-gov-east-1", "aws-us-gov"), "L-FE177D64")).toBe("us-gov-west-1");
  expect(regionOf(many("eu-central-1", "aws"), "L-1B52E74A")).toBe("eu-central-1");
});
