/** Conditions that hold exactly for requests from outside the environment's networks. */
import type { Environment } from "../config/schema";
import type { Condition, Statement } from "./document";
import { allOf } from "./document";

/**
 * Denials that bind whenever a request comes neither from the environment's VPC (any address, or only `privateCidrs`
 * where people are meant) nor from its allowed public ranges. Several statements, because "not (A or (B and C))" takes two.
 * Through an interface endpoint aws:SourceIp is absent, and a negated operator holds for an absent key.
 * Source: docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (network properties)
 */
export function denyOutside(
  deny: Pick<Extract<Statement, { Action: unknown; Resource: unknown }>, "Sid" | "Action" | "Resource">,
  access: Environment["access"],
  vpcId: string,
  inside: "whole VPC" | "private ranges",
): Statement[] {
  const notPublic: Condition =
    access.publicCidrs.length > 0 ? { NotIpAddress: { "aws:SourceIp": access.publicCidrs } } : {};
  const notVpc: Condition = { StringNotEquals: { "aws:SourceVpc": vpcId } };
  const notPrivate: Condition = { NotIpAddress: { "aws:VpcSourceIp": access.privateCidrs } };
  const { Sid, Action, Resource } = deny;
  if (inside === "private ranges" && access.privateCidrs.length === 0) {
    return [{ Sid, Effect: "Deny", Action, Resource, ...(access.publicCidrs.length > 0 && { Condition: notPublic }) }];
  }
  const outsideVpc: Statement = {
    Sid: `${Sid}OutsideVpc`,
    Effect: "Deny",
    Action,
    Resource,
    Condition: allOf(notPublic, notVpc),
  };
  if (inside === "whole VPC") return [outsideVpc];
  const outsideRanges: Statement = {
    Sid: `${Sid}OutsideRanges`,
    Effect: "Deny",
    Action,
    Resource,
    Condition: {
      NotIpAddress: { ...notPublic["NotIpAddress"], ...notPrivate["NotIpAddress"] },
    },
  };
  return [outsideVpc, outsideRanges];
}
