/** The execution role hands nothing to another account, opens no remote session, takes no other identity and changes none, whatever is attached to it. */
import { accountRoot } from "../../config/names";
import { type Context, fromOwnSubnet, may, mayNot, networkOf, ownName, read, sagemakerObject, views } from "./access";
import { ownTypes } from "./own-objects";
import type { Promised } from "./promise";

const sharing = [
  "bedrock:PutResourcePolicy",
  "codeartifact:PutDomainPermissionsPolicy",
  "codeartifact:PutRepositoryPermissionsPolicy",
  "ecr:PutRegistryPolicy",
  "ecr:PutReplicationConfiguration",
  "ecr:SetRepositoryPolicy",
  "events:PutPermission",
  "events:PutResourcePolicy",
  "glue:PutResourcePolicy",
  "kms:PutKeyPolicy",
  "lakeformation:GrantPermissions",
  "lambda:AddPermission",
  "lambda:CreateFunctionUrlConfig",
  "logs:CreateDelivery",
  "logs:CreateExportTask",
  "logs:CreateScheduledQuery",
  "logs:PutAccountPolicy",
  "logs:PutDestination",
  "logs:PutResourcePolicy",
  "logs:PutSubscriptionFilter",
  "oam:CreateLink",
  "ram:AssociateResourceShare",
  "ram:CreateResourceShare",
  "s3:CreateAccessPoint",
  "s3:PutAccessPointPolicy",
  "s3:PutBucketPolicy",
  "s3:PutObjectAcl",
  "sagemaker:CreateHubContentPresignedUrls",
  "sagemaker:CreateLineageGroupPolicy",
  "sagemaker:CreateSharedModel",
  "sagemaker:PutEndpointPolicy",
  "sagemaker:PutLineageGroupPolicy",
  "sagemaker:PutModelPackageGroupPolicy",
  "sagemaker:PutResourcePolicy",
  "sagemaker:SendSharedModelEvent",
  "sagemaker:UpdateSharedModel",
  "secretsmanager:PutResourcePolicy",
  "ssm:ModifyDocumentPermission",
  "ssm:PutResourcePolicy",
];
const remoteSessions = ["sagemaker:StartSession", "ssm:SendCommand", "ssm:StartSession"];
const identityChanges = [
  "iam:AcceptDelegationRequest",
  "iam:AddUserToGroup",
  "iam:AssociateDelegationRequest",
  "iam:AttachRolePolicy",
  "iam:ChangePassword",
  "iam:CreateAccessKey",
  "iam:CreatePolicyVersion",
  "iam:DeactivateMFADevice",
  "iam:DeleteRolePolicy",
  "iam:DeleteRolePermissionsBoundary",
  "iam:DetachRolePolicy",
  "iam:DisableOrganizationsRootSessions",
  "iam:EnableOutboundWebIdentityFederation",
  "iam:PutRolePolicy",
  "iam:RemoveRoleFromInstanceProfile",
  "iam:ResetServiceSpecificCredential",
  "iam:SendDelegationToken",
  "iam:SetDefaultPolicyVersion",
  "iam:TagRole",
  "iam:UntagRole",
  "iam:UpdateAssumeRolePolicy",
  "iam:UploadSigningCertificate",
];
/** What hands out credentials, or a token that says who the role is. */
const tokens = [
  "sts:AssumeRoot",
  "sts:GetDelegatedAccessToken",
  "sts:GetFederationToken",
  "sts:GetSessionToken",
  "sts:GetWebIdentityToken",
  "aws-external-anthropic:CallWithBearerToken",
  "bedrock:CallWithBearerToken",
  "bedrock-mantle:CallWithBearerToken",
  "cloudwatch:CallWithBearerToken",
  "logs:CallWithBearerToken",
  "sagemaker:CallWithBearerToken",
];

export const promises: Promised[] = [
  {
    name: "nothing is shared with another account or opened to the internet",
    check: (world) => {
      for (const team of views(world)) {
        const context = fromOwnSubnet(world, team);
        const account = world.environment.accounts.studio.id;
        for (const action of sharing)
          mayNot({ as: team.role, action, on: "*", account, context, policies: { identity: team.walled } });
      }
    },
  },
  {
    name: "no remote session is opened: not to instances, spaces or training jobs",
    check: (world) => {
      const account = world.environment.accounts.studio.id;
      for (const team of views(world)) {
        const { subnetIds, jobsGroupId } = networkOf(world, team);
        const call = { as: team.role, account, policies: { identity: team.walled } };
        for (const action of remoteSessions) mayNot({ ...call, action, on: "*", context: fromOwnSubnet(world, team) });
        const space = { ...call, on: sagemakerObject(world, `space/${team.domainId}/somewhere`) };
        for (const action of ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"]) {
          mayNot({ ...space, action, context: { "sagemaker:RemoteAccess": "ENABLED" } });
          may({ ...space, action, context: { "sagemaker:RemoteAccess": "DISABLED" } });
          may({ ...space, action });
        }
        const job = { ...call, on: sagemakerObject(world, `training-job/${ownName(world, team)}`) };
        const placed: Context = {
          "sagemaker:VpcSubnets": subnetIds,
          "sagemaker:VpcSecurityGroupIds": [jobsGroupId],
          "sagemaker:InstanceTypes": ["ml.m5.large"],
        };
        for (const action of ["sagemaker:CreateTrainingJob", "sagemaker:UpdateTrainingJob"]) {
          mayNot({ ...job, action, context: { ...placed, "sagemaker:EnableRemoteDebug": "true" } });
          may({ ...job, action, context: { ...placed, "sagemaker:EnableRemoteDebug": "false" } });
          may({ ...job, action, context: placed });
        }
      }
    },
  },
  {
    name: "the role passes and takes no other role, and changes no identity, its own least of all",
    check: (world) => {
      const { environment } = world;
      const account = environment.accounts.studio.id;
      for (const team of views(world)) {
        const call = { as: team.role, account, policies: { identity: team.walled } };
        const other = `arn:${environment.partition}:iam::${account}:role/administrator`;
        mayNot({ ...call, action: "iam:PassRole", on: other });
        // A role that would let itself be taken by everybody in the account.
        const resource = read(
          {
            Version: "2012-10-17",
            Statement: [
              { Effect: "Allow", Principal: { AWS: accountRoot(environment, account) }, Action: "sts:AssumeRole" },
            ],
          },
          "a trusting role",
          "trust",
        );
        mayNot({ ...call, action: "sts:AssumeRole", on: other, policies: { identity: team.walled, resource } });
        may({ ...call, action: "iam:PassRole", on: team.roleArn });
        for (const action of identityChanges) mayNot({ ...call, action, on: team.roleArn });
      }
    },
  },
  {
    name: "the role gets no other credentials, no token of STS but CodeArtifact's, and no bearer token of any service",
    check: (world) => {
      for (const team of views(world)) {
        const account = world.environment.accounts.studio.id;
        const call = { as: team.role, account, on: "*", policies: { identity: team.walled } };
        for (const action of tokens) mayNot({ ...call, action });
        const bearer = { ...call, action: "sts:GetServiceBearerToken" };
        mayNot(bearer);
        mayNot({ ...bearer, context: { "sts:AWSServiceName": "sso.amazonaws.com" } });
        may({ ...bearer, context: { "sts:AWSServiceName": "codeartifact.amazonaws.com" } });
      }
    },
  },
  {
    name: "the role is granted to pass itself to SageMaker, and to no other service",
    check: (world) => {
      for (const team of views(world)) {
        const call = {
          as: team.role,
          account: world.environment.accounts.studio.id,
          action: "iam:PassRole",
          on: team.roleArn,
          policies: { identity: team.grants },
        };
        may({ ...call, context: { "iam:PassedToService": "sagemaker.amazonaws.com" } });
        mayNot({ ...call, context: { "iam:PassedToService": "lambda.amazonaws.com" } });
        mayNot(call);
        mayNot({
          ...call,
          on: `${team.roleArn}-of-others`,
          context: { "iam:PassedToService": "sagemaker.amazonaws.com" },
        });
      }
    },
  },
  {
    name: "tags come with what is created and never after: other policies rest on them",
    check: (world) => {
      for (const team of views(world)) {
        const call = { as: team.role, account: world.environment.accounts.studio.id };
        const own = ownTypes.map((type) => sagemakerObject(world, `${type}/${ownName(world, team)}`));
        for (const on of [...own, sagemakerObject(world, `space/${team.domainId}/lab`)]) {
          for (const identity of [team.walled, team.grants])
            mayNot({ ...call, action: "sagemaker:AddTags", on, policies: { identity } });
          mayNot({ ...call, action: "sagemaker:DeleteTags", on, policies: { identity: team.walled } });
        }
      }
    },
  },
];
