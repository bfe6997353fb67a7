/** Finds its way about a schema: what stands at a path, which keys it has, what they are for. */
import type { z } from "zod";
import { definitionOf, isMap, unwrap } from "./draft";
import type { Path } from "./problems";

/** The schema of a place, unwrapped; in a union that of the first of its kinds that has it. */
export function schemaAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  const [part, ...rest] = path;
  if (part === undefined) return unwrap(schema);
  const child = childOf(unwrap(schema), part);
  return child === undefined ? undefined : schemaAt(child, rest);
}

export function childOf(schema: z.ZodType, part: string | number): z.ZodType | undefined {
  const { shape, element, valueType, options } = definitionOf(schema);
  const [inUnion] = (options ?? []).flatMap((option) => childOf(unwrap(option), part) ?? []);
  if (inUnion !== undefined) return inUnion;
  return typeof part === "number" ? element : (shape?.[part] ?? valueType);
}

/** What the schema says a key is for, without the full stop. */
export function describe(schema: z.ZodType, path: Path): string | undefined {
  const [part, ...rest] = path;
  if (part === undefined) return schema.description?.replace(/\.$/, "");
  const child = childOf(unwrap(schema), part);
  return child === undefined ? undefined : describe(child, rest);
}

/** Of a union whose kinds one key tells apart: that key, and each kind by the key's value. */
export interface Kinds {
  readonly by: string;
  readonly all: ReadonlyMap<string, z.ZodType>;
}

/** Undefined for everything that is no such union. */
export function kindsOf(schema: z.ZodType | undefined): Kinds | undefined {
  const { discriminator: by, options = [] } =
    schema === undefined ? { discriminator: undefined } : definitionOf(schema);
  if (by === undefined) return undefined;
  const kinds = options.map(unwrap).map((kind): [string, z.ZodType] => {
    const literal = definitionOf(kind).shape?.[by];
    return [String(literal && definitionOf(literal).values?.[0]), kind];
  });
  return { by, all: new Map(kinds) };
}

/** Every key that a map may have there, each once; of several kinds those of all. */
export function keysOf(schema: z.ZodType | undefined): string[] {
  if (schema === undefined) return [];
  const { shape, options = [] } = definitionOf(schema);
  return [...new Set([...Object.keys(shape ?? {}), ...options.flatMap((option) => keysOf(unwrap(option)))])];
}

/** The value at a path of a parsed file; undefined where there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((here, part) => {
    if (Array.isArray(here) && typeof part === "number") return here[part];
    return isMap(here) && Object.hasOwn(here, part) ? here[part] : undefined;
  }, value);
}

export function literalsOf(schema: z.ZodType | undefined): string[] {
  if (schema === undefined) return [];
  const { options = [] } = schema._zod.def as { options?: readonly z.ZodType[] };
  return options.flatMap((option) => ((option._zod.def as { values?: readonly unknown[] }).values ?? []).map(String));
}

export function pathsOf(schema: z.ZodType, path: Path = []): Path[] {
  const { shape, element } = definitionOf(unwrap(schema));
  if (element !== undefined) return pathsOf(element, path);
  return Object.entries(shape ?? {}).flatMap(([key, child]) => [[...path, key], ...pathsOf(child, [...path, key])]);
}
