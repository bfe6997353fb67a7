/** Reading the layers of images, and the team's own images. */
import { awsBuckets } from "../../../config/tables/aws-buckets";
import { administrator, open } from "../../decide";
import type { Facts, TeamFacts } from "../../facts/facts";
import { type BaseImage, baseImageOf } from "../../facts/images";
import { asRole, leftTo, policiesOf } from "../../facts/role-grants";
import type { Role } from "../../model";
import { addressesOf, arnIn, becomingFor, type Need, networkKeys } from "./needs";

/** Layers come from buckets of AWS, through URLs that AWS signs: the team's endpoint sees a stranger. */
export function ofLayers({ partition, region, vpcId }: Facts, team: TeamFacts): Need[] {
  const account = "9".repeat(12);
  return awsBuckets(region)
    .filter(({ always }) => always)
    .map(({ name, purpose }) => ({
      what: `read ${purpose}`,
      sender: "signed URL",
      request: {
        principal: { kind: "role", arn: `arn:${partition}:iam::${account}:role/signer-of-aws`, account },
        action: "s3:GetObject",
        resource: `arn:${partition}:s3:::${name}/layer`,
        resourceAccount: account,
        context: networkKeys(team, team.gateway.id, vpcId),
      },
      policies: { identity: [administrator], resource: open, endpoint: team.gateway.policy },
      from: addressesOf(team),
    }));
}

/**
 * SageMaker makes a version of an image with the image's role, and starts an app with the team's.
 * Pages: docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html (CreateImage API);
 * docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html (SageMaker Images)
 */
export function ofOwnImages(facts: Facts, { studio, role }: TeamFacts): Need[] {
  const images = studio.resources("aws_sagemaker_image");
  const readers = facts.roles.filter(({ arn }) => images.some(({ config }) => config.role_arn === arn));
  const bases = studio.resources("aws_sagemaker_image_version").flatMap(({ config }) => {
    const reader = readers.find(({ arn }) =>
      images.some((image) => image.config.image_name === config.image_name && image.config.role_arn === arn),
    );
    const base = baseImageOf(config.base_image);
    return base === undefined ? [] : [{ name: config.image_name, base, reader }];
  });
  const pulled = (as: Role, base: BaseImage, what: string): Need[] =>
    ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"].map((action) => ({
      what: `${what} (${action.slice("ecr:".length)})`,
      sender: "platform",
      request: {
        principal: asRole(as),
        action,
        resource: arnIn(facts, "ecr", `repository/${base.repository}`, base.account),
        resourceAccount: base.account,
        context: {},
      },
      // What the repository of another account says is not among the stacks.
      policies:
        base.account === facts.account ? policiesOf(as) : { ...policiesOf(as), resource: leftTo(facts.account) },
    }));
  return [
    ...bases.flatMap(({ name, base, reader }) => [
      ...pulled(role, base, `have SageMaker start apps with ${name}`),
      ...(reader ? pulled(reader, base, `have SageMaker make versions of ${name}`) : []),
    ]),
    ...readers.flatMap((reader) => becomes(facts, reader)),
  ];
}

const becomes = (facts: Facts, role: Role): Need[] =>
  ["image", "image-version"].map((word) =>
    becomingFor(arnIn(facts, "sagemaker", word), role, `have SageMaker become the role of its images, for ${word}`),
  );
