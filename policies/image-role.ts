/** The role with which SageMaker makes versions of a team's images: it reads their repositories, and nothing else takes it. */
import { arn, sagemakerArn } from "../config/names";
import type { Environment, Team } from "../config/schema";
import type { Statement, TrustStatement } from "./document";

/**
 * SageMaker names no image there, but the two bare words, and AWS says not to write more. A job has other sources, so that
 * no job gets the role, whoever may pass it.
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html (SageMaker Images)
 */
export const imageRoleTrust = (environment: Environment): TrustStatement[] => [
  {
    Sid: "ImagesOfThisAccount",
    Effect: "Allow",
    Principal: { Service: "sagemaker.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: {
        "aws:SourceAccount": environment.accounts.studio.id,
        "aws:SourceArn": [sagemakerArn(environment, "image"), sagemakerArn(environment, "image-version")],
      },
    },
  },
];

/**
 * What AWS's page says that the role of an image needs.
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html (CreateImage API and UpdateImage API)
 */
export const imageRole = (environment: Environment, team: Team): Statement[] => [
  {
    Sid: "ReadImages",
    Effect: "Allow",
    Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
    Resource: [
      ...new Set(
        team.images.map(({ repository: { account = environment.accounts.studio.id, name } }) =>
          arn(environment, "ecr", environment.region, account, `repository/${name}`),
        ),
      ),
    ],
  },
];
