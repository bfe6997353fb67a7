/** Lists of actions of statements, each kept once: most statements of most teams share theirs. */
import { type Choice, matches, type Pattern, showPattern } from "../policy";
import { actionsOf } from "./catalogue";

export interface ActionChoice {
  /** Differs between lists that differ. */
  readonly id: number;
  readonly not: boolean;
  readonly entries: readonly Pattern[];
  /** Entries that are whole names. */
  readonly names: ReadonlySet<string>;
  /** Entries with wildcards. */
  readonly patterns: readonly Pattern[];
  /** By service, positions of its documented actions that the list means. */
  readonly documented: Map<string, readonly number[]>;
}

const byText = new Map<string, ActionChoice>();
const byList = new WeakMap<Choice<Pattern>, ActionChoice>();
const mostRemembered = 5_000;
let next = 0;

/** Equal lists have one and the same, or at least ids that no other list has. */
export function choiceOf(list: Choice<Pattern>): ActionChoice {
  const known = byList.get(list);
  if (known) return known;
  const { not, entries } = list;
  // No action holds a space, and stars and question marks are wildcards in every action.
  const text = [not, ...entries.map(showPattern)].join(" ");
  let found = byText.get(text);
  if (!found) {
    const [names, patterns] = [new Set<string>(), [] as Pattern[]];
    for (const pattern of entries) {
      const [first, ...others] = pattern;
      if (first?.kind === "text" && others.length === 0) names.add(first.text);
      else patterns.push(pattern);
    }
    next += 1;
    found = { id: next, not, entries, names, patterns, documented: new Map() };
    if (byText.size >= mostRemembered) byText.clear();
    byText.set(text, found);
  }
  byList.set(list, found);
  return found;
}

/** Whether the list means an action, given in lower case. */
export const chooses = ({ not, names, patterns }: ActionChoice, action: string): boolean =>
  (names.has(action) || patterns.some((pattern) => matches(pattern, action))) !== not;

/** Positions among a service's documented actions, in the catalogue's order, of those that the list means. */
export function documentedIn(choice: ActionChoice, service: string): readonly number[] {
  const known =
    choice.documented.get(service) ??
    actionsOf(service).flatMap(({ name }, at) => (chooses(choice, name.toLowerCase()) ? [at] : []));
  choice.documented.set(service, known);
  return known;
}
