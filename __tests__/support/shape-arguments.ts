/** The arguments that a shape of a resource type understands, as paths: what tests hold against the provider's own schema. */
import { z } from "zod";

type Schema = {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
};

function leaves(schema: Schema, path: readonly string[]): (readonly string[])[] {
  if (schema.properties)
    return Object.entries(schema.properties).flatMap(([name, each]) => leaves(each, [...path, name]));
  if (schema.items) return leaves(schema.items, path);
  if (schema.anyOf) return schema.anyOf.flatMap((each) => leaves(each, path));
  return [path];
}

/** Paths from the resource to each argument that is no block. */
export const argumentsOf = (shape: z.ZodType): readonly (readonly string[])[] => {
  const found = leaves(z.toJSONSchema(shape, { io: "output", unrepresentable: "any" }) as Schema, []);
  return [...new Map(found.map((path) => [path.join("."), path])).values()];
};
