/** What no configuration declares, said on top of a report: whoever made the stacks may have written it. */
import { groupDeclarations } from "./declarations";
import { countOf, linesOf } from "./groups";
import type { Report } from "./report";

export interface Undeclared {
  /** `Declared nowhere: 9`. */
  readonly title: string;
  /** Why, and what to do. */
  readonly hint: string;
  /** By kind; of very many the first. */
  readonly lines: readonly string[];
}

/** --json has all. */
const mostOfKind = 20;

/** Nothing where everything is declared. */
export function describeUndeclared({
  undeclared,
  heldAgainst,
}: Pick<Report, "undeclared" | "heldAgainst">): Undeclared | undefined {
  const groups = groupDeclarations(undeclared);
  if (groups.length === 0) return undefined;
  return {
    title: `Declared nowhere: ${countOf(groups)}`,
    hint:
      heldAgainst === undefined
        ? "The stacks say this of themselves, and no configuration was read. --environments <dir> holds them against one; --strict makes this exit code 1."
        : `The stacks say this of themselves, and ${heldAgainst} does not declare it.`,
    lines: groups.flatMap((group) => linesOf(group, mostOfKind)),
  };
}
