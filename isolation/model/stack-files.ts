/** Reads the synthesized stacks of a folder: `<folder>/stacks/<stack>/cdk.tf.json`. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { PolicyError } from "../policy";
import { parseUniqueJson } from "../policy/json";
import { ModelError } from "./error";
import { type Block, isBlock } from "./json";
import { checkManifest } from "./manifest";

export interface StackFile {
  /** Name of the stack: its folder's. */
  readonly name: string;
  /** As errors name it. */
  readonly file: string;
  /** May read the file each time: ask once, and keep no more than is needed. */
  readonly json: Block;
}

/**
 * All stacks of a folder, or those of these names, sorted by name. Throws ModelError on Terraform files beside a stack's, which
 * Terraform would read as well, and on a manifest that leads elsewhere; and, once a stack is read, on a file that is missing or not JSON.
 */
export function readStackFiles(folder: string, names?: ReadonlySet<string>): StackFile[] {
  const stacks = join(folder, "stacks");
  if (!existsSync(stacks)) throw new ModelError(stacks, "$", "is not there; synthesize first");
  checkManifest(folder);
  return attempt(stacks, (path) => readdirSync(path))
    .sort()
    .filter((name) => names?.has(name) ?? attempt(join(stacks, name), (path) => statSync(path).isDirectory()))
    .map((name) => {
      const others = attempt(join(stacks, name), (path) => readdirSync(path)).filter((each) =>
        /\.(tf|tofu|tfvars|tofuvars)(\.json)?$/.test(each),
      );
      const stray = others.find((each) => each !== "cdk.tf.json");
      if (stray !== undefined)
        throw new ModelError(join(stacks, name, stray), "$", "is a Terraform file that nothing here made");
      const file = join(stacks, name, "cdk.tf.json");
      // Twenty environments at once would fill the memory.
      return {
        name,
        file,
        get json() {
          return parseStackFile(file);
        },
      };
    });
}

/** Terraform replaces what is not UTF-8, and so does a lenient reader; a byte order mark is not JSON. */
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function parseStackFile(file: string): Block {
  // Of a block that is written twice Terraform reads both, and JSON.parse the last.
  const json = attempt(file, () => parseUniqueJson(utf8.decode(readFileSync(file)), file));
  if (!isBlock(json as Block)) throw new ModelError(file, "$", "is not an object");
  return json as Block;
}

/** What a look at a file or folder gives; ModelError where there is none, or none that may or can be read. */
function attempt<Value>(path: string, look: (path: string) => Value): Value {
  try {
    return look(path);
  } catch (error) {
    const problem = error instanceof PolicyError ? error.problem : error instanceof Error ? error.message : error;
    throw new ModelError(path, "$", `cannot be read (${problem})`);
  }
}
