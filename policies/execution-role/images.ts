/** Which images a team's apps start with, whatever else is attached to the role: AWS's, and the team's own. */
import { imageName, sagemakerArn } from "../../config/names";
import { studioImageArns } from "../../config/tables/ecr-registries";
import type { Condition, Statement } from "../document";
import type { ExecutionRoleContext } from "./context";

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
  const own = team.images.map(({ name }) => imageName(environment, team, name));
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
