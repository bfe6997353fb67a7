/** A team's Studio stack: the domain's role, its subnets and the way from them to S3, the profiles' groups. */
import { teamPrefix } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { domainOf, studioAccount } from "./accounts";
import type { Domain, Facts, Violation } from "./facts";

export function ofStudio(environment: Environment, team: Team, accounts: readonly Facts[]): Violation[] {
  const studio = studioAccount(environment, accounts);
  const domain = domainOf(environment, team, accounts);
  if (!domain)
    return [{ what: `domain ${teamPrefix(environment, team)}`, fault: `is not in account ${studio.account}` }];
  return [...ofRole(domain, studio), ...ofSubnets(domain, studio), ...ofProfiles(domain, studio, team)];
}

const ofRole = ({ name, role }: Domain, { roles, account }: Facts): Violation[] =>
  roles.includes(role)
    ? []
    : [{ what: `role of domain ${name}`, fault: `${role || "(none)"} is not in account ${account}` }];

/** Each subnet is in a zone of its own, and its routes lead to an S3 endpoint. */
function ofSubnets({ name, subnets: ids }: Domain, { subnets, gateways }: Facts): Violation[] {
  const own = subnets.filter(({ id }) => ids.includes(id));
  if (own.length === 0 || own.length < ids.length) {
    const missing = ids.filter((id) => !own.some((each) => each.id === id));
    return [
      {
        what: `subnets of domain ${name}`,
        fault: missing.length > 0 ? `the account does not hold ${missing.join(", ")}` : "there are none",
      },
    ];
  }
  const ways = new Set(gateways.filter(({ service }) => service.endsWith(".s3")).flatMap((each) => each.routeTables));
  return own.flatMap(({ id, zone, routeTable }, index) => {
    const beside = own.slice(0, index).find((other) => other.zone === zone);
    return [
      ...(beside
        ? [{ what: `zones of domain ${name}`, fault: `its subnets ${beside.id} and ${id} are both in ${zone}` }]
        : []),
      ...(ways.has(routeTable)
        ? []
        : [{ what: `routes of domain ${name}`, fault: `those of its subnet ${id} lead to no S3 endpoint` }]),
    ];
  });
}

/** Each profile has groups, which are in the domain's VPC and nobody else's. */
function ofProfiles(domain: Domain, { profiles, groups }: Facts, team: Team): Violation[] {
  const inVpc = new Set(groups.filter(({ vpc }) => vpc === domain.vpc).map(({ id }) => id));
  return team.users.flatMap(({ name }): Violation[] => {
    const what = `profile ${name} of ${domain.name}`;
    const profile = profiles.find((each) => each.domain === domain.id && each.name === name);
    if (!profile) return [{ what, fault: "is not there" }];
    if (profile.groups.length === 0) return [{ what, fault: "has no security group of its own" }];
    return profile.groups.flatMap((group): Violation[] => {
      if (!inVpc.has(group)) return [{ what, fault: `security group ${group} is not in the VPC ${domain.vpc}` }];
      const holder = profiles.find((other) => other !== profile && other.groups.includes(group));
      if (holder) return [{ what, fault: `shares security group ${group} with profile ${holder.name}` }];
      return domain.groups.includes(group)
        ? [{ what, fault: `shares security group ${group} with the whole domain` }]
        : [];
    });
  });
}
