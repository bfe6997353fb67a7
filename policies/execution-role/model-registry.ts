/** SageMaker's model registry (features.modelRegistry): the team sees and deploys versions of models that administrators register for it. It registers and approves none. */
import type { Statement } from "../document";
import type { ExecutionRoleContext } from "./context";
import { ownToManage } from "./separation";
import { deniedElsewhere } from "./walls";

/** They answer with what administrators wrote: files, images, metrics, model cards. */
const reading = [
  "sagemaker:BatchDescribeModelPackage",
  "sagemaker:DescribeModelPackage",
  "sagemaker:DescribeModelPackageGroup",
  "sagemaker:ListModelPackages",
] as const;

/**
 * A model that is made of a version runs as every model does: in the team's subnets, and it reads its files there. AWS asks
 * AccessModelPackage of whoever makes it; so versions of strangers, or of AWS Marketplace, cannot be deployed.
 * Which resource AWS asks of ListModelPackages no page says: where it is none, the list is refused.
 * Source: docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html (AccessModelPackage,
 * ListModelPackages); docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html
 */
export function modelRegistryStatements(context: ExecutionRoleContext): Statement[] {
  if (context.team.features.modelRegistry === undefined) return [];
  return [
    {
      Sid: "OwnModelVersions",
      Effect: "Allow",
      Action: ["sagemaker:AccessModelPackage", ...reading],
      ...ownToManage(context, "model-package", "model-package-group"),
    },
    ...deniedElsewhere(context, "DenyModelVersionsElsewhere", [...reading, "sagemaker:ListModelPackageGroups"]),
  ];
}
