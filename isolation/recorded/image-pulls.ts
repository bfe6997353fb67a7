/** What SageMaker pulls with the role that a call names: images of registries that are neither AWS's nor the studio account's. */
import { awsImageAccounts } from "../../config/tables/ecr-registries";
import { regions } from "../../config/tables/regions";
import { everyUnder, texts } from "./parameters";
import type { RecordedCall } from "./recording";
import type { IamRequest } from "./requests-of-call";
import type { Place } from "./resources";

const members = ["Image", "ImageUri", "TrainingImage"];
const actions = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
const image = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)/;

const ofAws: ReadonlySet<string> = new Set(Object.keys(regions).flatMap(awsImageAccounts));

/**
 * G10 asks for AWS's images and for those of the studio account whatever was recorded.
 * Page: docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html (the execution role's permissions for each call)
 */
export function pulls({ service, operation, parameters }: RecordedCall, { partition, account }: Place): IamRequest[] {
  if (service !== "sagemaker" || !operation.startsWith("Create")) return [];
  const named = texts(
    members.flatMap((member) => everyUnder(parameters, [member])).filter((value) => typeof value === "string"),
    "an image",
  );
  return named.flatMap((uri) => {
    const [, owner, region, repository] = image.exec(uri) ?? [];
    if (owner === undefined || owner === account || ofAws.has(owner)) return [];
    const resource = `arn:${partition}:ecr:${region}:${owner}:repository/${repository}`;
    return actions.map((action): IamRequest => ({ sender: "platform", action, resource, context: {} }));
  });
}
