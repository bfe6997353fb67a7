/** Reads the synthesized stacks of a folder: `<folder>/stacks/<stack>/cdk.tf.json`, and what lies beside each. */
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { lockFileName, type ProviderLock } from "../../config/provider-lock";
import { type Beside, besideStack, type Trust } from "../beside/beside";
import { packageHasher } from "../beside/package-hash";
import { PolicyError } from "../policy";
import { parseUniqueJson } from "../policy/json";
import { ModelError } from "./error";
import { type Block, isBlock } from "./json";
import { manifestProblems } from "./manifest";

export interface StackFile {
  /** Name of the stack: its folder's. */
  readonly name: string;
  /** As errors name it. */
  readonly file: string;
  /** May read the file each time: ask once, and keep no more than is needed. */
  readonly json: Block;
  /** What lies in the stack's folder besides; undefined where the stack lies in no folder. */
  readonly beside?: Beside;
}

export interface ReadOptions {
  /** Only the stacks of these names. */
  readonly names?: ReadonlySet<string> | undefined;
  /** The lock file of providers that is committed beside the environments. */
  readonly lock?: ProviderLock | undefined;
  /** Where that lies, or would lie, as messages name it. */
  readonly lockFile?: string;
}

/**
 * All stacks of a folder, or those of these names, sorted by name. Throws ModelError where the folder is not there and, once a
 * stack is read, where its file is missing or not JSON, or the manifest leads elsewhere. What lies beside a stack is looked at when it is asked for.
 */
export function readStackFiles(folder: string, options: ReadOptions = {}): StackFile[] {
  const { names, lock, lockFile = `${lockFileName} beside the environments` } = options;
  const trust = { lock, lockFile, hashPackage: packageHasher() };
  const stacks = join(folder, "stacks");
  if (!existsSync(stacks)) throw new ModelError(stacks, "$", "is not there; synthesize first");
  // State is kept at a path that begins in the stack's folder.
  if (lstatSync(stacks).isSymbolicLink())
    throw new ModelError(stacks, "$", "is a symbolic link; put the folder itself there");
  const problems = new Map(manifestProblems(folder));
  const isStack = (name: string): boolean => {
    if (names) return names.has(name);
    try {
      return problems.has(name) || attempt(join(stacks, name), (path) => statSync(path).isDirectory());
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      problems.set(name, error);
      return true;
    }
  };
  return [...new Set([...attempt(stacks, (path) => readdirSync(path)), ...problems.keys()])]
    .sort()
    .filter(isStack)
    .map((name) => {
      const problem = problems.get(name);
      const file = join(stacks, name, "cdk.tf.json");
      let beside: Beside | undefined;
      // Twenty environments at once would fill the memory.
      return {
        name,
        file,
        get json() {
          if (problem) throw problem;
          return parseStackFile(file);
        },
        get beside() {
          beside ??= existsSync(join(stacks, name))
            ? lookBeside(join(stacks, name), () => terraformOf(file), trust)
            : { problems: [], plans: [] };
          return beside;
        },
      };
    });
}

/** What cannot be looked at is a problem of the stack's, and of no other's. */
function lookBeside(folder: string, terraform: () => Block | undefined, trust: Trust): Beside {
  try {
    return besideStack(folder, terraform, trust);
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { problems: [`${path ?? folder}: cannot be read (${code}); check its permissions`], plans: [] };
  }
}

/** Terraform replaces what is not UTF-8, and so does a lenient reader; a byte order mark is not JSON. */
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The `terraform` block of a file; undefined where the file has none that can be read, which the model says. */
function terraformOf(file: string): Block | undefined {
  try {
    const { terraform } = parseStackFile(file);
    return isBlock(terraform) ? terraform : undefined;
  } catch (error) {
    if (error instanceof ModelError) return undefined;
    throw error;
  }
}

function parseStackFile(file: string): Block {
  // Of a block that is written twice Terraform reads both, and JSON.parse the last.
  const json = attempt(file, () => {
    // A pipe or device would keep the reader waiting.
    if (!statSync(file).isFile()) throw new Error("it is not a regular file");
    return parseUniqueJson(utf8.decode(readFileSync(file)), file);
  });
  if (!isBlock(json as Block)) throw new ModelError(file, "$", "is not an object");
  return json as Block;
}

/** What a look at a file or folder gives; ModelError where there is none, or none that may or can be read. */
function attempt<Value>(path: string, look: (path: string) => Value): Value {
  try {
    return look(path);
  } catch (error) {
    throw new ModelError(path, "$", `cannot be read (${whyUnread(error)}); synthesize anew, or remove it`);
  }
}

/** Without the system's own words for what everybody knows. */
function whyUnread(error: unknown): string {
  if (error instanceof PolicyError) return error.problem;
  if ((error as NodeJS.ErrnoException).code === "ENOENT") return "there is no such file";
  return error instanceof Error ? error.message : String(error);
}
