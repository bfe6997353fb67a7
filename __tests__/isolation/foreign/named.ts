/** Strangers' stacks that work in one of dev's accounts, or name something of dev. */
import type { Loose } from "../stacks";
import { dataAccount, studioAccount } from "./blameless";

/** Names of one part of dev, with the words that tell it. */
export const named: readonly (readonly [
  what: string,
  edit: (stack: Loose) => void,
  touched: "studio" | "data",
  why: RegExp,
])[] = [
  [
    "works in Studio's account",
    (stack) => stack.provider.aws[0].allowed_account_ids.push(studioAccount),
    "studio",
    /works in account 111111111111, which is dev's/,
  ],
  [
    "works in the data account by a second provider",
    (stack) => stack.provider.aws.push({ alias: "data", region: "eu-central-1", allowed_account_ids: [dataAccount] }),
    "data",
    /works in account 222222222222, which is dev's/,
  ],
  [
    "names the data account in a policy",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.policy = `{"Statement":[{"Principal":{"AWS":"arn:aws:iam::${dataAccount}:root"}}]}`;
    },
    "data",
    /aws_sqs_queue\.jobs\.policy: .*names account 222222222222/,
  ],
  [
    "names the data account as a number",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.tags = { owner: Number(dataAccount) };
    },
    "data",
    /names account 222222222222/,
  ],
  [
    "names the account in the name of a member",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.tags = { [studioAccount]: "x" };
    },
    "studio",
    /names account 111111111111/,
  ],
  [
    "names the account within two documents",
    (stack) => {
      stack.output.more = { value: JSON.stringify({ inner: JSON.stringify({ deep: studioAccount }) }) };
    },
    "studio",
    /names account 111111111111/,
  ],
  [
    "names a bucket",
    (stack) => {
      stack.resource.aws_s3_bucket_policy.site.bucket = "enclave-dev-research-data-222222222222";
    },
    "data",
    /names (account 222222222222|enclave-dev-research-data)/,
  ],
  [
    "names a role in other letters",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.name = "ENCLAVE-dev-research-Execution";
    },
    "studio",
    /names enclave-dev-research-execution, which is dev's/,
  ],
  [
    "names a key by its alias",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.kms_master_key_id = "alias/enclave-dev-research-data";
    },
    "data",
    /names alias\/enclave-dev-research-data/,
  ],
  [
    "names buckets by a pattern",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.policy = '{"Resource":"arn:aws:s3:::enclave-dev-*"}';
    },
    "data",
    /names enclave-dev-research-\S+, which is dev's/,
  ],
  [
    "names buckets by a pattern of few letters in a row",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.policy = '{"Resource":"arn:aws:s3:::en*-??v-re*"}';
    },
    "data",
    /names enclave-dev-research-\S+, which is dev's/,
  ],
  [
    "names keys by a pattern of their aliases",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.policy = '{"Resource":"alias/enclave-dev-*"}';
    },
    "data",
    /names \S*enclave-dev-research-\S+, which is dev's/,
  ],
  [
    "names the data account by a pattern",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.policy = '{"StringLike":{"aws:PrincipalAccount":"22*"}}';
    },
    "data",
    /names account 222222222222/,
  ],
  [
    "names Studio's account by a pattern in an ARN",
    (stack) => {
      stack.resource.aws_sqs_queue.jobs.policy = '{"Resource":"arn:aws:iam::11111111111?:role/*"}';
    },
    "studio",
    /names account 111111111111/,
  ],
  [
    "names the domain",
    (stack) => {
      stack.output.more = { value: "enclave-dev-research" };
    },
    "studio",
    /names enclave-dev-research/,
  ],
  [
    "keeps its state where Studio keeps its own",
    (stack) => {
      stack.terraform.backend = { local: { path: "../../elsewhere/../state/dev-studio-research.tfstate" } };
    },
    "studio",
    /keeps or reads the state of dev-studio-research/,
  ],
];
