/** Strangers' stacks in which any name could hide. */
import { ModelError } from "../../../isolation/model";
import type { Loose } from "../stacks";

/** What could stand for any name: both parts are undecided. */
export const hidden: readonly (readonly [what: string, edit: (stack: Loose) => unknown, why: RegExp])[] = [
  [
    "is not JSON",
    () => new ModelError("stacks/platform/cdk.tf.json", "$", "cannot be read (is not JSON)"),
    /is not JSON/,
  ],
  [
    "has another provider",
    (stack) => {
      stack.provider.random = {};
    },
    /the provider random/,
  ],
  [
    "has a provider of another source under AWS's name",
    (stack) => {
      stack.terraform.required_providers.aws.source = "example/aws";
    },
    /the provider aws/,
  ],
  [
    "has required providers in a list",
    (stack) => {
      stack.terraform.required_providers = [{ aws: { source: "example/aws" } }];
    },
    /required_providers/,
  ],
  [
    "has no provider",
    (stack) => {
      delete stack.provider;
    },
    /no provider says/,
  ],
  [
    "does not say which account it works in",
    (stack) => {
      delete stack.provider.aws[0].allowed_account_ids;
    },
    /set allowed_account_ids/,
  ],
  [
    "says by a reference which account it works in",
    (stack) => {
      stack.provider.aws[0].allowed_account_ids = ["${var.account}"];
    },
    /allowed_account_ids/,
  ],
  [
    "asks an endpoint of its own which account it is in",
    (stack) => {
      stack.provider.aws[0].endpoints = [{ sts: "https://sts.example.com" }];
    },
    /endpoints/,
  ],
  [
    "has a module",
    (stack) => {
      stack.module = { more: { source: "./more" } };
    },
    /module/,
  ],
  [
    "has variables",
    (stack) => {
      stack.variable = { bucket: {} };
      stack.resource.aws_s3_bucket.site.bucket = "${var.bucket}";
    },
    /variable/,
  ],
  [
    "has locals",
    (stack) => {
      stack.locals = { a: "enclave-" };
    },
    /locals/,
  ],
  [
    "imports something",
    (stack) => {
      stack.import = [{ to: "aws_s3_bucket.site", id: "x" }];
    },
    /import/,
  ],
  [
    "looks a VPC up by its tags",
    (stack) => {
      stack.data.aws_vpc = { shared: { tags: { Name: "shared" } } };
    },
    /aws_vpc looks something up/,
  ],
  [
    "reads a state",
    (stack) => {
      stack.data.terraform_remote_state = { x: { backend: "local", config: { path: "x.tfstate" } } };
    },
    /reads a state that is no environment's/,
  ],
  [
    "runs a function",
    (stack) => {
      stack.resource.aws_s3_bucket.site.bucket = '${join("-", ["enclave", "dev"])}';
    },
    /not known here/,
  ],
  [
    "runs a directive",
    (stack) => {
      stack.resource.aws_s3_bucket.site.bucket = "%{ if true }enclave%{ endif }";
    },
    /template that is not followed/,
  ],
  [
    "puts a name together of what it makes",
    (stack) => {
      stack.resource.aws_s3_bucket_policy.site.bucket = "enclave-${aws_sqs_queue.jobs.name}";
    },
    /put together of pieces/,
  ],
  [
    "puts a name together in a policy",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.policy = '{"Resource":"arn:aws:s3:::enclave-${aws_sqs_queue.jobs.name}"}';
    },
    /put together of pieces/,
  ],
  [
    "puts a bucket's name together of nothing but names that it makes",
    (stack) => {
      stack.resource.aws_sqs_queue.a = { name: "enclave-dev-rese" };
      stack.resource.aws_sqs_queue.b = { name: "arch-data-22222" };
      stack.resource.aws_sqs_queue.c = { name: "2222222" };
      stack.resource.aws_s3_bucket_policy.site.bucket = ["a", "b", "c"]
        .map((name) => `\${aws_sqs_queue.${name}.name}`)
        .join("");
    },
    /put together of pieces/,
  ],
  [
    "puts an account together of names in a policy",
    (stack) => {
      stack.resource.aws_sqs_queue.half = { name: "222222" };
      const half = "${aws_sqs_queue.half.name}";
      stack.resource.aws_sqs_queue.jobs.policy = `{"Principal":{"AWS":"${half}${half}"}}`;
    },
    /put together of pieces/,
  ],
  [
    "makes a pattern of a name",
    (stack) => {
      stack.resource.aws_sqs_queue.start = { name: "2222" };
      stack.resource.aws_sqs_queue.jobs.policy = '{"aws:PrincipalAccount":"${aws_sqs_queue.start.name}*"}';
    },
    /put together of pieces/,
  ],
  [
    "refers to what is not there",
    (stack) => {
      stack.output.more = { value: "${aws_sqs_queue.other.arn}" };
    },
    /not known here/,
  ],
  [
    "reads what a resource answers",
    (stack) => {
      stack.output.more = { value: "${aws_sqs_queue.jobs.policy}" };
    },
    /not known here/,
  ],
  [
    "spells with escapes in a policy",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.policy = '{"Principal":"\\u0032\\u0032"}';
    },
    /escapes/,
  ],
  [
    "makes a stack set",
    (stack) => {
      stack.resource.aws_cloudformation_stack_set = { all: { name: "all" } };
    },
    /may reach other accounts/,
  ],
  [
    "makes a policy of the organization",
    (stack) => {
      stack.resource.aws_organizations_policy = { all: { name: "all", content: "{}" } };
    },
    /may reach other accounts/,
  ],
  [
    "runs a program",
    (stack) => {
      stack.resource.terraform_data = { run: { provisioner: [{ "local-exec": { command: "true" } }] } };
    },
    /provisioner/,
  ],
  [
    "runs a program in a list",
    (stack) => {
      stack.resource.terraform_data = { run: [{ provisioner: [{ "local-exec": { command: "true" } }] }] };
    },
    /no object/,
  ],
  [
    "makes as many as somebody says",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.for_each = ["a"];
    },
    /for_each/,
  ],
  [
    "has resources in a list",
    (stack) => {
      stack.resource = [stack.resource];
    },
    /no object/,
  ],
  [
    "names a VPC's id by hand",
    (stack) => {
      stack.resource.aws_subnet = { x: { vpc_id: "vpc-0123456789abcdef0" } };
    },
    /vpc-0123456789abcdef0, which may be dev's/,
  ],
  [
    "names a route table by hand",
    (stack) => {
      stack.resource.aws_route = { x: { route_table_id: "rtb-0123456789abcdef0" } };
    },
    /rtb-0123456789abcdef0/,
  ],
  [
    "names an endpoint by hand",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.policy = '{"Condition":"vpce-0123456789abcdef0"}';
    },
    /vpce-0123456789abcdef0/,
  ],
  [
    "names a key by hand",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.kms_master_key_id = "12345678-1234-1234-1234-123456789012";
    },
    /12345678-1234-1234-1234-123456789012/,
  ],
  [
    "names a role by its unique id",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.policy = '{"Principal":{"AWS":"AROADBQP57FF2AEXAMPLE"}}';
    },
    /AROADBQP57FF2AEXAMPLE, which may be dev's/,
  ],
  [
    "names an account by its canonical id",
    (stack) => {
      stack.output.more = { value: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be" };
    },
    /79a59df900b9\S+, which may be dev's/,
  ],
  [
    "names a domain by hand",
    (stack) => {
      stack.output.more = { value: "d-abcdefghijkl" };
    },
    /d-abcdefghijkl/,
  ],
  [
    "keeps its state in a way that is not known here",
    (stack) => {
      stack.terraform.backend = { http: { address: "https://state.example.com" } };
    },
    /may keep its state/,
  ],
  [
    "keeps its state as a list says",
    (stack) => {
      stack.terraform.backend = [{ local: { path: "a" } }];
    },
    /may keep its state/,
  ],
];
