/** Rights of a team's role that hand out what is inside, by calls that look like others. */
import { complaints } from "../complaints";
import { type Attack, shipped, statement } from "../stacks";
import { rolePolicy } from "./edits";

const own = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:333333333333:${rest}`;

/** Allows the call, and takes it out of the denials. */
const allow =
  (action: string, Resource: string): Attack =>
  (files) => {
    for (const policy of ["walls", "compute-walls"]) {
      rolePolicy(policy, ({ Statement }) => {
        for (const each of Statement) {
          if (each.Effect === "Deny" && Array.isArray(each.Action))
            each.Action = each.Action.filter((name: string) => name !== action);
        }
      })(files);
    }
    rolePolicy("job-management", ({ Statement }) => Statement.push({ Effect: "Allow", Action: action, Resource }))(
      files,
    );
  };

test.each([
  ["sagemaker:CreateHubContentPresignedUrls", own("sagemaker", "hub/staging-fraud-x")],
  ["sagemaker:StartSession", own("sagemaker", "space/d-1/staging-fraud-x")],
  ["ec2:DescribeInstanceAttribute", "*"],
])("G11 refuses %s from anywhere, though SageMaker and EC2 have like calls that it leaves open", async (action, on) => {
  expect(await complaints(shipped("staging"), allow(action, on), { guarantees: ["G11"] })).toMatch(
    /reads something back/,
  );
});

const logs = own("logs", "log-group:/aws/sagemaker/Endpoints/staging-fraud-*");
const bucket = "arn:aws:s3:::enclave-staging-fraud-transactions-444444444444";
test.each([
  ["logs:PutDataProtectionPolicy", logs],
  ["logs:PutMetricFilter", logs],
  ["logs:PutSyslogConfiguration", logs],
  ["logs:Put*", logs],
  ["s3:PutReplicationConfiguration", bucket],
  ["s3:PutBucketNotification", bucket],
  ["s3:ReplicateObject", `${bucket}/*`],
  ["kms:ReplicateKey", own("kms", "key/*")],
])("G12 refuses a grant of %s on the team's own", async (action, on) => {
  expect(await complaints(shipped("staging"), allow(action, on), { guarantees: ["G12"] })).toMatch(
    /role shares something/,
  );
});

test.each([
  "sagemaker:PutEndpointPolicy",
  "sagemaker:PutResourcePolicy",
  "sagemaker:SendSharedModelEvent",
  "ecr:PutRegistryPolicy",
  "logs:PutAccountPolicy",
  "oam:CreateLink",
  "codeartifact:Put*PermissionsPolicy",
  "events:PutPermission",
  "ssm:ModifyDocumentPermission",
  "ssm:SendCommand",
  "glue:PutResourcePolicy",
  "lakeformation:GrantPermissions",
  "lambda:CreateFunctionUrlConfig",
  "s3:PutBucketPolicy",
  "secretsmanager:PutResourcePolicy",
])("G12 refuses a wall that forgets %s, for somebody may attach every right", async (action) => {
  const attack = rolePolicy("walls", (policy) => {
    for (const sid of ["DenySharing", "DenyRemoteSessions"]) {
      const each = statement(policy, sid);
      each.Action = each.Action.filter((name: string) => name !== action);
    }
  });
  expect(await complaints(shipped("staging"), attack, { guarantees: ["G12"] })).toMatch(/given every right/);
});

test.each(["bedrock:CallWithBearerToken", "sagemaker:CallWithBearerToken"])(
  "G12 refuses a wall that forgets %s, for such a token is signed without a call",
  async (action) => {
    const attack = rolePolicy("walls", (policy) => {
      const each = statement(policy, "DenyTokens");
      expect(each.Action).toContain(action);
      each.Action = each.Action.filter((name: string) => name !== action);
    });
    expect(await complaints(shipped("staging"), attack, { guarantees: ["G12"] })).toMatch(
      /gets other credentials or a token/,
    );
  },
);
