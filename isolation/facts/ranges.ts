/** Ranges of addresses in rules and policies: what lies in what, and how many are still somebody's network and not the internet. */
import { s3GatewayServiceName } from "../../config/tables/regions";
import type { Policy } from "../policy";
import { contains, parseRange } from "../policy/address";
import type { Facts } from "./facts";

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

/** Whether the range lies within one of the others; what is no range lies nowhere. */
export function liesIn(inner: string | undefined, outer: readonly string[]): boolean {
  const range = parseRange(inner ?? "");
  return range !== undefined && outer.flatMap((each) => parseRange(each) ?? []).some((each) => contains(each, range));
}

/** The environment's VPC, as ranges. */
export const rangesOfVpc = ({ environment }: Pick<Facts, "environment">): readonly string[] =>
  environment.networking.resources("aws_vpc").map(({ config }) => config.cidr_block);

/** The first address of a range: `10.0.0.0` of `10.0.0.0/8`. */
export const firstAddress = (cidr: string): string => cidr.split("/")[0] ?? "";

type Source = "aws:sourceip" | "aws:vpcsourceip";

/** Ranges that the policies' denials spare, each with the place (policy and JSON path) of the condition that spares it. */
export const sparing = (
  policies: readonly Policy[],
  source: Source,
): readonly { readonly range: string; readonly where: string }[] =>
  policies
    .flatMap(({ statements }) => statements.filter(({ effect }) => effect === "Deny"))
    .flatMap(({ conditions }) => conditions)
    .filter(({ key, operator }) => key === source && operator === "NotIpAddress")
    .flatMap(({ values, where }) => values.map((range) => ({ range, where })));

/** Ranges that the policies' denials spare, each once. */
export const sparedBy = (policies: readonly Policy[], source: Source): readonly string[] =>
  [...new Set(sparing(policies, source).map(({ range }) => range))].sort();

/** S3's addresses, as rules of security groups name them. */
export const s3PrefixList = (region: string): string => `pl-${s3GatewayServiceName(region)}`;
