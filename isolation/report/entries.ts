/** Who can open Studio, in words: teams that are entered alike stand together. */
import { list, printable } from "../../config/problems";
import { groupBy } from "../facts/group-by";
import type { TeamEntry } from "../guarantees/team-can-work/entry";

export interface EntryGroup {
  /** Who, and from where: one line. */
  readonly who: string;
  /** `<environment>: <team>, <team>`: a line for each environment. */
  readonly teams: readonly string[];
}

/** Names that differ by environment and team alone are one. */
const pattern = ({ environment, team }: TeamEntry, policy: string): string =>
  policy.replace(`${environment}-${team}`, "<environment>-<team>");

function whoOf(entry: TeamEntry): string {
  const { authMode, policies, assigned, networks, unreached, closed } = entry;
  if (closed !== undefined) return `nobody: ${closed}`;
  const people =
    policies.length > 0
      ? `people who have the policy ${list(policies.map((policy) => pattern(entry, policy)))}`
      : authMode === "IAM"
        ? "whoever may ask for a presigned URL by policies outside these stacks"
        : assigned
          ? `users whom Terraform assigns to the domain in IAM Identity Center (authMode ${authMode})`
          : `people whom somebody assigns to the domain in IAM Identity Center (authMode ${authMode}; nobody before that: README.md, step 4)`;
  if (networks === "any") return `${people}, from any network`;
  const from = [
    ...(networks.public.length > 0 ? [`from ${list(networks.public, "and")}`] : []),
    ...(networks.private.length > 0
      ? [`from ${list(networks.private, "and")} through the VPC's endpoints${noRoute(unreached)}`]
      : []),
  ];
  return `${people}, ${from.join(", and ")}`;
}

/** A policy that admits a range leads nobody from there. */
const noRoute = (unreached: readonly string[]): string =>
  unreached.length === 0 ? "" : ` (no stack that was read has a route to ${list(unreached, "or")})`;

/** Groups in the order of their first teams. */
export function describeEntries(entries: readonly TeamEntry[]): EntryGroup[] {
  return [...groupBy(entries, whoOf)].map(([who, alike]) => ({
    who: printable(who),
    teams: [...groupBy(alike, ({ environment }) => environment)].map(([environment, own]) =>
      printable(
        `${environment}: ${list(
          own.map(({ team }) => team),
          "and",
        )}`,
      ),
    ),
  }));
}
