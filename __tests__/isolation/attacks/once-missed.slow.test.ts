/** Edits that the proof once let pass; mutation found them, and a guarantee now names each. */
import { synthesizeOne } from "../../support/environments";
import { type Attack, argument, type Loose, policyOf, proveEdited, resource, shipped, statement } from "../stacks";

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

describe("buckets of others", () => {
  const endpoint = (edit: (document: Loose) => void) =>
    policyOf("prod-studio-fraud", "aws_vpc_endpoint", "s3-endpoint", edit);
  const role = (edit: (document: Loose) => void) => policyOf("prod-studio-fraud", "aws_iam_policy", "_data", edit);
  const pinned = "ReadDeclaredAwsBucketsOf123456789012";
  const unpin = (document: Loose) => {
    delete statement(document, pinned).Condition.StringEquals;
  };
  const moved = (document: Loose) => {
    statement(document, pinned).Condition.StringEquals["aws:ResourceAccount"] = "999999999999";
  };

  test.each<[guarantee: string, what: string, attack: Attack]>([
    ["G3", "does not ask through the endpoint whose bucket it is", endpoint(unpin)],
    ["G3", "lets another account's bucket of that name through the endpoint", endpoint(moved)],
    ["G2", "does not ask in the role's policies whose bucket it is", role(unpin)],
  ])("%s fails when somebody %s", async (guarantee, _, attack) => {
    const [verdict] = await proveEdited(shipped("prod"), attack, { guarantees: [guarantee] });
    expect([verdict?.outcome, verdict?.undecided]).toEqual(["violated", []]);
  });

  test("whose they are is told: AWS's by its table, others by their account, or that nobody checks", async () => {
    const prod = shipped("prod");
    const of = async (environment: typeof prod, attack?: Attack) => {
      const [verdict] = await proveEdited(environment, attack, { guarantees: ["G3"] });
      expect(verdict?.outcome).toBe("proved");
      return verdict?.exceptions.map(({ kind, of }) => `${kind}: ${of}`);
    };
    expect(await of(prod)).toEqual(
      expect.arrayContaining([
        "reading of buckets that AWS owns: jumpstart-cache-prod-eu-central-1",
        "reading of buckets of account 123456789012: example-reference-data",
      ]),
    );
    const unchecked = prod.environment.readOnlyBuckets.map(({ name }) => ({ name }));
    expect(await of(synthesizeOne({ ...prod.environment, readOnlyBuckets: unchecked }))).toContain(
      "reading of buckets that are declared without an account: nobody checks who owns them: example-reference-data",
    );
  });

  test("without a configuration an account of the environment is no stranger's", async () => {
    const attack = endpoint((document) => {
      statement(document, pinned).Condition.StringEquals["aws:ResourceAccount"] = "777777777777";
    });
    const options = { guarantees: ["G3"], withoutConfiguration: true };
    const [verdict] = await proveEdited(shipped("prod"), attack, options);
    expect(verdict?.outcome).toBe("violated");
    const [alone] = await proveEdited(shipped("prod"), () => {}, options);
    expect(alone?.exceptions).toContainEqual({
      kind: "reading of buckets of account 123456789012",
      of: "example-reference-data",
      team: "fraud",
    });
  });
});

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
