/** What is known of a file that may be partly wrong: valid values in their places, undefined for the rest. */
import type { z } from "zod";

/** The same shape with anything possibly missing: checks that cross keys read it even where other keys are wrong. */
export type Draft<T> = T extends readonly (infer Element)[]
  ? readonly (Draft<Element> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> }
    : T | undefined;

type Definition = {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly valueType?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly defaultValue?: unknown;
  /** Of a union: the key that tells its kinds apart. */
  readonly discriminator?: string;
  /** Of a literal. */
  readonly values?: readonly unknown[];
};

/** The definition behind a schema: what kind it is and what it is made of. */
export function definitionOf(schema: z.ZodType): Definition {
  return schema._zod.def as unknown as Definition;
}

/** The schema below defaults and optionals. */
export function unwrap(schema: z.ZodType): z.ZodType {
  const { innerType } = definitionOf(schema);
  return innerType === undefined ? schema : unwrap(innerType);
}

/** Reads what is valid, key by key and element by element, with defaults made. */
export function draftOf<Schema extends z.ZodType>(schema: Schema, value: unknown): Draft<z.output<Schema>> {
  return salvage(schema, value) as Draft<z.output<Schema>>;
}

function salvage(schema: z.ZodType, value: unknown): unknown {
  const whole = schema.safeParse(value);
  if (whole.success) return whole.data;
  const { type, shape, element, valueType, innerType, defaultValue } = definitionOf(schema);
  if (innerType !== undefined) return salvage(innerType, value === undefined ? defaultValue : value);
  if (type === "array" && element !== undefined && Array.isArray(value))
    return value.map((item) => salvage(element, item));
  if (!isMap(value)) return undefined;
  if (type === "object" && shape !== undefined) {
    return Object.fromEntries(Object.entries(shape).map(([key, child]) => [key, salvage(child, value[key])]));
  }
  if (type === "record" && valueType !== undefined) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, salvage(valueType, item)]));
  }
  return undefined;
}

/** Whether a parsed value is a YAML map. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
