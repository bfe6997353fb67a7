/** G2: data, objects in SageMaker and logs in other hands than the team's. */
import { add } from "../complaints";
import { drop, editPolicy, type Loose, resource } from "../stacks";
import { bucketPolicy, buckets, change, type Deed, grant, rolePolicy, studio, trust, without } from "./edits";

const stranger = { Principal: { AWS: "999999999999" } };

export const ownerOnly: readonly Deed[] = [
  ["drops the denial of data to others", bucketPolicy(without("DenyObjectsToOthers"))],
  ["lets anybody change settings", bucketPolicy(without("DenyChangesToOthers"))],
  ["widens what the role may describe", rolePolicy("job-management", change("ManageOwn", { Resource: "*" }))],
  ["lets the role read every team's logs", rolePolicy("job-runtime", change("OwnLogs", { Resource: "*" }))],
  ["lets another account assume the role", trust(grant("Guest", { ...stranger, Action: "sts:AssumeRole" }))],
  [
    "lets SageMaker of every account use the role",
    trust((document) => {
      delete document.Statement[0].Condition;
    }),
  ],
  [
    "lets another account read access logs",
    (files) =>
      editPolicy(resource(files, buckets, "aws_s3_bucket_policy", "access-logs_policy"), (document) => {
        drop(document, "DenyOtherAccounts");
        grant("Auditor", {
          ...stranger,
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::enclave-staging-fraud-access-logs-444444444444/*",
        })(document);
      }),
  ],
  [
    "names another team so that its objects are the team's",
    (files) => {
      for (const [from, to] of [
        ["staging-studio-research", "staging-studio-fraud-2"],
        ["staging-buckets-research", "staging-buckets-fraud-2"],
      ] as const) {
        const text = JSON.stringify(files.get(from))
          .replaceAll(from, to)
          .replaceAll("staging-studio-research", "staging-studio-fraud-2");
        (files as Map<string, Loose>).set(to, JSON.parse(text));
        (files as Map<string, Loose>).delete(from);
      }
    },
  ],
  [
    "adds a role of the environment for a stranger",
    (files) =>
      add(files, studio, "aws_iam_role", "guest", {
        name: "enclave-staging-guest",
        assume_role_policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", ...stranger, Action: "sts:AssumeRole" }],
        }),
      }),
  ],
];
