/** What Studio's own pages need of the execution role: the caller's profile, its spaces and apps, and nobody else's. */
import { sagemakerArn } from "../../config/names";
import type { Statement } from "../document";
import { policyVariable } from "../document";
import { type ExecutionRoleContext, ownDomain } from "./context";

/**
 * All profiles of a domain share the role; Studio's session carries the profile's name.
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-spaces-admin-guide.html
 */
export function studioStatements(context: ExecutionRoleContext): Statement[] {
  const { environment, domainId, startScriptArns, lifecycleScriptArn } = context;
  const profile = sagemakerArn(environment, `user-profile/${domainId}/${policyVariable("sagemaker:UserProfileName")}`);
  const spaces = ownDomain(context, "space");
  const apps = ownDomain(context, "app");
  return [
    {
      Sid: "OpenOwnProfile",
      Effect: "Allow",
      Action: "sagemaker:CreatePresignedDomainUrl",
      Resource: profile,
    },
    {
      Sid: "SeeOwnDomain",
      Effect: "Allow",
      Action: [
        "sagemaker:DescribeApp",
        "sagemaker:DescribeDomain",
        "sagemaker:DescribeSpace",
        "sagemaker:DescribeUserProfile",
        "sagemaker:ListTags",
      ],
      Resource: [sagemakerArn(environment, `domain/${domainId}`), ownDomain(context, "user-profile"), spaces, apps],
    },
    // What an app's start script asks: which lifecycle script it runs, and that script.
    { Sid: "FindLifecycleScript", Effect: "Allow", Action: "sagemaker:ListTags", Resource: startScriptArns },
    {
      Sid: "ReadLifecycleScript",
      Effect: "Allow",
      Action: "sagemaker:DescribeStudioLifecycleConfig",
      Resource: lifecycleScriptArn,
    },
    {
      // None of them takes a resource; they show names of other teams' domains, profiles and spaces.
      Sid: "ListForPages",
      Effect: "Allow",
      Action: ["sagemaker:ListApps", "sagemaker:ListDomains", "sagemaker:ListSpaces", "sagemaker:ListUserProfiles"],
      Resource: "*",
    },
    {
      Sid: "OwnSpaces",
      Effect: "Allow",
      Action: ["sagemaker:CreateSpace", "sagemaker:UpdateSpace", "sagemaker:DeleteSpace"],
      Resource: spaces,
      Condition: {
        ArnLike: { "sagemaker:OwnerUserProfileArn": profile },
        StringEquals: { "sagemaker:SpaceSharingType": ["Private", "Shared"] },
      },
    },
    {
      Sid: "AppsInOwnSpaces",
      Effect: "Allow",
      Action: ["sagemaker:CreateApp", "sagemaker:DeleteApp"],
      Resource: apps,
      Condition: {
        ArnLike: { "sagemaker:OwnerUserProfileArn": profile },
        StringEquals: { "sagemaker:SpaceSharingType": "Private" },
      },
    },
    {
      Sid: "AppsInSharedSpaces",
      Effect: "Allow",
      Action: ["sagemaker:CreateApp", "sagemaker:DeleteApp"],
      Resource: apps,
      Condition: { StringEquals: { "sagemaker:SpaceSharingType": "Shared" } },
    },
    {
      Sid: "TagWhatIsCreated",
      Effect: "Allow",
      Action: "sagemaker:AddTags",
      Resource: [spaces, apps],
      Condition: { Null: { "sagemaker:TaggingAction": "false" } },
    },
  ];
}
