/** What stands on top of a report: what is new and gone since the baseline, and what no configuration declares. */
import type { Difference } from "./baseline";
import { groupDeclarations } from "./declarations";
import { groupExceptions } from "./exceptions";
import { countOf, type Group, linesOf } from "./groups";
import type { Report } from "./report";

export interface Notice {
  /** `Declared nowhere: 9`. */
  readonly title: string;
  /** Why, and what to do; empty where the title says it all. */
  readonly hint: string;
  /** By kind; of very many the first. */
  readonly lines: readonly string[];
}

/** --json has all. */
const mostOfKind = 20;

export const noticesOf = (report: Pick<Report, "changes" | "undeclared" | "heldAgainst">): readonly Notice[] => [
  ...ofChanges(report),
  ...ofUndeclared(report),
];

const notice = (title: string, hint: string, groups: readonly Group[]): Notice => ({
  title: groups.length === 0 ? title : `${title}: ${countOf(groups)}`,
  hint,
  lines: groups.flatMap((group) => linesOf(group, mostOfKind)),
});

function ofChanges({ changes }: Pick<Report, "changes">): readonly Notice[] {
  if (!changes) return [];
  const [came, went] = [changes.new, changes.gone].map(groupsIn);
  return [
    came?.length ? notice("New since the baseline", "", came) : notice("Nothing new since the baseline", "", []),
    ...(went?.length ? [notice("Gone since the baseline", "", went)] : []),
  ];
}

/** Access first. */
const groupsIn = ({ declarations, exceptions }: Difference): readonly Group[] => [
  ...groupDeclarations(declarations),
  ...groupExceptions(exceptions),
];

function ofUndeclared({ undeclared, heldAgainst }: Pick<Report, "undeclared" | "heldAgainst">): readonly Notice[] {
  const groups = groupDeclarations(undeclared);
  if (groups.length === 0) return [];
  const hint =
    heldAgainst === undefined
      ? "The stacks say this of themselves, and no configuration was read. --environments <dir> holds them against one; --strict makes this exit code 1."
      : `The stacks say this of themselves, and ${heldAgainst} does not declare it.`;
  return [notice("Declared nowhere", hint, groups)];
}
