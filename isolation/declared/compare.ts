/** What stacks say of themselves, held against what a configuration declares. */
import { list } from "../../config/problems";
import type { Declared, Facts } from "../facts/facts";
import { oncePerEnvironment } from "../facts/once";
import type { Check } from "../guarantees/guarantee";
import { type FoundDeclaration, keyOf, kinds, subjectOf } from "./declaration";
import { declarationsOf } from "./found";
import { lostTeams } from "./lost-teams";

/** What the stacks say and no configuration declares: all of it where none was read. */
export const undeclaredIn = oncePerEnvironment((facts): readonly FoundDeclaration[] => {
  const known = new Set(facts.declared?.declarations.map(keyOf));
  return declarationsOf(facts).filter((each) => !known.has(keyOf(each)));
});

/** What a guarantee says where the stacks differ from the configuration or lack a team of it; nothing where none was read. */
export function checksOfDeclared(facts: Facts, guarantee: string): readonly Check[] {
  const { declared } = facts;
  if (!declared) return [];
  const differing = undeclaredIn(facts)
    .filter(({ kind }) => (kinds[kind].guarantees as readonly string[]).includes(guarantee))
    .map((each) => ({
      ...(each.team !== undefined && { team: each.team }),
      failures: () => [{ ...wordsFor(each, declared), where: each.where }],
    }));
  return [...lostTeams(facts), ...differing];
}

function wordsFor(found: FoundDeclaration, { folder, declarations }: Declared) {
  const { kind, value, of, team } = found;
  const { noun, file, key } = kinds[kind];
  const subject = subjectOf(found);
  const own = declarations.filter((each) => subjectOf(each) === subject).map((each) => each.value);
  const about = kind === "network" ? `${of} ${noun}` : noun;
  const source = `${folder}/${file === "environment" ? "environment" : `teams/${team}`}.yaml`;
  return {
    what: `the stacks say ${about} ${value}, which the configuration does not declare`,
    change: `synthesize anew, or declare it in ${source} (${key}), which declares ${own.length === 0 ? "none" : list(own, "and")}`,
  };
}
