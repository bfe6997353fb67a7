/** Reads AWS's published model of a request as the SDK carries it: which members a structure has, and which of them are lists. */

export type Json = string | number | boolean | readonly Json[] | Block;
export interface Block {
  readonly [member: string]: Json;
}

export const isBlock = (value: unknown): value is Block =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The SDK's numbers for kinds of schemas (@smithy/core/schema). */
const list = 1;
const structure = 3;
/** One of its members at a time. */
const union = 4;

/** A schema may stand behind a function, and with traits behind it in a list of two. */
function opened(schema: unknown): unknown {
  if (typeof schema === "function") return opened(schema());
  if (Array.isArray(schema) && typeof schema[0] !== "number") return opened(schema[0]);
  return schema;
}

/** The members of a structure with their schemas; undefined for everything else. Throws where the SDK carries its model in another form. */
export function membersOf(schema: unknown): ReadonlyMap<string, unknown> | undefined {
  const [kind, , name, , names, schemas] = asTuple(schema);
  if (kind !== structure && kind !== union) return undefined;
  if (!Array.isArray(names) || !Array.isArray(schemas) || names.length !== schemas.length) {
    throw new Error(`the SDK's model of ${String(name)} has a form that this does not know`);
  }
  return new Map(names.map((member: string, index) => [member, schemas[index]]));
}

/** The schema of a list's elements where the SDK tells it; undefined for everything else. */
export function elementOf(schema: unknown): unknown {
  const [kind, , , , element] = asTuple(schema);
  return kind === list ? element : undefined;
}

const asTuple = (schema: unknown): readonly unknown[] => {
  const open = opened(schema);
  return Array.isArray(open) ? open : [];
};
