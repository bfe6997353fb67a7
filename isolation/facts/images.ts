/** The images that a team's apps may start with: AWS's own, and those that the team's stack makes. */
import { awsImageAccounts, defaultStudioImageArn } from "../../config/tables/ecr-registries";
import type { Facts, TeamFacts } from "./facts";

type Place = Pick<Facts, "partition" | "region">;

/** An account of nobody in particular, where AWS documents none. */
const somebody = "9".repeat(12);

/** ARN of an image that AWS offers in Studio. */
const ofAws = ({ partition, region }: Place, processor: "cpu" | "gpu"): string =>
  defaultStudioImageArn(region, processor) ??
  `arn:${partition}:sagemaker:${region}:${somebody}:image/sagemaker-distribution-${processor}`;

/** ARN of a version of an image, by the image's. */
export const versionOf = (image: string, version: number | string): string =>
  `${image.replace(":image/", ":image-version/")}/${version}`;

/** ARNs of images with which Studio starts apps where the team chooses none of its own. */
export const studioImages = (place: Place): readonly string[] => [ofAws(place, "cpu"), ofAws(place, "gpu")];

/** Whether AWS's images in the region are known by their names alone: AWS documents no account for it. */
export const areKnownByName = ({ region }: Pick<Facts, "region">): boolean =>
  defaultStudioImageArn(region) === undefined;

/** ARNs of the team's own images. */
export const ownImages = ({ studio }: Pick<TeamFacts, "studio">): readonly string[] =>
  studio.resources("aws_sagemaker_image").map(({ arn }) => arn);

/** Patterns of the ARNs of all images that the team's apps may start with, and of their versions. */
export function acceptedImages(facts: Place, team: Pick<TeamFacts, "studio">) {
  const { partition, region } = facts;
  const start = `arn:${partition}:sagemaker:${region}`;
  const foreign = [
    ...awsImageAccounts(region).map((account) => `${start}:${account}:image/*`),
    ...(areKnownByName(facts) ? [`${start}:*:image/sagemaker-distribution-*`] : []),
  ];
  const own = ownImages(team);
  return {
    images: [...foreign, ...own],
    versions: [
      ...foreign.map((pattern) => pattern.replace(":image/", ":image-version/")),
      ...own.map((image) => versionOf(image, "*")),
    ],
  };
}

/** Accounts and repositories may be names of anything; a digest names one image for good. */
const reference = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([a-z0-9._/-]+)@(sha256:[0-9a-f]{64})$/;

export interface BaseImage {
  readonly account: string;
  readonly region: string;
  readonly repository: string;
  readonly digest: string;
}

/** What an image's version is made of; undefined where it is not one image of one repository for good. */
export function baseImageOf(text: string): BaseImage | undefined {
  const [, account, region, repository, digest] = reference.exec(text) ?? [];
  return account && region && repository && digest ? { account, region, repository, digest } : undefined;
}
