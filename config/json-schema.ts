/** JSON Schemas of the configuration files, for editors: made from the zod schemas, never written by hand. */
import { z } from "zod";
import { environmentSchema, teamSchema } from "./schema";

/** File name in `environments/schema/` to its text. */
export function jsonSchemas(): Readonly<Record<string, string>> {
  return {
    "environment.schema.json": text("environment.yaml of Studio Enclave", environmentSchema),
    "team.schema.json": text("A team's file of Studio Enclave", teamSchema),
  };
}

function text(title: string, schema: z.ZodType): string {
  // Draft 7 is what the YAML language server reads; `format: cidrv4` is zod's own, and the pattern beside it says the same.
  const json = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-7",
    override: ({ jsonSchema }) => {
      if (jsonSchema.format === "cidrv4") delete jsonSchema.format;
    },
  });
  return `${JSON.stringify({ ...json, title }, null, 2)}\n`;
}
