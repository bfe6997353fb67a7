/** Denials for requests that come from none of the given networks. */
import type { Statement } from "./document";

export interface Inside {
  /** Ranges as AWS sees them on the internet (aws:SourceIp). */
  readonly publicCidrs: readonly string[];
  /** The VPC whose endpoints serve the private ranges, vpc-... */
  readonly vpcId: string;
  /** Ranges that reach the VPC's endpoints (aws:VpcSourceIp). */
  readonly privateCidrs: readonly string[];
}

/**
 * Denies unless the request comes from a public range, or from a private one through the VPC. "Not (A or (B and C))" takes
 * two statements. Through an interface endpoint aws:SourceIp is absent, over the internet the other two are, and a negated
 * operator holds for an absent key.
 * Source: docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (network properties)
 */
export function denyOutside(
  deny: Pick<Extract<Statement, { Action: unknown; Resource: unknown }>, "Sid" | "Action" | "Resource">,
  { publicCidrs, vpcId, privateCidrs }: Inside,
): Statement[] {
  const { Sid, Action, Resource } = deny;
  const notPublic = publicCidrs.length > 0 ? { "aws:SourceIp": publicCidrs } : undefined;
  if (privateCidrs.length === 0) {
    const condition = notPublic && { Condition: { NotIpAddress: notPublic } };
    return [{ Sid, Effect: "Deny", Action, Resource, ...condition }];
  }
  return [
    {
      Sid: `${Sid}OutsideVpc`,
      Effect: "Deny",
      Action,
      Resource,
      Condition: { StringNotEquals: { "aws:SourceVpc": vpcId }, ...(notPublic && { NotIpAddress: notPublic }) },
    },
    {
      Sid: `${Sid}OutsideRanges`,
      Effect: "Deny",
      Action,
      Resource,
      Condition: { NotIpAddress: { ...notPublic, "aws:VpcSourceIp": privateCidrs } },
    },
  ];
}
