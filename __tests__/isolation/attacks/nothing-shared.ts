/** G12: sharing with other accounts, and sessions from elsewhere. */
import { statement } from "../stacks";
import { behindTheWalls, type Deed, grant, rolePolicy, without } from "./edits";

export const nothingShared: readonly Deed[] = [
  [
    "grants sharing of models",
    behindTheWalls(
      rolePolicy("jobs", grant("Share", { Action: "sagemaker:PutModelPackageGroupPolicy", Resource: "*" })),
    ),
  ],
  ["drops the denial of sharing", rolePolicy("walls", without("DenySharing"))],
  [
    "lets grants of the studio key go to anybody",
    rolePolicy("data", (document) => {
      delete statement(document, "LendStudioKeyToAws").Condition;
    }),
  ],
  ["drops the denial of tokens", rolePolicy("walls", without("DenyTokens"))],
  ...["GetWebIdentityToken", "GetDelegatedAccessToken", "GetFederationToken", "GetSessionToken", "AssumeRoot"].map(
    (name): Deed => [
      `allows sts:${name}`,
      rolePolicy("walls", (document) => {
        const denial = statement(document, "DenyTokens");
        denial.Action = denial.Action.filter((action: string) => action !== `sts:${name}`);
      }),
    ],
  ),
  ["allows tokens of every service", rolePolicy("walls", without("DenyServiceTokens"))],
  ["allows remote access to spaces", rolePolicy("walls", without("DenyRemoteAccess"))],
];
