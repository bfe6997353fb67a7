/** The managed policy that people need to open Studio in IAM mode: this domain's profiles, from the allowed networks only. */
import { sagemakerArn } from "../config/names";
import type { Environment } from "../config/schema";
import type { Statement } from "./document";
import { denyOutside } from "./networks";

/**
 * An Allow does not bind people who have broader rights, so the networks are a Deny. In SSO mode AWS does not evaluate it.
 * Source: docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html
 */
export function peopleAccess(environment: Environment, domainId: string, vpcId: string): Statement[] {
  const profiles = sagemakerArn(environment, `user-profile/${domainId}/*`);
  return [
    {
      Sid: "OpenStudio",
      Effect: "Allow",
      Action: "sagemaker:CreatePresignedDomainUrl",
      Resource: profiles,
    },
    {
      Sid: "FindProfile",
      Effect: "Allow",
      Action: ["sagemaker:DescribeDomain", "sagemaker:DescribeUserProfile"],
      Resource: [sagemakerArn(environment, `domain/${domainId}`), profiles],
    },
    ...denyOutside(
      { Sid: "DenyOtherNetworks", Action: "sagemaker:CreatePresignedDomainUrl", Resource: profiles },
      { ...environment.access, vpcId },
    ),
  ];
}
