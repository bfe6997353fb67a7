/** The VPC is a legal size, and its endpoint and Studio ranges lie inside it, apart from each other. */
import {
  addresses,
  contains,
  longestPrefix,
  overlap,
  prefixFor,
  privateRanges,
  range,
  reservedPerSubnet,
  sharedRange,
  shortestPrefix,
  subnetPrefix,
} from "../addresses";
import { availabilityZoneIdsOf, defined, networkRangesOf } from "../derive";
import { defaultInterfaceEndpoints } from "../tables/interface-endpoints";
import type { Check } from "./check";

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
export const vpcRange: Check = ({ document, value }) => {
  const vpc = value.network?.vpcCidr;
  if (vpc === undefined) return [];
  const at = (message: string) => [document.problem(["network", "vpcCidr"], message)];
  const { prefix } = range(vpc);
  if (prefix < shortestPrefix || prefix > longestPrefix) {
    return at(`${vpc} is not a legal size for a VPC; write a range from /${shortestPrefix} to /${longestPrefix}`);
  }
  if (![...privateRanges, sharedRange].some((outer) => contains(outer, vpc))) {
    return at(`${vpc} is not private; write a range inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10`);
  }
  return [];
};

/** A warning. Source: docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html ("Some AWS services use the 172.17.0.0/16 CIDR range"). */
export const vpcRangeIsFree: Check = ({ document, value }) => {
  const vpc = value.network?.vpcCidr;
  if (vpc === undefined || !overlap(vpc, usedByServices)) return [];
  const message = `${vpc} overlaps ${usedByServices}, which some AWS services use inside their machines, as Docker does; write another range`;
  return [document.problem(["network", "vpcCidr"], message)];
};

const usedByServices = "172.17.0.0/16";

export const rangesInsideVpc: Check = (environment) => {
  const { document } = environment;
  const ranges = networkRangesOf(environment);
  const { vpcCidr, endpointCidr, studioCidr } = ranges;
  const outside = (["endpointCidr", "studioCidr"] as const).flatMap((key) => {
    const cidr = ranges[key];
    if (vpcCidr === undefined || cidr === undefined || contains(vpcCidr, cidr)) return [];
    return [document.problem(["network", key], `${cidr} is not inside the VPC's range; write a part of ${vpcCidr}`)];
  });
  if (endpointCidr === undefined || studioCidr === undefined || !overlap(endpointCidr, studioCidr)) return outside;
  // The two defaults meet only in a VPC that is refused already.
  if (!document.has(["network", "endpointCidr"]) && !document.has(["network", "studioCidr"])) return outside;
  const place = document.has(["network", "studioCidr"]) ? "studioCidr" : "endpointCidr";
  const [mine, other] =
    place === "studioCidr"
      ? [studioCidr, `the endpoint range ${endpointCidr}`]
      : [endpointCidr, `the Studio range ${studioCidr}`];
  const made = document.has(["network", place === "studioCidr" ? "endpointCidr" : "studioCidr"])
    ? ""
    : " (the default)";
  return [
    ...outside,
    document.problem(["network", place], `${mine} overlaps ${other}${made}; write ranges without a common address`),
  ];
};

export const endpointRangeIsLargeEnough: Check = (environment) => {
  const { document, value } = environment;
  const { endpointCidr } = networkRangesOf(environment);
  const zones = availabilityZoneIdsOf(environment)?.length ?? 0;
  if (endpointCidr === undefined || zones === 0) return [];
  const endpoints = new Set([...defaultInterfaceEndpoints, ...defined(value.network?.extraInterfaceEndpoints)]).size;
  const part = subnetPrefix(endpointCidr, zones);
  if (part <= longestPrefix && 2 ** (32 - part) - reservedPerSubnet >= endpoints) return [];
  const right = prefixFor(zones * endpoints, zones);
  const has = part > 32 ? "less than one" : addresses(`0.0.0.0/${part}`);
  const inVpc = !document.has(["network", "endpointCidr"]);
  return [
    document.problem(
      ["network", inVpc ? "vpcCidr" : "endpointCidr"],
      `${inVpc ? `leaves ${endpointCidr} for endpoints, which` : endpointCidr} is too small: ${endpoints} interface endpoints need ${endpoints + reservedPerSubnet} addresses in each of ${zones} zones (AWS keeps ${reservedPerSubnet} of each subnet), and a zone's part of it has ${has}; write ${inVpc ? `endpointCidr, or a VPC of /${Math.max(shortestPrefix, right - 4)}` : `a /${right}`} or larger`,
    ),
  ];
};
