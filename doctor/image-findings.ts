/** Images that somebody attached to a domain or a profile, and that the team's file does not declare: which, and what starts with them. */
import type { Difference } from "./compare";
import type { StackJson } from "./declared";
import { type Block, isBlock, type Json } from "./model";

const attaching = /(?:^|\.)CustomImages$/;

/** Whether the difference is that AWS has images which are not declared. */
export const attachesImages = (difference: Difference): boolean => addedTo(difference).length > 0;

/** Sentences, one for each image or version that is attached and not declared. */
export function meansOfImages(difference: Difference, { resource }: StackJson): string {
  const own = new Set(Object.values(resource["aws_sagemaker_image"] ?? {}).map((image) => image["image_name"]));
  return addedTo(difference)
    .map(({ ImageName: name, ImageVersionNumber: version, AppImageConfigName: config }) => {
      const what =
        version === undefined ? `The latest version of image ${name}` : `Version ${version} of image ${name}`;
      const attached = `${what} is attached, with ${config}`;
      return own.has(name)
        ? `${attached}; no digest of the team's file declares it, and people can start it with the team's role and data.`
        : `${attached}; it is not the team's. The team's role is denied to start it (DenyForeignImages): only somebody with rights beside the role can, and then it runs with the team's role and data.`;
    })
    .join(" ");
}

function addedTo({ member, declared, found }: Difference): Block[] {
  if (!attaching.test(member)) return [];
  const known = new Set(listed(declared).map(keyOf));
  return listed(found).filter((image) => !known.has(keyOf(image)));
}

const listed = (value: Json | undefined): Block[] => (Array.isArray(value) ? value.filter(isBlock) : []);

const keyOf = ({ ImageName: name, ImageVersionNumber: version, AppImageConfigName: config }: Block): string =>
  JSON.stringify([name, version, config]);
