/** Every value that a schema takes, by its place: what stands there, and where a configuration shows it. */
import type { z } from "zod";
import { definitionOf, unwrap } from "../../../config/draft";
import type { Path } from "../../../config/problems";

/**
 * A key's place without positions: `users.[].name`, `tags.{}` for the values of a map, `state(s3).bucket` for a key of one
 * kind of several.
 */
export type Place = string;

export interface Leaf {
  readonly place: Place;
  readonly schema: z.ZodType;
}

type Definition = ReturnType<typeof definitionOf> & {
  readonly discriminator?: string;
  readonly values?: readonly unknown[];
  readonly entries?: Readonly<Record<string, string>>;
};
export const define = (schema: z.ZodType): Definition => definitionOf(unwrap(schema)) as Definition;

/** All values of a schema that hold no others, in its order. */
export function leavesOf(schema: z.ZodType, place: Place = ""): Leaf[] {
  const { type, shape, element, valueType, options, discriminator } = define(schema);
  const below = (part: string) => (place === "" ? part : `${place}.${part}`);
  if (type === "object") return Object.entries(shape ?? {}).flatMap(([key, child]) => leavesOf(child, below(key)));
  if (type === "array" && element) return leavesOf(element, below("[]"));
  if (type === "record" && valueType) return leavesOf(valueType, below("{}"));
  if (type === "union" && options && discriminator !== undefined) {
    return options.flatMap((option) => {
      const kind = String(define(define(option).shape?.[discriminator] as z.ZodType).values?.[0]);
      return leavesOf(option, `${place}(${kind})`);
    });
  }
  const structured = (options ?? []).filter((option) => define(option).type === "object");
  if (type === "union" && structured.length > 0) {
    const [plain] = (options ?? []).filter((option) => define(option).type !== "object");
    return [...(plain ? [{ place, schema: plain }] : []), ...structured.flatMap((option) => leavesOf(option, place))];
  }
  return [{ place, schema }];
}

/** Where the value shows the place first; undefined where it does not. */
export function findPlace(value: unknown, place: Place): Path | undefined {
  return find(value, place.replace(/\(\w+\)/g, "").split("."));
}

function find(value: unknown, [part, ...rest]: readonly string[]): Path | undefined {
  if (part === undefined) return typeof value === "object" || value === undefined ? undefined : [];
  if (typeof value !== "object" || value === null) return undefined;
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    const fits = Array.isArray(value) ? part === "[]" : part === "{}" || part === key;
    const below = fits ? find((value as Record<string | number, unknown>)[key], rest) : undefined;
    if (below) return [key, ...below];
  }
  return undefined;
}

/** A copy with another value at the path. */
export function withValue(value: unknown, [part, ...rest]: Path, other: unknown): unknown {
  if (part === undefined) return other;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[part] = withValue(copy[part], rest, other);
  return copy;
}

/** What stands at the path. */
export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((here, part) => (here as Record<string | number, unknown> | undefined)?.[part], value);
