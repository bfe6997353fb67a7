/** Key policies and what beside them lets a key be used. */
import type { Policy, Request } from "../../../../isolation/policy";
import { accountRoot, allow, data, deny, everything, otherRole, policy, role, studio } from "../build";
import { may, type Row } from "./rows";

const key = (account: string) => `arn:aws:kms:us-west-2:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const decrypt = (different: Partial<Request> = {}): Request => ({
  principal: role,
  action: "kms:Decrypt",
  resource: key(studio),
  resourceAccount: studio,
  ...different,
});
const foreignDecrypt = decrypt({ resource: key(data), resourceAccount: data });
const keyFor = (principal: unknown, rest: Record<string, unknown> = {}): Policy =>
  policy("resource", allow({ Principal: principal, Action: "kms:*", Resource: "*", ...rest }));
const mayDecrypt = may({ Action: "kms:Decrypt", Resource: "*" });

export const keys: readonly Row[] = [
  [
    "keyPolicies",
    "an identity policy alone opens no key",
    decrypt(),
    { identity: [everything], resource: keyFor({ AWS: otherRole.arn }) },
    "no allow (resource)",
  ],
  [
    "keyPolicies",
    "not even for the root user",
    decrypt({ principal: { kind: "root", account: studio } }),
    { resource: keyFor({ AWS: otherRole.arn }) },
    "no allow (resource)",
  ],
  ["keyPolicies", "the key's policy alone does", decrypt(), { resource: keyFor({ AWS: role.arn }) }, "allowed"],
  [
    "defaultKeyPolicy",
    "naming the account enables identity policies",
    decrypt(),
    { identity: [mayDecrypt], resource: keyFor({ AWS: accountRoot(studio) }) },
    "allowed",
  ],
  [
    "defaultKeyPolicy",
    "and by itself opens nothing to the account's roles",
    decrypt(),
    { resource: keyFor({ AWS: accountRoot(studio) }) },
    "no allow (identity)",
  ],
  [
    "defaultKeyPolicy",
    "but opens the key to the root user",
    decrypt({ principal: { kind: "root", account: studio } }),
    { resource: keyFor({ AWS: accountRoot(studio) }) },
    "allowed",
  ],
  [
    "keyPolicies",
    "an identity policy can deny what the key's policy allows",
    decrypt(),
    { identity: [policy("identity", deny({ Action: "kms:*", Resource: "*" }))], resource: keyFor({ AWS: role.arn }) },
    "explicit deny",
  ],
  [
    "keysAcrossAccounts",
    "the key's policy names the foreign account and its identity policy allows",
    foreignDecrypt,
    { identity: [mayDecrypt], resource: keyFor({ AWS: accountRoot(studio) }) },
    "allowed",
  ],
  [
    "keysAcrossAccounts",
    "the key's policy alone is not enough",
    foreignDecrypt,
    { resource: keyFor({ AWS: role.arn }) },
    "no allow (identity)",
  ],
  [
    "keysAcrossAccounts",
    "the identity policy alone is not enough",
    foreignDecrypt,
    { identity: [mayDecrypt], resource: keyFor({ AWS: accountRoot(data) }) },
    "no allow (resource)",
  ],
  [
    "kmsIamPolicies",
    "actions without a key need the identity policy only",
    decrypt({ action: "kms:ListAliases", resource: "*" }),
    { identity: [may({ Action: "kms:ListAliases", Resource: "*" })] },
    "allowed",
  ],
  [
    "kmsConditions",
    "kms:ViaService: through the service named",
    decrypt({ context: { "kms:ViaService": "s3.us-west-2.amazonaws.com" } }),
    {
      resource: keyFor(
        { AWS: role.arn },
        { Condition: { StringEquals: { "kms:ViaService": "s3.us-west-2.amazonaws.com" } } },
      ),
    },
    "allowed",
  ],
  [
    "kmsConditions",
    "kms:ViaService: not directly",
    decrypt(),
    {
      resource: keyFor(
        { AWS: role.arn },
        { Condition: { StringEquals: { "kms:ViaService": "s3.us-west-2.amazonaws.com" } } },
      ),
    },
    "no allow (resource)",
  ],
  [
    "kmsConditions",
    "kms:CallerAccount narrows everybody to one account",
    decrypt(),
    { resource: keyFor("*", { Condition: { StringEquals: { "kms:CallerAccount": studio } } }) },
    "allowed",
  ],
  [
    "kmsConditions",
    "and leaves other accounts out",
    foreignDecrypt,
    { identity: [mayDecrypt], resource: keyFor("*", { Condition: { StringEquals: { "kms:CallerAccount": data } } }) },
    "no allow (resource)",
  ],
  [
    "kmsConditions",
    "kms:ResourceAliases: one alias of the key fits",
    decrypt({ context: { "kms:ResourceAliases": ["alias/a", "alias/b"] } }),
    {
      identity: [
        may({
          Action: "kms:Decrypt",
          Resource: "*",
          Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/b" } },
        }),
      ],
      resource: keyFor({ AWS: accountRoot(studio) }),
    },
    "allowed",
  ],
  [
    "kmsConditions",
    "kms:EncryptionContext: the pair must be there",
    decrypt({ context: { "kms:EncryptionContext:AppName": "OtherApp" } }),
    {
      resource: keyFor(
        { AWS: role.arn },
        { Condition: { StringEquals: { "kms:EncryptionContext:AppName": "ExampleApp" } } },
      ),
    },
    "no allow (resource)",
  ],
  [
    "kmsConditions",
    "kms:GrantIsForAWSResource: grants only for services",
    decrypt({ action: "kms:CreateGrant", context: { "kms:GrantIsForAWSResource": "false" } }),
    { resource: keyFor({ AWS: role.arn }, { Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } }) },
    "no allow (resource)",
  ],
];
