/** Reads the synthesized stacks of a folder: `<folder>/stacks/<stack>/cdk.tf.json`. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseUniqueJson } from "../policy/json";
import { ModelError } from "./error";
import { type Block, isBlock } from "./json";

export interface StackFile {
  /** Name of the stack: its folder's. */
  readonly name: string;
  /** As errors name it. */
  readonly file: string;
  readonly json: Block;
}

/**
 * All stacks of a folder, sorted by name. Throws ModelError on a file that is missing or not JSON, and on Terraform files
 * beside it, which Terraform would read as well.
 */
export function readStackFiles(folder: string): StackFile[] {
  const stacks = join(folder, "stacks");
  if (!existsSync(stacks)) throw new ModelError(stacks, "$", "is not there; synthesize first");
  return readdirSync(stacks)
    .sort()
    .filter((name) => statSync(join(stacks, name)).isDirectory())
    .map((name) => {
      const others = readdirSync(join(stacks, name)).filter((each) =>
        /\.(tf|tofu|tfvars|tofuvars)(\.json)?$/.test(each),
      );
      const stray = others.find((each) => each !== "cdk.tf.json");
      if (stray !== undefined)
        throw new ModelError(join(stacks, name, stray), "$", "is a Terraform file that nothing here made");
      return parseStackFile(name, join(stacks, name, "cdk.tf.json"));
    });
}

function parseStackFile(name: string, file: string): StackFile {
  let json: unknown;
  try {
    // Of a block that is written twice Terraform reads both, and JSON.parse the last.
    json = parseUniqueJson(readFileSync(file, "utf8"), name);
  } catch (error) {
    throw new ModelError(file, "$", `cannot be read (${error instanceof Error ? error.message : error})`);
  }
  if (!isBlock(json as Block)) throw new ModelError(file, "$", "is not an object");
  return { name, file, json: json as Block };
}
