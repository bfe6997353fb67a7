/** IP addresses and ranges, both families, as numbers: for IpAddress conditions. */
import { isIP } from "node:net";

export interface Range {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

const fromV4 = (text: string): bigint => text.split(".").reduce((sum, part) => sum * 256n + BigInt(part), 0n);

const fromV6 = (text: string): bigint => {
  const dotted = text.replace(/(\d+\.\d+\.\d+\.\d+)$/, (address) => {
    const value = fromV4(address);
    return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
  });
  const [head = "", tail] = dotted.split("::");
  const groups = (part: string) => (part === "" ? [] : part.split(":"));
  const left = groups(head);
  const right = groups(tail ?? "");
  const zeros = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill("0");
  return [...left, ...zeros, ...right].reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
};

/** An address as text: IPv6 without shortening. */
export const showAddress = (family: 4 | 6, value: bigint): string =>
  family === 4
    ? [24n, 16n, 8n, 0n].map((bits) => (value >> bits) & 255n).join(".")
    : Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16)).join(":");

/** An address or a CIDR range (bits past the prefix are ignored, as AWS does); undefined where it is neither. */
export function parseRange(text: string): Range | undefined {
  const [address = "", length, ...rest] = text.split("/");
  const family = isIP(address);
  if ((family !== 4 && family !== 6) || rest.length > 0 || address.includes("%")) return undefined;
  const bits = family === 4 ? 32 : 128;
  if (length !== undefined && !/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const prefix = length === undefined ? bits : Number(length);
  if (prefix > bits) return undefined;
  const value = family === 4 ? fromV4(address) : fromV6(address);
  const hosts = 1n << BigInt(bits - prefix);
  const first = (value / hosts) * hosts;
  return { family, first, last: first + hosts - 1n };
}

/** Whether the second range lies within the first; families do not mix. */
export const contains = (outer: Range, inner: Range): boolean =>
  outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
