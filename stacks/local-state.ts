/** Local state that cannot be the stack's own: Terraform takes an empty file for a stack never deployed, and any other stack's for this one's. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Loaded } from "../config/load";
import { namesOf } from "../config/names";
import { fromHere } from "../config/paths";
import type { Problem } from "../config/problems";
import type { Environment } from "../config/schema";

/** What was loaded, with what is wrong with its state among the problems, as long as there are no others. */
export function withStateProblems(loaded: Loaded, outdir: string): Loaded {
  return loaded.problems.length > 0 ? loaded : { ...loaded, problems: stateProblems(loaded.environments, outdir) };
}

/** Reads the state of every stack with local state, where there is one. `outdir`: the folder that the stacks are written to. */
function stateProblems(environments: readonly Environment[], outdir: string): Problem[] {
  const folder = join(dirname(outdir), "state");
  if (!existsSync(folder)) return [];
  const local = environments.filter(({ state }) => state.backend === "local");
  const at = (path: string, message: string) => [{ file: fromHere(path), line: 1, column: 1, path: "", message }];
  if (local.length > 0 && !statSync(folder).isDirectory()) {
    const what = "is a file, and Terraform keeps the state of these stacks in a folder of this name";
    return at(folder, `${what}; move it away`);
  }
  return local.flatMap(namesOf).flatMap((name) => {
    const path = join(folder, `${name}.tfstate`);
    const message = existsSync(path) ? problemOfFile(name, path) : undefined;
    return message === undefined ? [] : at(path, message);
  });
}

function problemOfFile(stack: string, path: string): string | undefined {
  try {
    return problemOfState(stack, readFileSync(path, "utf8"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return `cannot be read (${code}); put a file of Terraform's there that you may read, or a copy of it`;
  }
}

/** What is wrong with the text as the stack's state, and what to do; nothing where it can be its own. */
export function problemOfState(stack: string, text: string): string | undefined {
  const repair = "put the file back from its .backup beside it or from a copy";
  if (text.trim() === "") {
    return `is empty, and Terraform would make everything a second time; ${repair}, or delete it if nothing was deployed`;
  }
  const owners = ownersIn(text);
  if (owners === undefined) return `is no state of Terraform's; ${repair}`;
  if (owners.size === 0 || owners.has(stack)) return undefined;
  return `is the state of ${[...owners].join(", ")}, which Terraform would destroy; ${repair}`;
}

type State = {
  readonly resources: readonly {
    readonly instances: readonly { readonly attributes?: { readonly tags_all?: { readonly stack?: string } } }[];
  }[];
};

/** Every provider block tags what it makes with its stack's name. */
function ownersIn(text: string): Set<string> | undefined {
  try {
    const { resources } = JSON.parse(text) as State;
    const tags = resources.flatMap(({ instances }) => instances.map(({ attributes }) => attributes?.tags_all?.stack));
    return new Set(tags.filter((tag) => tag !== undefined));
  } catch {
    return undefined;
  }
}
