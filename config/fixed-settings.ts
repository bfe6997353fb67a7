/** What cannot change once it is deployed: for each stack its settings, and why. */
import { hasDocker, trustedAccounts } from "./docker";
import type { Environment, Team } from "./schema";

export interface FixedSetting {
  /** As the file names it, with dots: network.vpcCidr. */
  readonly key: string;
  /** Under which name earlier versions kept it; the value was the same. */
  readonly was?: string;
  /** Whose file says it, in words. */
  readonly whose: string;
  readonly value: string;
  /** A sentence: what a change would lead to. */
  readonly reason: string;
  /** A sentence: what to do instead, where it is not to write the old value again. */
  readonly remedy?: string;
}

/** Last part of the Terraform address that keeps it: terraform_data.fixed-settings_<name>. */
export const keptAs = ({ key, was }: Pick<FixedSetting, "key" | "was">): string => (was ?? key).replaceAll(".", "-");

type Entry = readonly [key: string, value: string, reason: string, was?: string];
const of =
  (whose: string) =>
  ([key, value, reason, was]: Entry): FixedSetting => ({
    key,
    whose,
    value,
    reason,
    ...(was !== undefined && { was }),
  });

/** A stack's state is its own: with another's Terraform deletes what that one made, and no protection stands in its way. */
export const ownState = (stack: string): FixedSetting => ({
  key: "state",
  whose: `stack ${stack}`,
  value: stack,
  reason: "With another stack's state Terraform would delete all that that one made.",
  remedy: 'Put back this stack\'s own state: docs/decisions.md, "What is fixed".',
});

const domainIsReplaced = "Terraform would delete the domain, and its home directories with it, and make another";

const notUpdated = "A domain in VpcOnly mode cannot be updated: AWS would refuse.";

/** Whatever stands in every stack of the environment. */
const everywhere = ({ region, namePrefix }: Environment): readonly Entry[] => [
  ["region", region, "Nothing moves to another region: Terraform would delete all of it and make it anew there."],
  ["namePrefix", namePrefix, "AWS renames nothing: Terraform would delete what has the old name and make it anew."],
];

const inStudioAccount = ({ accounts, availabilityZoneIds, iamPath }: Environment): readonly Entry[] => [
  ["accounts.studio.id", accounts.studio.id, "Nothing moves to another account: Terraform would make it anew there."],
  [
    "availabilityZoneIds",
    availabilityZoneIds.join(", "),
    `Subnets keep their zones and ranges, and a domain keeps its subnets: ${domainIsReplaced}.`,
  ],
  ["iamPath", iamPath, "A role keeps its path, and a domain in VpcOnly mode cannot be given another role."],
];

/** Settings of the environment that its network is made of. */
export function fixedInNetworking(environment: Environment): FixedSetting[] {
  const { vpcCidr, endpointCidr } = environment.network;
  return [
    ...everywhere(environment),
    ...inStudioAccount(environment),
    [
      "network.vpcCidr",
      vpcCidr,
      "A VPC keeps its range: Terraform would replace it, and every domain is in it.",
    ] satisfies Entry,
    [
      "network.endpointCidr",
      endpointCidr,
      "Subnets keep their range, and the interface endpoints that every team uses are in them.",
    ] satisfies Entry,
  ].map(of(`environment ${environment.name}`));
}

/** Settings of environment and team that the domain is made of. */
export function fixedInStudio(environment: Environment, team: Team): FixedSetting[] {
  const ofTeam: readonly Entry[] = [
    ["cidr", team.cidr, `Subnets keep their range, and a domain its subnets: ${domainIsReplaced}.`],
    ["authMode", team.authMode, `A domain keeps the way people log in: ${domainIsReplaced}.`],
    ["homeDirectories", team.homeDirectories, `A domain keeps its retention policy: ${domainIsReplaced}.`],
    ["docker", String(hasDocker(team)), notUpdated, "dockerAccess"],
    ["docker.trustedAccounts", trustedAccounts(team).join(", ") || "none", notUpdated],
    ["tagPropagation", String(team.tagPropagation), notUpdated],
  ];
  return [
    ...[...everywhere(environment), ...inStudioAccount(environment)].map(of(`environment ${environment.name}`)),
    ...ofTeam.map(of(`team ${team.name}`)),
  ];
}

/** Settings of environment and team that the buckets are made of. */
export function fixedInBuckets(environment: Environment, team: Team): FixedSetting[] {
  const account: Entry = [
    "dataAccount",
    team.dataAccount.id,
    "Buckets do not move to another account: Terraform would make them anew there, empty.",
  ];
  return [...everywhere(environment).map(of(`environment ${environment.name}`)), of(`team ${team.name}`)(account)];
}
