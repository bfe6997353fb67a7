/** The order of stacks: each level needs only the levels before it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "./terraform";

export interface OrderedStack extends Stack {
  /** Names of the stacks that it reads. */
  readonly needs: readonly string[];
}

type Manifest = {
  readonly stacks: Readonly<
    Record<
      string,
      { readonly name: string; readonly workingDirectory: string; readonly dependencies: readonly string[] }
    >
  >;
};

/** The stacks of a synthesized output folder, from its manifest.json. */
export function stacksOf(output: string): OrderedStack[] {
  const manifest = JSON.parse(readFileSync(join(output, "manifest.json"), "utf8")) as Manifest;
  return Object.values(manifest.stacks).map(({ name, workingDirectory, dependencies }) => ({
    name,
    folder: join(output, workingDirectory),
    needs: dependencies,
  }));
}

/** Levels in the order to apply; reverse it to destroy. Stacks that are needed but not given count as applied. */
export function levelsOf(stacks: readonly OrderedStack[]): OrderedStack[][] {
  const levels: OrderedStack[][] = [];
  let left = [...stacks];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name));
    const level = left.filter(({ needs }) => !needs.some((need) => waiting.has(need)));
    if (level.length === 0) throw new Error(`stacks need each other in a circle: ${[...waiting].join(", ")}`);
    levels.push(level);
    left = left.filter((stack) => !level.includes(stack));
  }
  return levels;
}
