/** Condition keys are those that AWS documents, in any case; others are errors. */
import { conditionKey } from "../../../isolation/policy";

test.each([
  ["aws:SourceVpce", "String", false],
  ["AWS:sourcevpce", "String", false],
  ["aws:TagKeys", "String", true],
  ["aws:PrincipalTag/team", "String", false],
  ["aws:PrincipalOrgPaths", "String", true],
  ["s3:x-amz-server-side-encryption-aws-kms-key-id", "ARN", false],
  ["s3:ExistingObjectTag/team", "String", false],
  ["kms:EncryptionContext:aws:s3:arn", "String", false],
  ["kms:ResourceAliases", "String", true],
  ["kms:GrantIsForAWSResource", "Bool", false],
  ["sagemaker:VpcSubnets", "String", true],
  ["sagemaker:SearchVisibilityCondition/Tags.team/EqualsIfExists", "String", false],
  ["saml:aud", "String", false],
  ["app.terraform.io:aud", "String", false],
  ["token.actions.githubusercontent.com:sub", "String", false],
])("%s is a %s", (name, type, multivalued) => {
  expect(conditionKey(name)).toMatchObject({ type, multivalued });
});

test.each([
  "aws:SourceVpcEndpoint",
  "aws:PrincipalTag",
  "aws:PrincipalTag/",
  "s3:ExistingObjectTag/<key>",
  "aws:RequestTag/${TagKey}",
  "s3:nothing",
  "nosuchservice:Key",
  "../s3:prefix",
  "constructor:prefix",
  "prefix",
  "",
])("%s is none", (name) => expect(conditionKey(name)).toBeUndefined());
