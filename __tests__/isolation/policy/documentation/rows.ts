/** What a row of the tables is, the pages of AWS that rows come from, and the requests and policies that they share. */
import type { Policies, Policy, Request } from "../../../../isolation/policy";
import { accountRoot, allow, bucket, data, getObject, policy, role, studio } from "../build";

const iam = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";
export const pages = {
  conditionKeys: `${iam}reference_policies_condition-keys.html`,
  crossAccount: `${iam}reference_policies_evaluation-logic-cross-account.html`,
  denyAllow: `${iam}reference_policies_evaluation-logic_policy-eval-denyallow.html`,
  boundaries: `${iam}access_policies_boundaries.html`,
  singleAccount: `${iam}reference_policies_evaluation-logic_policy-eval-basics.html`,
  operators: `${iam}reference_policies_elements_condition_operators.html`,
  multivalued: `${iam}reference_policies_condition_examples-multi-valued-context-keys.html`,
  logic: `${iam}reference_policies_condition-logic-multiple-context-keys-or-values.html`,
  variables: `${iam}reference_policies_variables.html`,
  resource: `${iam}reference_policies_elements_resource.html`,
  notResource: `${iam}reference_policies_elements_notresource.html`,
  action: `${iam}reference_policies_elements_action.html`,
  notAction: `${iam}reference_policies_elements_notaction.html`,
  principal: `${iam}reference_policies_elements_principal.html`,
  notPrincipal: `${iam}reference_policies_elements_notprincipal.html`,
  trust: `${iam}id_roles_create_for-user.html`,
  externalId: `${iam}id_roles_common-scenarios_third-party.html`,
  keyPolicies: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
  defaultKeyPolicy: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
  keysAcrossAccounts:
    "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html",
  kmsConditions: "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html",
  kmsIamPolicies: "https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies.html",
  endpointPolicies: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
  s3Endpoints: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html",
  bucketsAndEndpoints:
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html",
  bucketPolicies: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html",
  s3Encryption: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html",
  serverLogs: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html",
} as const;

export type Row = readonly [
  page: keyof typeof pages,
  says: string,
  request: Request,
  policies: Policies,
  decision: string,
];

export const read = { Action: "s3:GetObject", Resource: `${bucket}/*` };
export const may = (rest: Record<string, unknown>): Policy => policy("identity", allow(rest));
export const onBucket = (...statements: Record<string, unknown>[]): Policy => policy("resource", ...statements);
export const acrossAccounts = getObject({ resourceAccount: data });
export const roleMayRead = onBucket(allow({ ...read, Principal: { AWS: role.arn } }));
export const accountMayRead = onBucket(allow({ ...read, Principal: { AWS: accountRoot(studio) } }));
export const nothing = may({ Action: "ec2:DescribeVpcs", Resource: "*" });
