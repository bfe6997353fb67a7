/** How many addresses are still somebody's network, and not the internet. */
import { parseRange } from "../policy/address";

/** As many as an IPv4 /8 and an IPv6 /32 hold. */
const widest = { 4: 2n ** 24n, 6: 2n ** 96n } as const;
/** Networks that are allowed together hold at most four times as many. */
const mostTogether = 4n;

const sizeOf = (cidr: string) => {
  const range = parseRange(cidr);
  return range && { family: range.family, size: range.last - range.first + 1n };
};

/** A range of more addresses than a /8 is no network of anybody's people. */
export const isTooWide = (cidr: string): boolean => {
  const range = sizeOf(cidr);
  return range === undefined || range.size > widest[range.family];
};

/** The internet in pieces is the internet. */
export const areTooWide = (cidrs: readonly string[]): boolean =>
  ([4, 6] as const).some((family) => {
    const sizes = cidrs.map(sizeOf).flatMap((range) => (range?.family === family ? range.size : []));
    return sizes.reduce((sum, size) => sum + size, 0n) > mostTogether * widest[family];
  });
