/** The team's own images: made in its stack of one container image each, and attached to nobody but its people, by its version. */
import type { Facts, TeamFacts } from "../../facts/facts";
import { type BaseImage, baseImageOf } from "../../facts/images";
import { imageRepositoriesOf } from "../../facts/registries";
import { placeOf, type Resource } from "../../model";
import { isBlock, type Json } from "../../model/json";
import type { Failure } from "../guarantee";

/** Arguments that attach an image to a domain or a profile. */
export const attaching = "custom_image";

export interface Attached {
  readonly image: string;
  readonly version: Json | undefined;
  readonly config: string;
}

const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** Every custom image in the value, however deep it stands. */
export function attachedIn(value: Json | undefined, name = ""): Attached[] {
  if (Array.isArray(value)) return value.flatMap((each) => attachedIn(each, name));
  if (!isBlock(value)) return [];
  if (name === attaching)
    return [
      {
        image: text(value["image_name"]),
        version: value["image_version_number"],
        config: text(value["app_image_config_name"]),
      },
    ];
  return Object.entries(value).flatMap(([key, each]) => attachedIn(each, key));
}

export function ofOwnImages(facts: Facts, { studio, domain, role }: TeamFacts): Failure[] {
  const images = new Set(studio.resources("aws_sagemaker_image").map(({ config }) => config.image_name));
  const configs = new Set(
    studio.resources("aws_sagemaker_app_image_config").map(({ config }) => config.app_image_config_name),
  );
  const versions = studio.resources("aws_sagemaker_image_version");
  const isOwn = ({ image, version, config }: Attached): boolean =>
    images.has(image) &&
    configs.has(config) &&
    versions.some(({ id, config: { image_name: of } }) => of === image && id === version);
  const holders: readonly Resource[] = [domain, ...studio.resources("aws_sagemaker_user_profile")];
  const foreign = holders.flatMap((holder) =>
    attachedIn(holder.config as Json)
      .filter((each) => !isOwn(each))
      .map(({ image, version, config }) => ({
        what: `apps start with a custom image that is not the team's own: ${image}, version ${version ?? "the latest"}, with ${config}`,
        where: placeOf(holder),
        change:
          "refer to an aws_sagemaker_image, one of its aws_sagemaker_image_version and an aws_sagemaker_app_image_config of the same stack",
      })),
  );
  const made = versions.flatMap((version): Failure[] => {
    const { image_name, base_image } = version.config;
    const where = placeOf(version);
    const base = baseImageOf(base_image);
    return [
      ...(images.has(image_name)
        ? []
        : [
            {
              what: `a version is added to ${image_name}, an image that the stack does not make`,
              where,
              change: "refer to an aws_sagemaker_image of the same stack",
            },
          ]),
      ...(base !== undefined && isOfKnownRegistry(facts, base)
        ? []
        : [
            {
              what: `an image of apps is made of ${base_image}, which is not for good one image of the studio account or of a declared registry`,
              where,
              change: `name a repository of account ${facts.account}, or one that imageRegistries declares, in ${facts.region}, and a digest: <account>.dkr.ecr.${facts.region}.amazonaws.com/<repository>@sha256:...`,
            },
          ]),
    ];
  });
  const roles = studio.resources("aws_sagemaker_image").flatMap((image): Failure[] => {
    const { role_arn } = image.config;
    const isKnown = role_arn !== role.arn && studio.resources("aws_iam_role").some(({ arn }) => arn === role_arn);
    return isKnown
      ? []
      : [
          {
            what: `SageMaker reads the images of ${image.config.image_name} with ${role_arn}, which is not a role of their own`,
            where: placeOf(image),
            change: "refer to an aws_iam_role of the same stack that is not the execution role",
          },
        ];
  });
  return [...foreign, ...made, ...roles];
}

function isOfKnownRegistry(facts: Facts, { account, region, repository }: BaseImage): boolean {
  const arn = `arn:${facts.partition}:ecr:${region}:${account}:repository/${repository}`;
  return (account === facts.account && region === facts.region) || imageRepositoriesOf(facts).includes(arn);
}
