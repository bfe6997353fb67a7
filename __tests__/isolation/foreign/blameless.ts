/** A stack of another team that harms nobody: what others are edited from. */
import type { Loose } from "../stacks";

export const studioAccount = "111111111111";
export const dataAccount = "222222222222";
export const elsewhere = "999999999999";

/** A stack of another team, in an account that no environment uses: it names only what it makes itself. */
export const blameless = (): Loose => ({
  "//": { metadata: { backend: "local", stackName: "platform", version: "0.21.0" } },
  terraform: {
    required_version: ">= 1.5",
    required_providers: { aws: { source: "hashicorp/aws", version: "6.25.0" } },
    backend: { local: { path: "/somewhere/terraform.platform.tfstate" } },
  },
  provider: {
    aws: [{ region: "eu-central-1", allowed_account_ids: [elsewhere], default_tags: [{ tags: { a: "b" } }] }],
  },
  data: {
    aws_caller_identity: { me: {} },
    aws_iam_policy_document: { queue: { statement: [{ actions: ["sqs:*"] }] } },
  },
  resource: {
    aws_s3_bucket: { site: { "//": { metadata: { path: "platform/site" } }, bucket: "platform-site" } },
    aws_s3_bucket_policy: {
      site: {
        bucket: "${aws_s3_bucket.site.id}",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { AWS: "arn:aws:iam::${data.aws_caller_identity.me.account_id}:root" },
              Action: "s3:*",
              Resource: ["${aws_s3_bucket.site.arn}", "${aws_s3_bucket.site.arn}/*"],
            },
          ],
        }),
      },
    },
    aws_sqs_queue: { jobs: { name: "jobs", policy: "${data.aws_iam_policy_document.queue.json}" } },
    aws_sqs_queue_policy: {
      jobs: { queue_url: "${aws_sqs_queue.jobs.id}", policy: '{"Statement":[{"Resource":"*"}]}' },
    },
  },
  output: { queue: { value: "${aws_sqs_queue.jobs.arn}" } },
});
