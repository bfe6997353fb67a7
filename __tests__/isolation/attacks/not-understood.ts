/** What nobody here understands is never a proof of anything. */
import { add } from "../complaints";
import { argument, resource, statement } from "../stacks";
import { bucketPolicy, buckets, change, type Deed, network, studio } from "./edits";

export const riddles: readonly (readonly [...Deed, problem: RegExp])[] = [
  [
    "a resource type that may carry access",
    (files) => add(files, buckets, "aws_s3_access_point", "door", { bucket: "x", name: "door" }),
    /aws_s3_access_point/,
  ],
  ["a grant of a key", (files) => add(files, buckets, "aws_kms_grant", "grant", { key_id: "x" }), /aws_kms_grant/],
  [
    "an internet gateway",
    (files) => add(files, network, "aws_internet_gateway", "out", { vpc_id: "${aws_vpc.vpc.id}" }),
    /aws_internet_gateway/,
  ],
  [
    "flow logs of another VPC",
    (files) =>
      add(files, network, "aws_flow_log", "guest", {
        ...resource(files, network, "aws_flow_log"),
        vpc_id: "vpc-0123456789abcdef0",
      }),
    /is for vpc-0123456789abcdef0, which this stack does not make/,
  ],
  [
    "another VPC's default security group",
    (files) =>
      add(files, network, "aws_default_security_group", "guest", {
        vpc_id: "vpc-0123456789abcdef0",
        ingress: [],
        egress: [],
      }),
    /is for vpc-0123456789abcdef0, which this stack does not make/,
  ],
  [
    "another VPC's main route table",
    (files) =>
      add(files, network, "aws_default_route_table", "guest", {
        default_route_table_id: "rtb-0123456789abcdef0",
        route: [],
      }),
    /is for rtb-0123456789abcdef0, which this stack does not make/,
  ],
  [
    "an argument of a known type",
    argument(studio, "aws_subnet", "", { assign_ipv6_address_on_creation: true }),
    /assign_ipv6_address_on_creation/,
  ],
  [
    "changes that Terraform is told to ignore",
    argument(buckets, "aws_s3_bucket_policy", "", { lifecycle: { ignore_changes: ["policy"] } }),
    /ignore_changes/,
  ],
  [
    "a command that Terraform runs",
    argument(studio, "terraform_data", "", { provisioner: [{ "local-exec": { command: "true" } }] }),
    /provisioner/,
  ],
  [
    "a function in a template",
    argument(studio, "aws_subnet", "", { cidr_block: '${cidrsubnet("10.0.0.0/8", 8, 1)}' }),
    /plain reference/,
  ],
  [
    "a reference to nothing",
    argument(studio, "aws_vpc_endpoint", "", { vpc_id: "${aws_vpc.nowhere.id}" }),
    /refers to nothing/,
  ],
  [
    "a policy of elsewhere",
    argument(studio, "aws_iam_role_policy_attachment", "walls-attachment", {
      policy_arn: "arn:aws:iam::aws:policy/PowerUserAccess",
    }),
    /PowerUserAccess/,
  ],
  [
    "an operator that IAM does not have",
    bucketPolicy(change("DenyObjectsOutsideEndpoint", { Condition: { StringIsnt: { "aws:SourceVpce": "x" } } })),
    /StringIsnt/,
  ],
  [
    "a condition key that AWS does not have",
    bucketPolicy((document) => {
      statement(document, "DenyObjectsOutsideEndpoint").Condition.StringNotEquals = { "aws:SourceVpcEndpoint": "x" };
    }),
    /SourceVpcEndpoint/,
  ],
  [
    "access logs that go elsewhere",
    argument(buckets, "aws_s3_bucket_logging", "", { target_bucket: "somebody-elses-bucket" }),
    /somebody-elses-bucket/,
  ],
  [
    "a service that is misspelt in the question whether AWS offers it",
    (files) => {
      const asked = files.get(network).data.aws_vpc_endpoint_service["endpoints_offered_kms"];
      asked.service_name = "com.amazonaws.eu-west-1.kmss";
    },
    /asks about com\.amazonaws\.eu-west-1\.kmss, which is not a service of AWS that is known here/,
  ],
  [
    "a second provider",
    (files) => {
      files.get(buckets).provider.aws.push({ alias: "other", region: "eu-west-1" });
    },
    /provider/,
  ],
  [
    "a module",
    (files) => {
      files.get(buckets).module = { more: { source: "./more" } };
    },
    /module/,
  ],
  [
    "another stack's state",
    (files) => {
      files.get(buckets).data.terraform_remote_state.studio.config.key = "elsewhere.tfstate";
    },
    /elsewhere|reads|Studio/,
  ],
];
