/** Pulling images of AWS and of its own account, layers included. */
import { awsBuckets } from "../../../config/tables/aws-buckets";
import { awsImageAccounts } from "../../../config/tables/ecr-registries";
import { administrator, open } from "../../decide";
import type { Facts, TeamFacts } from "../../facts/facts";
import { policiesOf } from "../../facts/role-grants";
import { addressesOf, arnIn, type Call, type Need, networkKeys } from "./needs";

/** Source: docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html, what execution roles need of ECR. */
const pulling = ["BatchCheckLayerAvailability", "BatchGetImage", "GetDownloadUrlForLayer"];

export function ofImages(facts: Facts, { role }: TeamFacts): Call[] {
  const ofAws = awsImageAccounts(facts.region).slice(0, 1);
  return [
    {
      door: "ecr.api",
      what: "log in to the registry",
      by: "either",
      action: "ecr:GetAuthorizationToken",
      resource: "*",
    },
    ...pulling.flatMap((name): Call[] => [
      ...ofAws.map((owner) => ({
        door: "ecr.api",
        what: `pull an image of AWS (${name})`,
        by: "either" as const,
        action: `ecr:${name}`,
        resource: arnIn(facts, "ecr", "repository/sagemaker-distribution-cpu", owner),
        policies: { ...policiesOf(role), resource: open },
        owner,
      })),
      {
        door: "ecr.dkr",
        what: `pull an image of its account (${name})`,
        by: "either",
        action: `ecr:${name}`,
        resource: arnIn(facts, "ecr", "repository/own"),
      },
    ]),
  ];
}

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
