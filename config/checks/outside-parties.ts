/** Roles outside the domain: each may reach a bucket only from public ranges or one endpoint, and never as the deployer. */
import { dataAccountOf, defaultDeployerRole, partitionOf } from "../derive";
import type { Draft } from "../draft";
import { environmentPrefix } from "../names";
import type { Path } from "../problems";
import type { OutsideParty } from "../schema";
import { publicRangeProblem } from "./access-ranges";
import type { Check, TeamDraft } from "./check";

/** Every producer and reader of a team's buckets with its place in the team's file. */
export function outsideParties({ value }: TeamDraft): { readonly party: Draft<OutsideParty>; readonly path: Path }[] {
  return (value.buckets ?? []).flatMap((bucket, index) =>
    (["producers", "readers"] as const).flatMap((key) =>
      (bucket?.[key] ?? []).flatMap((party, position) =>
        party === undefined ? [] : [{ party, path: ["buckets", index, key, position] }],
      ),
    ),
  );
}

export const outsidePartyNetworks: Check = ({ teams }) =>
  teams.flatMap((team) =>
    outsideParties(team).flatMap(({ party, path }) =>
      (party.cidrs ?? []).flatMap((cidr, index) => {
        const message = cidr === undefined ? undefined : publicRangeProblem(cidr);
        return message === undefined ? [] : [team.document.problem([...path, "cidrs", index], message)];
      }),
    ),
  );

// The deployer manages buckets and is kept from their objects: as a producer or reader it would be both.
export const outsidePartyIsNotDeployer: Check = (environment) =>
  environment.teams.flatMap((team) => {
    const account: { readonly id?: string; readonly deployerRole?: string } | undefined = dataAccountOf(
      team,
      environment,
    );
    const partition = partitionOf(environment.value.region);
    const deployer =
      account?.deployerRole ?? (account?.id && partition ? defaultDeployerRole(partition, account.id) : undefined);
    return outsideParties(team)
      .filter(({ party }) => party.role !== undefined && party.role === deployer)
      .map(({ path }) =>
        team.document.problem(
          [...path, "role"],
          "is the deployer role, which may not touch objects; name another role",
        ),
      );
  });

// A party's denials name its role: two entries of one role would deny each other.
export const outsidePartyOnce: Check = ({ teams }) =>
  teams.flatMap((team) => {
    const entries = outsideParties(team).map((entry) => ({ ...entry, key: `${entry.path[1]} ${entry.party.role}` }));
    return entries
      .filter(({ party, key }, index) => party.role && entries.findIndex((other) => other.key === key) < index)
      .map(({ path }) =>
        team.document.problem(
          [...path, "role"],
          "is given twice for this bucket; write each role once, and use two roles for two prefixes or for reading and writing",
        ),
      );
  });

// Teams' own roles reach buckets through their endpoints only; as a party one would reach another team's.
export const outsidePartyIsOutside: Check = ({ name, value, teams }) => {
  const account = value.accounts?.studio?.id;
  const prefix = value.namePrefix && `${environmentPrefix({ name, namePrefix: value.namePrefix })}-`;
  if (!account || !prefix) return [];
  return teams.flatMap((team) =>
    outsideParties(team)
      .filter(({ party }) => party.role?.includes(`:${account}:`) && party.role.split("/").at(-1)?.startsWith(prefix))
      .map(({ path }) =>
        team.document.problem([...path, "role"], "is a role that this environment makes; name a role from outside it"),
      ),
  );
};
