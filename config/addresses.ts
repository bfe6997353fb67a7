/** IPv4 ranges: splitting, containing, overlapping, counting; arithmetic only. */
import { long2ip, Netmask } from "netmask";

/** AWS keeps the first four addresses and the last one of every subnet. https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
export const reservedPerSubnet = 5;
/** Longest prefix of a VPC or subnet. */
export const longestPrefix = 28;
/** Shortest prefix of a VPC or subnet. */
export const shortestPrefix = 16;

/** Ranges that are never public: private use (RFC 1918). */
export const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] as const;
/** Shared address space (RFC 6598), used between networks. */
export const sharedRange = "100.64.0.0/10";
/** This network, loopback, link-local, multicast, reserved (RFC 6890). */
export const unroutableRanges = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4"] as const;
/** Ranges that only documentation uses (RFC 5737). */
export const documentationRanges = ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"] as const;

/** First and last address as numbers of 32 bits without sign, and the prefix length. */
export type Range = { readonly first: number; readonly last: number; readonly prefix: number };

/** `10.0.0.0/16` as numbers; host bits are dropped. Throws on text that is not an IPv4 range. */
export function range(cidr: string): Range {
  const { netLong, bitmask, size } = new Netmask(cidr);
  const first = netLong >>> 0;
  return { first, last: first + size - 1, prefix: bitmask };
}

/** Number of addresses of a range. */
export function addresses(cidr: string): number {
  const { first, last } = range(cidr);
  return last - first + 1;
}

/** Addresses that AWS leaves free in a subnet of this range; 0 where it is too small. */
export function usableAddresses(cidr: string): number {
  return Math.max(0, addresses(cidr) - reservedPerSubnet);
}

/** Whether the address has bits behind its prefix: `10.0.0.1/16`. */
export function hasHostBits(cidr: string): boolean {
  return withoutHostBits(cidr) !== cidr;
}

/** `10.0.0.1/16` as `10.0.0.0/16`. */
export function withoutHostBits(cidr: string): string {
  const { first, prefix } = range(cidr);
  return text(first, prefix);
}

/** Whether every address of `inner` lies in `outer`. */
export function contains(outer: string, inner: string): boolean {
  const [a, b] = [range(outer), range(inner)];
  return a.first <= b.first && b.last <= a.last;
}

/** Whether the ranges share an address. */
export function overlap(a: string, b: string): boolean {
  const [one, other] = [range(a), range(b)];
  return one.first <= other.last && other.first <= one.last;
}

/**
 * The first `count` of the equal parts that a range divides into; as many parts as the smallest power of two not below `count`.
 * Throws where a part would be smaller than one address.
 */
export function subnets(cidr: string, count: number): string[] {
  const { first, prefix } = range(cidr);
  const longer = prefix + bitsFor(count);
  if (longer > 32) throw new RangeError(`${cidr} does not divide into ${count} parts`);
  const size = 2 ** (32 - longer);
  return Array.from({ length: count }, (_, index) => text(first + index * size, longer));
}

/** Prefix length of the parts that `subnets` makes; may pass 32. */
export function subnetPrefix(cidr: string, count: number): number {
  return range(cidr).prefix + bitsFor(count);
}

/** Prefix length of the smallest range whose first `count` parts give at least `needed` usable addresses and are legal subnets. */
export function prefixFor(needed: number, count: number): number {
  for (let part = longestPrefix; part >= 0; part--) {
    if (count * (2 ** (32 - part) - reservedPerSubnet) >= needed) return Math.max(0, part - bitsFor(count));
  }
  return 0;
}

/** Where the endpoint subnets lie by default: the VPC's first sixteenth. */
export function defaultEndpointCidr(vpcCidr: string): string {
  const { first, prefix } = range(vpcCidr);
  return text(first, Math.min(32, prefix + 4));
}

/** Where teams' ranges lie by default: the VPC's upper half. */
export function defaultStudioCidr(vpcCidr: string): string {
  const { first, last, prefix } = range(vpcCidr);
  return prefix === 32 ? text(first, 32) : text((first + last + 1) / 2, prefix + 1);
}

function bitsFor(count: number): number {
  return Math.ceil(Math.log2(Math.max(1, count)));
}

function text(first: number, prefix: number): string {
  return `${long2ip(first)}/${prefix}`;
}
