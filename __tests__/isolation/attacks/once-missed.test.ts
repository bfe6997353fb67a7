/** Edits that the proof once let pass; mutation found them, and a guarantee now names each. */
import { type Attack, argument, policyOf, proveEdited, resource, shipped, statement } from "../stacks";

const net = "dev-networking";
const studio = "dev-studio-research";
const data = "dev-buckets-research";
const dropped =
  (stack: string, type: string, name: string): Attack =>
  (files) => {
    const named = files.get(stack).resource[type];
    delete named[Object.keys(named).find((each) => each.endsWith(name)) ?? ""];
  };
const once: readonly (readonly [guarantee: string, what: string, attack: Attack])[] = [
  [
    "G1",
    "lets the bucket of access logs have public policies",
    argument(data, "aws_s3_bucket_public_access_block", "access-logs_public-access-block", {
      block_public_policy: false,
    }),
  ],
  [
    "G1",
    "lets access logs be read without TLS",
    policyOf(data, "aws_s3_bucket_policy", "access-logs_policy", (document) => {
      statement(document, "DenyInsecureTransport").Condition.Bool["aws:SecureTransport"] = "true";
    }),
  ],
  ...["s3:ReplicateObject", "s3:ReplicateDelete"].map((action): (typeof once)[number] => [
    "G2",
    `lets anybody of the account forge access logs by ${action}`,
    policyOf(data, "aws_s3_bucket_policy", "access-logs_policy", (document) => {
      const denial = statement(document, "DenyWritesToOthers");
      denial.Action = denial.Action.filter((each: string) => each !== action);
    }),
  ]),
  [
    "G2",
    "lets SageMaker of any region become the role",
    policyOf(
      studio,
      "aws_iam_role",
      "execution-role",
      (document) => {
        document.Statement[0].Condition.ArnLike["aws:SourceArn"] = "*";
      },
      "assume_role_policy",
    ),
  ],
  [
    "G2",
    "lets the role write to any bucket",
    policyOf(studio, "aws_iam_policy", "policies_data", (document) => {
      statement(document, "OwnObjects").Resource = "*";
    }),
  ],
  [
    "G2",
    "lets the role look at every key of the data account",
    policyOf(studio, "aws_iam_policy", "policies_data", (document) => {
      delete statement(document, "FindDataKey").Condition;
    }),
  ],
  [
    "G2",
    "lets the role of flow logs write any log",
    policyOf(net, "aws_iam_role_policy", "flow-logs_role-policy", (document) => {
      document.Statement[0].Resource = "*";
    }),
  ],
  [
    "G7",
    "lets an endpoint's configuration name another group",
    policyOf(studio, "aws_iam_policy", "policies_compute-walls", (document) => {
      const walls = statement(document, "DenyOtherGroups").Condition["ForAnyValue:StringNotEquals"];
      walls["sagemaker:VpcSecurityGroupIds"] = [walls["sagemaker:VpcSecurityGroupIds"], "sg-0123456789"].flat();
    }),
  ],
  ["G4", "gives up the empty default security group", dropped(net, "aws_default_security_group", "")],
  ["G4", "gives up the empty main route table", dropped(net, "aws_default_route_table", "")],
  ["G4", "leaves a subnet to the main route table", dropped(net, "aws_route_table_association", "euc1-az1-routes")],
  [
    "G5",
    "gives an endpoint a group from elsewhere",
    argument(net, "aws_vpc_endpoint", "endpoints_sts", { security_group_ids: ["sg-0123456789abcdef0"] }),
  ],
  [
    "G6",
    "lets strangers' credentials call STS from inside",
    policyOf(net, "aws_vpc_endpoint", "endpoints_sts", (document) => {
      delete document.Statement[0].Condition;
    }),
  ],
  [
    "G8",
    "lets the logs service use the key for other log groups",
    policyOf(net, "aws_kms_key", "flow-logs_key", (document) => {
      statement(document, "LogGroupUsesKey").Condition.ArnEquals["kms:EncryptionContext:aws:logs:arn"] += "-of-others";
    }),
  ],
  [
    "G10",
    "closes the endpoints to the team",
    dropped(net, "aws_vpc_security_group_ingress_rule", "endpoints_from-studio"),
  ],
  ["G10", "keeps jobs from S3", dropped(studio, "aws_vpc_security_group_egress_rule", "jobs_to-s3")],
  [
    "G10",
    "keeps the name of the logs service from resolving",
    (files) => {
      const list = resource(files, net, "aws_route53_resolver_firewall_domain_list", "allowed-names");
      list.domains = list.domains.filter((name: string) => !name.startsWith("logs."));
    },
  ],
];

test("G3 fails when somebody lets strangers' credentials read the declared buckets of AWS", async () => {
  const [verdict] = await proveEdited(
    shipped("prod"),
    policyOf("prod-studio-fraud", "aws_vpc_endpoint", "s3-endpoint", (document) => {
      delete statement(document, "ReadDeclaredAwsBuckets").Condition;
    }),
    { guarantees: ["G3"] },
  );
  expect(verdict?.outcome).toBe("violated");
});

test.each(once)("%s fails when somebody %s", async (guarantee, _, attack) => {
  const [verdict] = await proveEdited(shipped("dev"), attack, { guarantees: [guarantee] });
  expect(verdict?.undecided).toEqual([]);
  expect(verdict?.outcome).toBe("violated");
});

test.each<[string, Attack, string]>([
  [
    "a rule that names an unknown list of domains",
    argument(net, "aws_route53_resolver_firewall_rule", "dns-firewall_allow", {
      firewall_domain_list_id: "rslvr-fdl-0",
    }),
    "not among the stacks",
  ],
  [
    "a key's policy of an unknown version",
    policyOf(net, "aws_kms_key", "flow-logs_key", (document) => {
      document.Version = "2030-01-01";
    }),
    "neither 2012-10-17 nor 2008-10-17",
  ],
  [
    "a subnet without a range",
    argument(net, "aws_subnet", "endpoint-subnets_euc1-az1", { cidr_block: "all of them" }),
    "is no address range",
  ],
  [
    "a group's rule for an unknown protocol",
    argument(studio, "aws_vpc_security_group_ingress_rule", "jobs_from-itself", { ip_protocol: "-1x" }),
    "is no protocol",
  ],
])("%s is not understood, and said so", async (_, attack, problem) => {
  const said = await proveEdited(shipped("dev"), attack).then(
    (verdicts) => verdicts.flatMap(({ undecided }) => undecided).join("\n"),
    (error) => String(error),
  );
  expect(said).toContain(problem);
});
