/** The inline policy that suspends a team or some of its people: what it says for a state, and whether a role can hold it. */
import { sagemakerArn } from "../config/names";
import type { Environment } from "../config/schema";
import type { Condition, Statement } from "../policies/document";
import type { Suspension } from "./suspension";

/** Name of the inline policy on the team's execution role. Terraform does not manage it, so a deployment leaves it. */
export const suspensionPolicyName = "enclave-suspended";

/**
 * Characters of all inline policies of one role together; AWS counts no whitespace.
 * docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const mostCharacters = 10_240;

/** Of these, what the stacks leave free for a suspension: a whole team always fits. */
export const roomForSuspension = 4_096;

/**
 * What SageMaker does with the role when it takes down what ran with it. Without it AWS cannot delete an endpoint's resources
 * (docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteEndpoint.html: do not revoke the execution role's permissions).
 * No page lists the calls. These are the role's own permissions to delete interfaces and to see the network. Logs and metrics
 * are not among them: with stolen credentials somebody could write false lines.
 */
export const cleanUp: readonly string[] = [
  "ec2:DeleteNetworkInterface",
  "ec2:DeleteNetworkInterfacePermission",
  "ec2:DescribeDhcpOptions",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeVpcEndpoints",
  "ec2:DescribeVpcs",
];

/**
 * Statements for a state; none for a state in which nothing is suspended and no session is revoked.
 * A request is a person's by `aws:SourceIdentity`, which their apps carry and the roles that these assume
 * (docs.aws.amazon.com/sagemaker/latest/dg/monitor-user-access.html); Studio's pages do not carry it, so what these start
 * for somebody is denied by the owner's profile, which SageMaker puts into the request
 * (docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemakerai.html).
 */
export function suspensionStatements(
  environment: Pick<Environment, "partition" | "region" | "accounts">,
  domainId: string,
  { team, users, revoked }: Suspension,
): Statement[] {
  return [
    ...(team ? [deny("TeamSuspended", { NotAction: cleanUp })] : []),
    ...(users.length > 0 ? ofPeople(environment, domainId, users) : []),
    ...revoked.map(({ user, before }, index) =>
      deny(
        `SessionsRevoked${index}`,
        { NotAction: cleanUp },
        {
          // docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
          DateLessThan: { "aws:TokenIssueTime": before },
          ...(user !== undefined && { StringEquals: { "aws:SourceIdentity": user } }),
        },
      ),
    ),
  ];
}

function ofPeople(
  environment: Pick<Environment, "partition" | "region" | "accounts">,
  domainId: string,
  users: readonly string[],
): Statement[] {
  const profiles = users.map((user) => sagemakerArn(environment, `user-profile/${domainId}/${user}`));
  const started = ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace"];
  return [
    deny("PeopleSuspended", { NotAction: cleanUp }, { StringEquals: { "aws:SourceIdentity": users } }),
    deny("StudioSuspended", { Action: "sagemaker:*" }, { StringEquals: { "sagemaker:UserProfileName": users } }),
    deny("AppsSuspended", { Action: started }, { ArnEquals: { "sagemaker:OwnerUserProfileArn": profiles } }),
  ];
}

type Actions = { readonly Action: string | readonly string[] } | { readonly NotAction: readonly string[] };

const deny = (Sid: string, actions: Actions, Condition?: Condition): Statement => ({
  Sid,
  Effect: "Deny",
  ...actions,
  Resource: "*",
  ...(Condition && { Condition }),
});

/** As IAM counts a policy's text against `mostCharacters`. */
export const charactersOf = (document: string): number => document.replace(/\s/g, "").length;
