/** Who may assume the execution role: SageMaker, for this account's Studio and jobs, with the profile's name as source identity. */
import { sagemakerArn } from "../../config/names";
import type { Environment } from "../../config/schema";
import type { TrustStatement } from "../document";

/**
 * The ARN ends in an asterisk because AWS asks for it: a full ARN breaks Studio.
 * Sources: docs.aws.amazon.com/sagemaker/latest/dg/monitor-user-access.html, security-confused-deputy-prevention.html
 */
export const executionRoleTrust = (environment: Environment): TrustStatement[] => [
  {
    Sid: "SageMakerOfThisAccount",
    Effect: "Allow",
    Principal: { Service: "sagemaker.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
    Condition: {
      StringEquals: { "aws:SourceAccount": environment.accounts.studio.id },
      ArnLike: { "aws:SourceArn": sagemakerArn(environment, "*") },
    },
  },
];
