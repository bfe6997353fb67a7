/** Which images a team's apps start with, whatever else is attached to the role: AWS's, and the team's own. */
import { imageName, sagemakerArn } from "../../config/names";
import { studioImageArns } from "../../config/tables/ecr-registries";
import type { Condition, Statement } from "../document";
import type { ExecutionRoleContext } from "./context";

const ownNames = ({ environment, team }: Pick<ExecutionRoleContext, "environment" | "team">) =>
  team.images.map(({ name }) => imageName(environment, team, name));

const deny = (Sid: string, Condition: Condition): Statement => ({
  Sid,
  Effect: "Deny",
  Action: ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"],
  Resource: "*",
  Condition,
});

/**
 * An app starts with AWS's images and the team's own: an image runs with the role, and says what it does by itself. A request
 * without an image takes AWS's. Whether a request by a version's alias carries the version, no page says: both are asked.
 * Source: docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html (ImageArns, ImageVersionArns);
 * docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceSpec.html ("None" takes a space's version away)
 */
export function imageStatements({ environment, team }: ExecutionRoleContext): Statement[] {
  const { images, versions } = studioImageArns(environment.partition, environment.region);
  const own = ownNames({ environment, team });
  const notAmong = (key: string, arns: readonly string[]) => ({ "ForAnyValue:StringNotLike": { [key]: arns } });
  return [
    deny(
      "DenyForeignImages",
      notAmong("sagemaker:ImageArns", [images, ...own.map((name) => sagemakerArn(environment, `image/${name}`))]),
    ),
    deny(
      "DenyForeignVersions",
      notAmong("sagemaker:ImageVersionArns", [
        versions,
        "None",
        ...own.map((name) => sagemakerArn(environment, `image-version/${name}/*`)),
      ]),
    ),
  ];
}

/**
 * People see the team's own images, and which versions there are. AWS's accelerator lets Studio's role describe images; which
 * of these calls Studio's pages make, no page says.
 * Source: github.com/aws/modern-data-architecture-accelerator (the basic execution policy of its Studio domains)
 */
export function ownImageStatements(context: ExecutionRoleContext): Statement[] {
  const named = (type: string, versions = "") =>
    ownNames(context).map((name) => sagemakerArn(context.environment, `${type}/${name}${versions}`));
  if (context.team.images.length === 0) return [];
  return [
    {
      Sid: "SeeOwnImages",
      Effect: "Allow",
      Action: ["sagemaker:DescribeImage", "sagemaker:DescribeImageVersion", "sagemaker:ListImageVersions"],
      Resource: [...named("image"), ...named("image-version", "/*")],
    },
  ];
}
