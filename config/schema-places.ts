/** Finds its way about a schema: what stands at a path, which keys it has, what they are for. */
import type { z } from "zod";
import { definitionOf, unwrap } from "./draft";
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

export function keysOf(schema: z.ZodType | undefined): string[] {
  if (schema === undefined) return [];
  const { shape, options = [] } = definitionOf(schema);
  return [...Object.keys(shape ?? {}), ...options.flatMap((option) => keysOf(unwrap(option)))];
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
