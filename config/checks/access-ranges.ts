/** People come from ranges that can be told apart: public ones that are theirs, private ones that are not this VPC's. */
import { contains, overlap, privateRanges, range, sharedRange, unroutableRanges } from "../addresses";
import { list } from "../problems";
import type { Check } from "./check";

const widestPublicPrefix = 8;

/** Why AWS would never see a request from this range, or see too many; undefined where the range is fine. */
export function publicRangeProblem(cidr: string): string | undefined {
  if (range(cidr).prefix < widestPublicPrefix) {
    return `${cidr} admits ${range(cidr).prefix === 0 ? "the whole internet" : "a large part of the internet"}; write your own public ranges, /${widestPublicPrefix} at the widest`;
  }
  const hidden = [...privateRanges, sharedRange, ...unroutableRanges].find((other) => overlap(cidr, other));
  return hidden === undefined
    ? undefined
    : `${cidr} is not public (it lies in ${hidden}), and AWS would never see it as a source; write the public range behind which people reach the internet`;
}

export const publicAccessRanges: Check = ({ document, value }) =>
  (value.access?.publicCidrs ?? []).flatMap((cidr, index) => {
    const message = cidr === undefined ? undefined : publicRangeProblem(cidr);
    return message === undefined ? [] : [document.problem(["access", "publicCidrs", index], message)];
  });

export const privateAccessRanges: Check = ({ document, value }) => {
  const vpc = value.network?.vpcCidr;
  return (value.access?.privateCidrs ?? []).flatMap((cidr, index) => {
    if (cidr === undefined) return [];
    const at = (message: string) => [document.problem(["access", "privateCidrs", index], message)];
    if (![...privateRanges, sharedRange].some((outer) => contains(outer, cidr))) {
      return at(
        `${cidr} is not private; write a range inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10, or move it to publicCidrs`,
      );
    }
    if (vpc !== undefined && overlap(cidr, vpc)) {
      return at(
        `${cidr} overlaps the VPC's own range ${vpc}, so notebooks could open Studio too; write the ranges of the networks beyond the VPN`,
      );
    }
    return [];
  });
};

// Each private range is a rule of the endpoints' group, and EC2 refuses one that is there already.
export const accessRangesOnce: Check = ({ document, value }) =>
  (["publicCidrs", "privateCidrs"] as const).flatMap((key) => {
    const ranges = value.access?.[key] ?? [];
    return ranges.flatMap((cidr, index) =>
      cidr === undefined || ranges.indexOf(cidr) === index
        ? []
        : [document.problem(["access", key, index], `${cidr} is given twice; write each range once`)],
    );
  });

/** A warning: legal, but nobody can work in these teams. Those that log in through SSO need no network. */
export const accessIsEmpty: Check = ({ document, value, teams }) => {
  const { publicCidrs, privateCidrs } = value.access ?? {};
  if (publicCidrs?.length !== 0 || privateCidrs?.length !== 0) return [];
  const closed = teams.filter((team) => team.value.authMode === "IAM").map(({ name }) => name);
  if (closed.length === 0) return [];
  const message = `is empty, so nobody can open Studio of ${list(closed, "and")}; add publicCidrs or privateCidrs`;
  return [document.problem(["access"], message, "key")];
};
