/** Ways out of the VPC, and from one person's app to another's, that no single resource shows. */
import { add, complaints, document } from "../complaints";
import { type Attack, editPolicy, type Loose, resource, shipped, statement } from "../stacks";
import { network, studio } from "./edits";

const open = document({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" });

const attacks: readonly (readonly [guarantee: string, what: string, attack: Attack, problem: RegExp])[] = [
  [
    "G4",
    "a rule group of elsewhere, asked first",
    (files) => {
      resource(files, network, "aws_route53_resolver_firewall_rule_group_association").priority = 300;
      add(files, network, "aws_route53_resolver_firewall_rule_group_association", "first", {
        name: "first",
        firewall_rule_group_id: "rslvr-frg-0123456789abcdef",
        vpc_id: "${aws_vpc.vpc.id}",
        priority: 200,
      });
    },
    /rslvr-frg-0123456789abcdef/,
  ],
  [
    "G4",
    "a list of allowed names of elsewhere",
    (files) =>
      add(files, network, "aws_route53_resolver_firewall_rule", "first", {
        name: "first",
        action: "ALLOW",
        priority: 50,
        firewall_rule_group_id: "${aws_route53_resolver_firewall_rule_group.dns-firewall_rules.id}",
        firewall_domain_list_id: "rslvr-fdl-0123456789abcdef",
      }),
    /a list or a group of rules that is not among the stacks/,
  ],
  [
    "G4",
    "a rule group for a VPC that is named by hand, which may be this one",
    (files) => {
      add(files, network, "aws_route53_resolver_firewall_rule_group", "open", { name: "open" });
      add(files, network, "aws_route53_resolver_firewall_rule", "open", {
        name: "open",
        action: "ALLOW",
        priority: 1,
        firewall_rule_group_id: "${aws_route53_resolver_firewall_rule_group.open.id}",
        firewall_domain_list_id: "${aws_route53_resolver_firewall_domain_list.dns-firewall_every-name.id}",
      });
      resource(files, network, "aws_route53_resolver_firewall_rule_group_association").priority = 300;
      add(files, network, "aws_route53_resolver_firewall_rule_group_association", "open", {
        name: "open",
        firewall_rule_group_id: "${aws_route53_resolver_firewall_rule_group.open.id}",
        vpc_id: "vpc-0123456789abcdef0",
        priority: 200,
      });
    },
    /vpc-0123456789abcdef0/,
  ],
  [
    "G4",
    "failing open for a VPC that is named by hand",
    (files) =>
      add(files, network, "aws_route53_resolver_firewall_config", "more", {
        resource_id: "vpc-0123456789abcdef0",
        firewall_fail_open: "ENABLED",
      }),
    /impaired/,
  ],
  [
    "G3",
    "a gateway endpoint that is no team's, on a route table that is named by hand",
    (files) =>
      add(files, network, "aws_vpc_endpoint", "dynamodb", {
        vpc_id: "${aws_vpc.vpc.id}",
        vpc_endpoint_type: "Gateway",
        service_name: "com.amazonaws.eu-west-1.dynamodb",
        route_table_ids: ["rtb-0123456789abcdef0"],
        policy: open,
      }),
    /no team's/,
  ],
  [
    "G3",
    "a second route table for a subnet",
    (files) => {
      const [first] = Object.keys(files.get(studio).resource.aws_subnet);
      add(files, studio, "aws_route_table", "other", { vpc_id: resource(files, studio, "aws_route_table").vpc_id });
      add(files, studio, "aws_route_table_association", "zz", {
        route_table_id: "${aws_route_table.other.id}",
        subnet_id: `\${aws_subnet.${first}.id}`,
      });
    },
    /does not reach S3 through/,
  ],
  [
    "G3",
    "table buckets of strangers, whose files lie behind S3's own door",
    (files) =>
      editPolicy(resource(files, studio, "aws_vpc_endpoint"), (policy) =>
        policy.Statement.push({ Sid: "Tables", Effect: "Allow", Principal: "*", Action: "s3tables:*", Resource: "*" }),
      ),
    /leaves fraud's network/,
  ],
  [
    "G3",
    "an endpoint policy that opens to the endpoint by a pattern of its id",
    (files) =>
      editPolicy(resource(files, studio, "aws_vpc_endpoint"), (policy) =>
        policy.Statement.push({
          Sid: "Here",
          Effect: "Allow",
          Principal: "*",
          Action: "s3:*",
          Resource: "*",
          Condition: { StringLike: { "aws:SourceVpce": "vpce-0*" } },
        }),
      ),
    /SourceVpce/,
  ],
  [
    "G6",
    "an interface endpoint that opens to the VPC by its id, written by hand",
    (files) =>
      editPolicy(resource(files, network, "aws_vpc_endpoint", "sagemaker-api"), (policy) =>
        policy.Statement.push({
          Sid: "Here",
          Effect: "Allow",
          Principal: "*",
          Action: "sagemaker:*",
          Resource: "*",
          Condition: { StringEquals: { "aws:SourceVpc": "vpc-0123456789abcdef0" } },
        }),
      ),
    /SourceVpc"/,
  ],
  [
    "G5",
    "endpoints behind a group that nobody here made",
    (files) => {
      resource(files, network, "aws_vpc_endpoint", "kms").security_group_ids = ["sg-0123456789abcdef0"];
    },
    /groups or subnets that are not the network's/,
  ],
  [
    "G7",
    "a person's app in the group of jobs, which everybody's jobs share",
    (files) => {
      resource(files, studio, "aws_sagemaker_user_profile").user_settings.security_groups = [
        "${aws_security_group.security-groups_jobs.id}",
      ];
    },
    /outside its team's subnets and groups/,
  ],
  [
    "G7",
    "a job in a person's group, where it reaches that person's app",
    (files) => {
      const group = resource(files, studio, "aws_sagemaker_user_profile").user_settings.security_groups[0];
      for (const policy of Object.values(files.get(studio).resource.aws_iam_policy) as Loose[]) {
        policy.policy = policy.policy.replaceAll("${aws_security_group.security-groups_jobs.id}", group);
      }
    },
    /outside its team's subnets and groups/,
  ],
  [
    "G10",
    "names that resolve only where they are no alias",
    (files) => {
      delete resource(files, network, "aws_route53_resolver_firewall_rule", "allow").firewall_domain_redirection_action;
    },
    /s3\.eu-west-1\.amazonaws\.com does not resolve where it is an alias/,
  ],
  [
    "G10",
    "names of which another type of query alone is allowed",
    (files) => {
      resource(files, network, "aws_route53_resolver_firewall_rule", "allow").q_type = "TXT";
    },
    /s3\.eu-west-1\.amazonaws\.com does not resolve$/m,
  ],
];

test.each(attacks)("%s refuses %s", async (guarantee, _, attack, problem) => {
  expect(await complaints(shipped("staging"), attack, { guarantees: [guarantee] })).toMatch(problem);
});

test("G11 refuses a denial that spares the VPC by a pattern of its id", async () => {
  const attack: Attack = (files) =>
    editPolicy(resource(files, studio, "aws_iam_policy", "_walls"), (policy) => {
      statement(policy, "DenyReadingBackOutsideRanges").Condition.StringNotLike = { "aws:SourceVpc": "vpc-0*" };
    });
  expect(await complaints(shipped("staging"), attack, { guarantees: ["G11"] })).toMatch(/aws:SourceVpc/i);
});

test("G10 refuses an endpoint in no subnet, one beside those that Studio needs too", async () => {
  const attack: Attack = (files) => {
    delete resource(files, "prod-networking", "aws_vpc_endpoint", "endpoints_glue").subnet_ids;
  };
  expect(await complaints(shipped("prod"), attack, { guarantees: ["G10"] })).toMatch(/does not reach \S+\.glue$/m);
});
