/** Finds keys that are accepted and change nothing: each is changed by itself, and the stacks are held against those before. */
import { App } from "cdktf";
import type { z } from "zod";
import { loadEnvironment } from "../../../config/load";
import { formatProblem, type Path } from "../../../config/problems";
import { environmentSchema, teamSchema } from "../../../config/schema";
import { adjustCdktf } from "../../../stacks/cdktf-adjustments";
import { placeEnvironment } from "../../../stacks/environment";
import { folderOf } from "../folders";
import { environmentName, type Full, filesOf, states } from "./full";
import { exceptions, otherValue, prepared } from "./other-values";
import { findPlace, type Leaf, leavesOf, valueAt, withValue } from "./places";

export interface Key extends Leaf {
  readonly file: "environment" | "team";
}

/** Every key of both files. */
export const everyKey = (): Key[] => [
  ...leavesOf(environmentSchema as z.ZodType).map((leaf) => ({ ...leaf, file: "environment" as const })),
  ...leavesOf(teamSchema as z.ZodType).map((leaf) => ({ ...leaf, file: "team" as const })),
];

/** Keys of which no other value reaches the stacks, each with what was found instead; exceptions are left out. */
export function ignoredKeys(configuration: Full, keys: readonly Key[] = everyKey()): string[] {
  const before = new Map<string, string>();
  const stacksBefore = (base: Full): string => {
    const text = JSON.stringify(base);
    const known = before.get(text) ?? stacksOf(base);
    before.set(text, known);
    return known;
  };
  return keys.flatMap((key) => {
    const name = `${key.file} ${key.place}`;
    if (name in exceptions) return [];
    const base = prepare(configuration, key);
    const path = pathOf(base, key);
    if (!path) return [`${name}: the full configuration does not show it`];
    const old = valueAt(base, path);
    const other = otherValue(name, key.schema, old);
    if (other === undefined || other === old) return [`${name}: no other value than ${JSON.stringify(old)} is known`];
    try {
      const after = stacksOf(withValue(base, path, other) as Full);
      return after === stacksBefore(base) ? [`${name}: ${JSON.stringify(other)} changes no stack`] : [];
    } catch (error) {
      return [`${name}: ${error instanceof Error ? error.message : error}`];
    }
  });
}

/** With the kind of state that the key belongs to, and without what would contradict its change. */
export function prepare(configuration: Full, { file, place }: Key): Full {
  const kind = /^state\((\w+)\)/.exec(place)?.[1];
  const ofKind = kind === undefined ? configuration : withState(configuration, kind);
  return prepared[`${file} ${place}`]?.(structuredClone(ofKind)) ?? ofKind;
}

export const withState = (configuration: Full, kind: string): Full => ({
  ...configuration,
  environment: { ...configuration.environment, state: states[kind] },
});

/** Where the configuration shows the key first. */
export const pathOf = ({ environment, teams }: Full, { file, place }: Key): Path | undefined =>
  file === "environment"
    ? findPlace({ environment }, `environment.${place}`)
    : findPlace({ teams }, `teams.{}.${place}`);

/**
 * The Terraform JSON of every stack, without what CDKTF notes for itself and without terraform_data: a setting that is only
 * remembered, so that a change of it can be refused, has no effect yet. Throws where the configuration has problems.
 */
export function stacksOf(configuration: Full): string {
  const { environment, problems } = loadEnvironment(folderOf(filesOf(configuration), environmentName));
  if (!environment) throw new Error(problems.map(formatProblem).join("\n"));
  adjustCdktf();
  const stacks = placeEnvironment(new App({ stackTraces: false }), environment).map(({ stack }) => {
    const { "//": _, resource: { terraform_data: __, ...resource } = {}, ...rest } = stack.toTerraform();
    return { ...rest, resource };
  });
  return JSON.stringify(stacks);
}
