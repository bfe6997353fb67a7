/** G10: walls that keep the team out of its own. */
import { bucketPolicy, type Deed, network, studio } from "./edits";

export const teamCanWork: readonly Deed[] = [
  [
    "denies the team its own bucket",
    bucketPolicy((document) =>
      document.Statement.push({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: "arn:aws:s3:::enclave-staging-fraud-transactions-444444444444/*",
      }),
    ),
  ],
  [
    "forgets the endpoint to STS",
    (files) => {
      delete files.get(network).resource.aws_vpc_endpoint.endpoints_sts;
    },
  ],
  [
    "does not attach the role's policies",
    (files) => {
      delete files.get(studio).resource.aws_iam_role_policy_attachment;
    },
  ],
];
