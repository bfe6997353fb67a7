/** Long lists in few lines: what is said alike of many teams is said once, with those who share it. */
import { printable } from "../../config/problems";

/** Something that is true of somebody, by kind. */
export interface Entry {
  /** What entries of a group have in common. */
  readonly head: string;
  /** What is said; empty where the head says it all. */
  readonly text: string;
  readonly environment: string;
  readonly team?: string;
}

export interface Item {
  readonly text: string;
  /** By environment: its teams, none where it concerns the environment as a whole. */
  readonly sharers: ReadonlyMap<string, readonly string[]>;
}

export interface Group {
  readonly head: string;
  readonly items: readonly Item[];
}

/** In order of appearance. */
export function groupsOf(entries: readonly Entry[]): readonly Group[] {
  const groups = new Map<string, Map<string, Map<string, Set<string>>>>();
  for (const { head, text, environment, team } of entries) {
    const items = entry(groups, head, () => new Map());
    const sharers = entry(items, text, () => new Map());
    const teams = entry(sharers, environment, () => new Set<string>());
    if (team !== undefined) teams.add(team);
  }
  return [...groups].map(([head, items]) => ({
    head,
    items: [...items].map(([text, sharers]) => ({
      text,
      sharers: new Map([...sharers].map(([environment, teams]) => [environment, [...teams]])),
    })),
  }));
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

export const countOf = (groups: readonly Group[]): number => groups.reduce((sum, { items }) => sum + items.length, 0);

const mostNamed = 3;

/** `a, b, c`; of very many the first few. */
export const few = (names: readonly string[]): string =>
  names.length <= mostNamed + 1
    ? names.join(", ")
    : `${names.slice(0, mostNamed).join(", ")} and ${names.length - mostNamed} more`;

/** `dev: research; prod: fraud, marketing`. */
const sharersOf = ({ sharers }: Item): string =>
  [...sharers].map(([name, teams]) => (teams.length === 0 ? name : `${name}: ${few(teams)}`)).join("; ");

const longestLine = 160;

/** A group in lines: its head, and up to so many of its items; one line where all items have the same sharers and it fits. */
export function linesOf({ head, items }: Group, most = Number.POSITIVE_INFINITY): string[] {
  const shown = items.length <= most + 1 ? items : items.slice(0, most);
  const missing = items.length - shown.length;
  const [first, ...others] = shown.map(sharersOf);
  const texts = [
    ...shown.map(({ text }) => text).filter((text) => text !== ""),
    ...(missing > 0 ? [`${missing} more`] : []),
  ];
  const together = `${head}${texts.length > 0 ? ": " : ""}${texts.join(", ").replace(/, (\d+ more)$/, " and $1")} (${first})`;
  const isOne = others.every((sharers) => sharers === first) && (items.length === 1 || together.length <= longestLine);
  const lines = isOne
    ? [together]
    : [
        `${head}: ${items.length}`,
        ...shown.map((item) => `  ${item.text} (${sharersOf(item)})`),
        ...(missing > 0 ? [`  and ${missing} more`] : []),
      ];
  return lines.map(printable);
}
