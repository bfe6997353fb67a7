/** G14: data that expires, is erased or is destroyed, and logs that stop. */
import { add } from "../complaints";
import { type Attack, argument, editPolicy, type Loose, resource } from "../stacks";
import {
  behindTheWalls,
  bucketPolicy,
  buckets,
  type Deed,
  dataKey,
  grant,
  network,
  rolePolicy,
  studio,
  studioKey,
  without,
} from "./edits";

const lifecycle = "aws_s3_bucket_lifecycle_configuration";
const versioning = "aws_s3_bucket_versioning";
const destroyable = { lifecycle: { prevent_destroy: false } };

const rules =
  (name: string, edit: (rules: Loose[]) => void): Attack =>
  (files) =>
    edit(resource(files, buckets, lifecycle, name).rule);

const removed =
  (stack: string, type: string, name = ""): Attack =>
  (files) => {
    const named = files.get(stack).resource[type];
    delete named[Object.keys(named).find((each) => each.endsWith(name)) ?? ""];
  };

/** The resource under another Terraform name, and everything that refers to it. */
const moved =
  (stack: string, type: string, from: string, to: string): Attack =>
  (files) => {
    const text = JSON.stringify(files.get(stack)).replaceAll(`${type}.${from}.`, `${type}.${to}.`);
    const file = JSON.parse(text);
    const { [from]: block, ...others } = file.resource[type];
    if (!block) throw new Error(`${stack} has no ${type}.${from}`);
    file.resource[type] = { ...others, [to]: block };
    (files as Map<string, Loose>).set(stack, file);
  };

const erase = { Action: "s3:DeleteObjectVersion", Resource: "arn:aws:s3:::enclave-staging-fraud-transactions-*/*" };

export const dataKept: readonly Deed[] = [
  [
    "deletes all objects after a day",
    rules("bucket-transactions_lifecycle", (list) =>
      list.push({ id: "all", status: "Enabled", filter: [{}], expiration: [{ days: 1 }] }),
    ),
  ],
  [
    "deletes what lies below a prefix",
    rules("bucket-transactions_lifecycle", (list) =>
      list.push({ id: "tmp", status: "Enabled", filter: [{ prefix: "tmp/" }], expiration: [{ days: 3650 }] }),
    ),
  ],
  [
    "deletes old versions after a day",
    rules("bucket-transactions_lifecycle", (list) => {
      list[0].noncurrent_version_expiration = [{ noncurrent_days: 1 }];
    }),
  ],
  [
    "deletes access logs after a day",
    rules("access-logs_lifecycle", (list) => {
      list[0].expiration = [{ days: 1 }];
    }),
  ],
  [
    "suspends versions, and destroys a bucket with what is in it",
    (files) => {
      argument(buckets, versioning, "bucket-transactions_versioning", {
        versioning_configuration: { status: "Suspended" },
      })(files);
      argument(buckets, "aws_s3_bucket", "bucket-transactions", { force_destroy: true, ...destroyable })(files);
    },
  ],
  [
    "suspends versions",
    argument(buckets, versioning, "bucket-transactions_versioning", {
      versioning_configuration: { status: "Suspended" },
    }),
  ],
  ["does without versions", removed(buckets, versioning, "bucket-transactions_versioning")],
  [
    "destroys a bucket with what is in it",
    argument(buckets, "aws_s3_bucket", "bucket-transactions", { force_destroy: true }),
  ],
  [
    "destroys access logs of a protected team",
    argument(buckets, "aws_s3_bucket", "access-logs", { force_destroy: true }),
  ],
  ...(["transactions", "features"] as const).map(
    (name): Deed => [
      `keeps the bucket ${name} at another address`,
      moved(buckets, "aws_s3_bucket", `bucket-${name}`, `${name}-bucket`),
    ],
  ),
  ["keeps the data key at another address", moved(buckets, "aws_kms_key", "key", "data-key")],
  ["keeps the studio key at another address", moved(studio, "aws_kms_key", "key", "studio-key")],
  ["keeps the domain at another address", moved(studio, "aws_sagemaker_domain", "domain", "studio")],
  [
    "keeps a profile at another address",
    (files) => {
      const [name = ""] = Object.keys(files.get(studio).resource.aws_sagemaker_user_profile);
      moved(studio, "aws_sagemaker_user_profile", name, `${name}-2`)(files);
    },
  ],
  [
    "keeps the log group at another address",
    moved(network, "aws_cloudwatch_log_group", "flow-logs_log-group", "log-group"),
  ],
  ["keeps the network at another address", moved(network, "aws_vpc", "vpc", "network")],
  [
    "keeps a subnet of the domain at another address",
    (files) => {
      const [name = ""] = Object.keys(files.get(studio).resource.aws_subnet);
      moved(studio, "aws_subnet", name, "subnets_first")(files);
    },
  ],
  [
    "keeps versions by a resource at another address, whose old one suspends them",
    moved(buckets, versioning, "bucket-transactions_versioning", "versioning"),
  ],
  [
    "renames a bucket",
    (files) => {
      const text = JSON.stringify(files.get(buckets));
      (files as Map<string, Loose>).set(
        buckets,
        JSON.parse(text.replaceAll("fraud-transactions-444444444444", "fraud-payments-444444444444")),
      );
    },
  ],
  ["renames the domain", argument(studio, "aws_sagemaker_domain", "", { domain_name: "enclave-staging-fraud-2" })],
  ["renames the log group", argument(network, "aws_cloudwatch_log_group", "", { name: "flow-logs" })],
  [
    "takes a user away",
    (files) => {
      const named = files.get(studio).resource.aws_sagemaker_user_profile;
      delete named[Object.keys(named)[0] ?? ""];
    },
  ],
  ["logs no access", removed(buckets, "aws_s3_bucket_logging", "bucket-transactions_logging")],
  [
    "keeps S3 from writing access logs",
    (files) =>
      editPolicy(resource(files, buckets, "aws_s3_bucket_policy", "access-logs_policy"), without("AllowAccessLogs")),
  ],
  ["logs no traffic", removed(network, "aws_flow_log")],
  ["logs refused traffic only", argument(network, "aws_flow_log", "", { traffic_type: "REJECT" })],
  ["keeps flow logs for a day", argument(network, "aws_cloudwatch_log_group", "", { retention_in_days: 1 })],
  [
    "writes flow logs to a second log group, and forgets what is in the first after a day",
    (files) => {
      const { resource: all } = files.get(network);
      const groups = all.aws_cloudwatch_log_group;
      const [first = ""] = Object.keys(groups);
      const { name } = groups[first];
      groups.second = { ...groups[first], name: `${name}-2` };
      groups[first] = { ...groups[first], retention_in_days: 1 };
      for (const type of ["aws_flow_log", "aws_iam_role_policy", "aws_kms_key"]) {
        const text = JSON.stringify(all[type])
          .replaceAll(`aws_cloudwatch_log_group.${first}.`, "aws_cloudwatch_log_group.second.")
          .replaceAll(`log-group:${name}`, `log-group:${name}-2`);
        all[type] = JSON.parse(text);
      }
    },
  ],
  ["takes the policy of the role of flow logs away", removed(network, "aws_iam_role_policy")],
  [
    "keeps VPC flow logs from the role",
    (files) =>
      editPolicy(
        resource(files, network, "aws_iam_role", "flow-logs_role"),
        (document) => {
          document.Statement[0].Principal = { Service: "ec2.amazonaws.com" };
        },
        "assume_role_policy",
      ),
  ],
  [
    "keeps CloudWatch Logs from the key of flow logs",
    (files) => editPolicy(resource(files, network, "aws_kms_key"), without("LogGroupUsesKey")),
  ],
  ["lets Terraform destroy the domain", argument(studio, "aws_sagemaker_domain", "", destroyable)],
  ["lets Terraform destroy a key", argument(buckets, "aws_kms_key", "", destroyable)],
  ["lets Terraform destroy a bucket", argument(buckets, "aws_s3_bucket", "access-logs", destroyable)],
  [
    "deletes home directories with the domain",
    argument(studio, "aws_sagemaker_domain", "", { retention_policy: { home_efs_file_system: "Delete" } }),
  ],
  [
    "shortens the days in which a key can be saved",
    argument(studio, "aws_kms_key", "", { deletion_window_in_days: 7 }),
  ],
  [
    "lets the account's administrators delete the data key",
    dataKey((document) => {
      document.Statement[0].Action.push("kms:ScheduleKeyDeletion");
    }),
  ],
  [
    "lets the role disable the studio key",
    studioKey((document) => {
      grant("Off", {
        Principal: { AWS: "arn:aws:iam::333333333333:root" },
        Action: "kms:DisableKey",
        Resource: "*",
      })(document);
    }),
  ],
  [
    "lets the role erase objects",
    (files) => {
      bucketPolicy(without("DenyErasing"))(files);
      bucketPolicy((document) => {
        document.Statement.find(({ Sid }: Loose) => Sid === "AllowTeam").Action.push("s3:DeleteObjectVersion");
      })(files);
      rolePolicy("data", grant("Erase", erase))(files);
    },
  ],
  [
    "lets the role delete domains",
    behindTheWalls(rolePolicy("studio", grant("Destroy", { Action: "sagemaker:DeleteDomain", Resource: "*" }))),
  ],
  [
    "makes the role of flow logs able to delete them",
    (files) =>
      editPolicy(
        resource(files, network, "aws_iam_role_policy"),
        grant("Destroy", { Action: "logs:DeleteLogGroup", Resource: "*" }),
      ),
  ],
  [
    "adds a bucket's twin at an address of its own",
    (files) =>
      add(files, buckets, "aws_s3_bucket", "archive", { bucket: "enclave-staging-fraud-archive-444444444444" }),
  ],
];
