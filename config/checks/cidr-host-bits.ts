/** Every range is written as its first address: `10.0.0.0/16`, not `10.0.0.1/16`. */
import { hasHostBits, withoutHostBits } from "../addresses";
import type { Path, Problem } from "../problems";
import type { Document } from "../yaml";
import type { Check } from "./check";
import { outsideParties } from "./outside-parties";

export const cidrHostBits: Check = (environment) => {
  const { document, value, teams } = environment;
  const ofEnvironment = [
    ...(["vpcCidr", "endpointCidr", "studioCidr"] as const).map((key) =>
      hostBits(document, ["network", key], value.network?.[key]),
    ),
    ...(["publicCidrs", "privateCidrs"] as const).flatMap((key) =>
      (value.access?.[key] ?? []).map((cidr, index) => hostBits(document, ["access", key, index], cidr)),
    ),
    ...(value.access?.routes ?? []).map((route, index) =>
      hostBits(document, ["access", "routes", index, "cidr"], route?.cidr),
    ),
  ];
  const ofTeams = teams.flatMap((team) => [
    hostBits(team.document, ["cidr"], team.value.cidr),
    ...outsideParties(team).flatMap(({ party, path }) =>
      (party.cidrs ?? []).map((cidr, index) => hostBits(team.document, [...path, "cidrs", index], cidr)),
    ),
  ]);
  return [...ofEnvironment, ...ofTeams].flat();
};

function hostBits(document: Document, path: Path, cidr: string | undefined): Problem[] {
  if (cidr === undefined || !hasHostBits(cidr)) return [];
  return [document.problem(path, `${cidr} has bits set behind its prefix; write ${withoutHostBits(cidr)}`)];
}
