/** What a reference will be, where the file alone says so: names, and the ARNs that follow from them. */
import { type Place, valueAt } from "../break";
import type { Reference } from "./references";

/** The account, partition and region that a stack's provider works in. */
export function whereOf({ provider }: Place["file"]) {
  const [aws = {}] = provider.aws;
  const [, partition] = String(valueAt(aws, ["assume_role", 0, "role_arn"])).split(":");
  return { account: String(valueAt(aws, ["allowed_account_ids", 0])), region: String(aws["region"]), partition };
}

/** Undefined for what AWS makes up (ids), and for what another stack left. */
export function literalOf(file: Place["file"], { to, attribute }: Reference): string | undefined {
  const [type = "", name = ""] = to.split(".");
  const body = file.resource[type]?.[name];
  if (!body) return undefined;
  const { account, region, partition } = whereOf(file);
  const arn = (service: string, where: string, resource: string) => `arn:${partition}:${service}:${where}:${resource}`;
  const path = String(body["path"] ?? "/");
  switch (`${type}.${attribute}`) {
    case "aws_iam_role.id":
    case "aws_iam_role.name":
    case "aws_cloudwatch_log_group.name":
      return String(body["name"]);
    case "aws_iam_role.arn":
      return arn("iam", `:${account}`, `role${path}${body["name"]}`);
    case "aws_iam_policy.arn":
      return arn("iam", `:${account}`, `policy${path}${body["name"]}`);
    case "aws_cloudwatch_log_group.arn":
      return arn("logs", `${region}:${account}`, `log-group:${body["name"]}`);
    case "aws_s3_bucket.id":
    case "aws_s3_bucket.bucket":
      return String(body["bucket"]);
    case "aws_s3_bucket.arn":
      return arn("s3", ":", String(body["bucket"]));
    case "aws_sagemaker_image.image_name":
      return String(body["image_name"]);
    case "aws_sagemaker_app_image_config.app_image_config_name":
      return String(body["app_image_config_name"]);
    case "aws_sagemaker_studio_lifecycle_config.arn":
      return arn(
        "sagemaker",
        `${region}:${account}`,
        `studio-lifecycle-config/${body["studio_lifecycle_config_name"]}`,
      );
    default:
      return undefined;
  }
}
