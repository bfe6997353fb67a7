/** The role can share nothing with another account and open no remote session. */
import { actionsOf, administrator } from "../decide";
import { placeOf } from "../model";
import { ask, counterexamples, except, type Part, requests } from "./about";
import type { Facts, TeamFacts } from "./facts";
import type { Failure, Guarantee } from "./guarantee";
import { asRole, grantedTo, servicesGranted } from "./role-grants";

/** Ways out that AWS does not count as management of permissions. */
const sharing = [
  "sagemaker:CreateHubContentPresignedUrls",
  "sagemaker:CreateLineageGroupPolicy",
  "sagemaker:CreateSharedModel",
  "sagemaker:PutLineageGroupPolicy",
  "sagemaker:PutModelPackageGroupPolicy",
  "sagemaker:StartSession",
  "sagemaker:UpdateSharedModel",
  "ssm:StartSession",
  "ram:CreateResourceShare",
  "ram:AssociateResourceShare",
  "logs:PutSubscriptionFilter",
  "logs:CreateExportTask",
  "ecr:SetRepositoryPolicy",
  "ecr:PutReplicationConfiguration",
];

const remote: readonly Part[] = [
  ask(
    { Action: ["sagemaker:CreateSpace", "sagemaker:UpdateSpace"], Resource: "*" },
    { StringEquals: { "sagemaker:RemoteAccess": "ENABLED" } },
  ),
  ask(
    { Action: ["sagemaker:CreateTrainingJob", "sagemaker:UpdateTrainingJob"], Resource: "*" },
    { Bool: { "sagemaker:EnableRemoteDebug": "true" } },
  ),
];

const permissionsOf = (service: string): readonly string[] =>
  actionsOf(service)
    .filter(({ managesPermissions }) => managesPermissions)
    .map(({ name }) => name);

function failures(facts: Facts, team: TeamFacts): Failure[] {
  const { role } = team;
  const where = placeOf(role.resource);
  const services = servicesGranted(team);
  // A role with every right can share in every service; those that the team's role has anything of are asked otherwise.
  const permissions = services.filter((service) => service !== "*").flatMap(permissionsOf);
  const granted = grantedTo(
    facts,
    team,
    ask({ Action: [...sharing, ...permissions], Resource: "*" }),
    ...remote,
    except({ Action: "kms:CreateGrant", Resource: "*" }, { Bool: { "kms:GrantIsForAWSResource": "true" } }),
    except({
      Action: ["ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterfacePermission"],
      Resource: `arn:${facts.partition}:ec2:${facts.region}:${facts.account}:network-interface/*`,
    }),
  );
  // Somebody attaches AdministratorAccess to the role: SageMaker's own ways out stay shut.
  const walled = counterexamples({
    about: requests(ask({ Action: sharing, Resource: "*" }), ...remote),
    policies: { identity: [administrator, ...role.identity] },
    callers: [asRole(role)],
    world: { ...facts.world, owner: role.account },
  });
  return [
    ...granted.map((found) => ({
      what: `${team.name}'s role shares something, or opens a remote session`,
      where,
      found,
      change: "do not grant it, and deny it",
    })),
    ...walled.map((found) => ({
      what: `${team.name}'s role, given every right, shares something or opens a remote session`,
      where,
      found,
      change: "deny it whatever else is attached to the role",
    })),
  ];
}

export const nothingShared: Guarantee = {
  id: "G12",
  name: "nothing shared",
  promise: "the role can share nothing with another account and open no remote session",
  checks: (facts) => facts.teams.map((team) => ({ team: team.name, failures: () => failures(facts, team) })),
  exceptions: () => [
    "grants of the studio key to AWS's own services (kms:GrantIsForAWSResource)",
    "permissions of network interfaces in the team's own subnets, which SageMaker needs",
  ],
};
