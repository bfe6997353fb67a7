/** The subnets of all teams by their addresses, to find those that a range touches without asking each of them. */
import type { Resource } from "../model";
import { parseRange, type Range } from "../policy/address";
import type { Facts } from "./facts";
import { oncePerEnvironment } from "./once";

interface Entry {
  readonly subnet: Resource<"aws_subnet">;
  readonly range: Range;
  /** Last address of this one and of all before it. */
  readonly reach: bigint;
}

/** By first address. Subnets that overlap, which AWS would refuse, are found as well. */
const entriesOf = oncePerEnvironment(({ teams }): readonly Entry[] => {
  const sorted = teams
    .flatMap(({ studio }) => studio.resources("aws_subnet"))
    .flatMap((subnet) => {
      const range = parseRange(subnet.config.cidr_block);
      return range === undefined ? [] : [{ subnet, range }];
    })
    .sort((one, other) => (one.range.first < other.range.first ? -1 : 1));
  let reach = -1n;
  return sorted.map(({ subnet, range }) => {
    reach = range.last > reach ? range.last : reach;
    return { subnet, range, reach };
  });
});

/** Teams' subnets that have an address in the range, of whichever family its numbers are. */
export function appSubnetsIn(facts: Facts, { first, last }: Range): readonly Resource<"aws_subnet">[] {
  const entries = entriesOf(facts);
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.range.first ?? 0n) <= last) low = middle + 1;
    else high = middle;
  }
  const found: Resource<"aws_subnet">[] = [];
  for (let at = low - 1; at >= 0; at -= 1) {
    const { range, reach, subnet } = entries[at] as Entry;
    if (reach < first) break;
    if (range.last >= first) found.push(subnet);
  }
  return found.reverse();
}
