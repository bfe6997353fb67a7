/** `.terraform/terraform.tfstate`: the backend that `terraform init` noted. Terraform keeps state where this file says, not where the stack does. */
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { moveState } from "../../config/state-settings";
import { type Block, isBlock, type Json } from "../model/json";
import { PolicyError } from "../policy";
import { parseUniqueJson } from "../policy/json";

const nothing = z.strictObject({});
const settings = z.record(z.string(), z.json());

const cacheShape = z.strictObject({
  version: z.literal(3),
  terraform_version: z.string().optional(),
  serial: z.number().optional(),
  lineage: z.string().optional(),
  // A hash of the stack's settings: as long as it is right, Terraform uses `config` and looks no further (tried with 1.11.4).
  backend: z.strictObject({ type: z.string(), config: settings, hash: z.number() }),
  // Earlier versions write a state without anything in it.
  modules: z
    .array(
      z.strictObject({
        path: z.tuple([z.literal("root")]),
        outputs: nothing,
        resources: nothing,
        depends_on: z.tuple([]),
      }),
    )
    .optional(),
});

/** What the file says that the stack's `terraform` block does not. */
export function* backendProblems(path: string, terraform: Block): Generator<string> {
  const afresh = "delete the file and run terraform init";
  const cache = read(path);
  if (cache === undefined) {
    yield `${path}: is not what terraform init writes; ${afresh}`;
    return;
  }
  const declared = terraform["cloud"] === undefined ? terraform["backend"] : { cloud: terraform["cloud"] };
  const [type, config] = Object.entries(isBlock(declared) ? declared : {})[0] ?? ["no backend", {}];
  // Terraform finds no state, and makes everything a second time, where the file goes before the state has moved (tried with 1.11.4).
  const advice = `if you changed where state is kept, move it: ${moveState(type, cache.backend.type)} in this folder. If not, or if nothing is deployed, ${afresh}`;
  if (cache.backend.type !== type) {
    yield `${path}: names the backend ${JSON.stringify(cache.backend.type)}, but the stack uses ${type}; ${advice}`;
    return;
  }
  const own = settingsOf(config);
  const noted = settingsOf(cache.backend.config);
  const keys = new Set([...Object.keys(own), ...Object.keys(noted)].sort());
  const other = [...keys].filter((key) => !isDeepStrictEqual(own[key], noted[key]));
  // Values that only the file has may be credentials.
  const texts = other.map((key) =>
    Object.hasOwn(own, key) ? `${key} is not ${JSON.stringify(own[key])}` : `${key} is set`,
  );
  if (texts.length > 0) yield `${path}: differs from the backend of the stack: ${texts.join(", ")}; ${advice}`;
}

function read(path: string): z.output<typeof cacheShape> | undefined {
  try {
    return cacheShape.parse(parseUniqueJson(readFileSync(path, "utf8"), path));
  } catch (error) {
    if (error instanceof PolicyError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

function settingsOf(config: Json): Block {
  const own = meant(config);
  return isBlock(own) ? own : {};
}

/** Without nulls, which stand for what is not set; a block that is written as a list of one is that one. */
function meant(value: Json): Json | undefined {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.length === 1 ? meant(value[0] as Json) : value;
  if (!isBlock(value)) return value;
  const entries = Object.entries(value).flatMap(([key, each]) => {
    const own = meant(each);
    return own === undefined ? [] : [[key, own] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
