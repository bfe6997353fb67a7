/** Routes that a network team's stack adds lead to people's private ranges, each once, by a stack that is no environment's own. */
import { contains, overlap } from "../addresses";
import { defined } from "../derive";
import { stackOfSomeEnvironment } from "../names";
import { list, type Problem } from "../problems";
import type { Check, EnvironmentDraft } from "./check";

const routesOf = ({ value }: EnvironmentDraft) => value.access?.routes ?? [];

export const routesLeadToPeople: Check = (environment) => {
  const { document, value } = environment;
  const people = value.access?.privateCidrs;
  // A range that is wrong by itself is told there.
  if (people === undefined || people.includes(undefined)) return [];
  const ranges = defined(people);
  return routesOf(environment).flatMap((route, index) => {
    const cidr = route?.cidr;
    if (cidr === undefined || ranges.some((range) => contains(range, cidr))) return [];
    const expected = ranges.length === 0 ? "add it there first" : `write ${list(ranges)}, or a part of one`;
    const message = `${cidr} does not lie in access.privateCidrs, so nobody there is allowed; ${expected}`;
    return [document.problem(["access", "routes", index, "cidr"], message)];
  });
};

export const routeOnce: Check = (environment) => {
  const known = new Map<string, number>();
  return routesOf(environment).flatMap((route, index) => {
    const cidr = route?.cidr;
    if (cidr === undefined) return [];
    const first = known.get(cidr);
    known.set(cidr, first ?? index);
    if (first === undefined) return [];
    const message = `${cidr} is the destination of routes[${first}] already; a route table has one route to each range`;
    return [environment.document.problem(["access", "routes", index, "cidr"], message)];
  });
};

export const routesOfOtherStacks: Check = (environment) =>
  routesOf(environment).flatMap((route, index) => {
    const stack = route?.stack;
    if (stack === undefined || !stackOfSomeEnvironment.test(stack)) return [];
    const message = `${stack} is named like a stack of an environment (<environment>-networking, -studio-…, -buckets-…); write the name of the network team's stack, for example corporate-network`;
    return [environment.document.problem(["access", "routes", index, "stack"], message)];
  });

/** Sees all environments at once, unlike a Check: a network team's stack reads one network's state, and attaches that one. */
export function routeStacksApart(environments: readonly EnvironmentDraft[]): Problem[] {
  const owners = new Map<string, string>();
  return environments.flatMap((environment) =>
    routesOf(environment).flatMap((route, index) => {
      const stack = route?.stack;
      if (stack === undefined) return [];
      const owner = owners.get(stack) ?? environment.name;
      owners.set(stack, owner);
      if (owner === environment.name) return [];
      const message = `${stack} attaches environment ${owner} already; a network team's stack attaches one environment: write the name of another stack`;
      return [environment.document.problem(["access", "routes", index, "stack"], message)];
    }),
  );
}

/** A warning: legal, but nobody comes from there yet. */
export const privateRangesAreReached: Check = (environment) => {
  const { document, value } = environment;
  const destinations = routesOf(environment).flatMap((route) => route?.cidr ?? []);
  return (value.access?.privateCidrs ?? []).flatMap((cidr, index) => {
    if (cidr === undefined || destinations.some((each) => overlap(each, cidr))) return [];
    const message = `${cidr} is allowed, but no route leads there, so nobody comes from there yet; let your network team attach it (docs/private-networks.md), and declare the route in access.routes`;
    return [document.problem(["access", "privateCidrs", index], message)];
  });
};
