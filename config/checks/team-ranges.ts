/** A team's range lies in the environment's Studio range, apart from other teams', and has addresses for its users. */
import { contains, longestPrefix, overlap, prefixFor, range, reservedPerSubnet, subnetPrefix } from "../addresses";
import { availabilityZoneIdsOf, networkRangesOf } from "../derive";
import type { Check, TeamDraft } from "./check";
import { vpcRange } from "./network-ranges";

/** Apps, jobs and endpoints of one person; AWS suggests 2 to 4. https://docs.aws.amazon.com/sagemaker/latest/dg/onboard-vpc.html */
export const addressesPerUser = 4;

/** Silent where the ranges that a team's is held against are wrong themselves: nobody should move into them. */
export const teamRangeInsideStudioRange: Check = (environment) => {
  const { vpcCidr, endpointCidr, studioCidr } = networkRangesOf(environment);
  const isInVpc = vpcCidr === undefined || studioCidr === undefined || contains(vpcCidr, studioCidr);
  if (!isInVpc || vpcRange(environment).length > 0) return [];
  return environment.teams.flatMap(({ document, value: { cidr } }) => {
    if (cidr === undefined || studioCidr === undefined || contains(studioCidr, cidr)) return [];
    const where =
      endpointCidr !== undefined && overlap(endpointCidr, cidr)
        ? `overlaps the endpoint range ${endpointCidr}`
        : vpcCidr !== undefined && !contains(vpcCidr, cidr)
          ? `is outside the VPC's range ${vpcCidr}`
          : "is outside the environment's Studio range";
    return [document.problem(["cidr"], `${cidr} ${where}; write a part of ${studioCidr}`)];
  });
};

export const teamRangesApart: Check = ({ teams }) => {
  const ranges = teams
    .flatMap((team) =>
      team.value.cidr === undefined ? [] : [{ team, cidr: team.value.cidr, ...range(team.value.cidr) }],
    )
    .sort((a, b) => a.first - b.first || b.last - a.last);
  // In order of first addresses a range can only meet the one that reaches furthest so far: no pairs of all teams.
  const problems = [];
  let furthest = ranges[0];
  for (const next of ranges.slice(1)) {
    if (furthest !== undefined && next.first <= furthest.last) problems.push(overlapProblem(furthest, next));
    if (furthest === undefined || next.last > furthest.last) furthest = next;
  }
  return problems;
};

type TeamRange = { readonly team: TeamDraft; readonly cidr: string };

function overlapProblem(one: TeamRange, another: TeamRange) {
  const [first, second] = one.team.name < another.team.name ? [one, another] : [another, one];
  return second.team.document.problem(
    ["cidr"],
    `${second.cidr} overlaps ${first.cidr} of team ${first.team.name} (${first.team.document.file}); write a range of its own`,
  );
}

export const teamRangeHoldsUsers: Check = (environment) => {
  const zones = availabilityZoneIdsOf(environment)?.length ?? 0;
  if (zones === 0) return [];
  return environment.teams.flatMap(({ document, value: { cidr, users } }) => {
    if (cidr === undefined || users === undefined) return [];
    const needed = users.length * addressesPerUser;
    const right = `write a /${prefixFor(needed, zones)} or larger`;
    const part = subnetPrefix(cidr, zones);
    if (part > longestPrefix) {
      return [
        document.problem(
          ["cidr"],
          `${cidr} is too small to give each of ${zones} zones a subnet of /${longestPrefix}; ${right}`,
        ),
      ];
    }
    const usable = zones * (2 ** (32 - part) - reservedPerSubnet);
    if (usable >= needed) return [];
    return [
      document.problem(
        ["cidr"],
        `${cidr} is too small: ${users.length} users need ${needed} addresses (${addressesPerUser} each), its ${zones} subnets have ${usable} (AWS keeps ${reservedPerSubnet} of each); ${right}`,
      ),
    ];
  });
};
