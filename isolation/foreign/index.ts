/** Stacks in the folder that belong to no environment: what they touch of one, and whether they can touch anything at all. */
import type { Declared } from "../guarantees";
import type { EnvironmentOutline, StackFile } from "../model";
import { type ForeignStack, readForeign } from "./read";
import type { Part } from "./rests-on";
import { type Names, type Touch, touchesOf } from "./touches";

export type { ForeignStack } from "./read";
export { restsOn } from "./rests-on";
export type { Touch } from "./touches";

/** A stack that nothing is proved of. */
export interface Unproved {
  readonly stack: string;
  readonly file: string;
  /** Accounts that its providers are held to. */
  readonly accounts: readonly string[];
  /** Environments that it touches, or may touch: their guarantees are not decidable. */
  readonly touches: readonly string[];
}

export const readForeignStacks = (files: readonly StackFile[]): readonly ForeignStack[] => files.map(readForeign);

const partOf = (environment: string, stack: string): Part =>
  stack.startsWith(`${environment}-buckets-`) ? "data" : "studio";

/** By its stacks, and the accounts that a configuration declares for it. */
function namesOf({ name: environment, members }: EnvironmentOutline, declared: Declared | undefined): Names {
  const of = members.map((stack) => ({ ...stack, part: partOf(environment, stack.name) }));
  const studio = of.filter(({ part }) => part === "studio").map(({ account }) => account);
  const declaredData = (declared?.accounts ?? []).filter((id) => !studio.includes(id));
  return {
    environment,
    accounts: [
      ...of.map(({ account: id, part }) => ({ id, part })),
      ...declaredData.map((id) => ({ id, part: "data" as const })),
    ],
    names: of.flatMap(({ names, part }) => names.map((name) => ({ name, part }))),
    states: of.map(({ address, name: stack, part }) => ({ address, stack, part })),
  };
}

/** What the stacks touch of each environment. */
export function touchesIn(
  stacks: readonly ForeignStack[],
  environments: readonly EnvironmentOutline[],
  declared?: ReadonlyMap<string, Declared>,
): ReadonlyMap<string, readonly Touch[]> {
  if (stacks.length === 0) return new Map();
  const known = environments.flatMap(({ members }) => members.map(({ address }) => address));
  return new Map(
    environments.map((environment) => {
      const names = namesOf(environment, declared?.get(environment.name));
      return [environment.name, stacks.flatMap((stack) => touchesOf(stack, names, known))];
    }),
  );
}

export const unprovedOf = (
  stacks: readonly ForeignStack[],
  touches: ReadonlyMap<string, readonly Touch[]>,
): readonly Unproved[] =>
  stacks.map(({ name: stack, file, accounts }) => ({
    stack,
    file,
    accounts,
    touches: [...touches].filter(([, each]) => each.some((touch) => touch.stack === stack)).map(([name]) => name),
  }));
