/** Reading the layers of images. */
import { awsBuckets } from "../../../config/tables/aws-buckets";
import { administrator, open } from "../../decide";
import type { Facts, TeamFacts } from "../../facts/facts";
import { addressesOf, type Need, networkKeys } from "./needs";

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
