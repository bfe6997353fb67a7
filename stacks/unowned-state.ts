/** Local state that no configuration owns: a removed or renamed team's, or one that is kept elsewhere now. What it lists still exists. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { namesOf } from "../config/names";
import { fromHere } from "../config/paths";
import type { Problem } from "../config/problems";
import type { Environment } from "../config/schema";
import { moveState } from "../config/state-settings";

const ending = ".tfstate";
const stackLike = /^([a-z][a-z0-9]*)-(?:networking|(?:studio|buckets)-[a-z0-9-]+)$/;

/**
 * Warnings, one for each state file beside the output folder that lists resources and that no stack of these environments keeps.
 * State in S3 and in HCP Terraform cannot be looked at without credentials, so nothing is said of it.
 * @param environments with all their teams
 * @param only the environment that was asked for, where not all were
 */
export function unownedState(environments: readonly Environment[], outdir: string, only?: string): Problem[] {
  const folder = join(dirname(outdir), "state");
  // A file in place of the folder is told where stacks keep their state there (local-state.ts).
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .sort()
    .flatMap((file) => {
      const stack = file.slice(0, -ending.length);
      const [, name] = stackLike.exec(stack) ?? [];
      if (name === undefined || (only !== undefined && name !== only)) return [];
      const environment = environments.find((each) => each.name === name);
      const isMade = environment !== undefined && namesOf(environment).includes(stack);
      if (isMade && environment.state.backend === "local") return [];
      const path = join(folder, file);
      const state = readState(path);
      if (state !== undefined && state.resources === 0) return [];
      const message = isMade ? movedState(environment, state) : lostState(stack, state, environment);
      return [{ file: fromHere(path), line: 1, column: 1, path: "", message }];
    });
}

interface State {
  /** How many Terraform manages. */
  readonly resources: number;
  /** The range of the team that it was deployed with. */
  readonly cidr?: string | undefined;
}

const held = (state: State | undefined) =>
  state === undefined
    ? "cannot be read as Terraform state"
    : `lists ${state.resources} resource${state.resources === 1 ? "" : "s"} that may still exist`;

function movedState({ name, state: { backend } }: Environment, state: State | undefined): string {
  return (
    `${held(state)}, but ${name} keeps its state in ${backend}, so Terraform does not read this file. ` +
    "If the state was moved there, delete the file. If not, write backend: local again, synthesize and run terraform init in the stack's folder. " +
    `Then change the backend again, synthesize, and move the state: ${moveState(backend)}`
  );
}

function lostState(stack: string, state: State | undefined, environment: Environment | undefined): string {
  const successor = environment?.teams.find(({ cidr }) => cidr === state?.cidr);
  const what = stack.endsWith("-networking") ? "environment" : "team";
  return (
    `${held(state)}, but no configuration defines the stack ${stack}. ` +
    `To remove the ${what}, restore its files and take it down first (docs/rehearsal.md#taking-a-team-down). ` +
    `${successor === undefined ? "" : `Team ${successor.name} now has its range. `}` +
    `If the ${what} was renamed, restore the old name: a new name creates everything anew, and Terraform moves nothing (README.md#a-team-that-is-renamed)`
  );
}

type Instance = { readonly attributes?: { readonly output?: { readonly value?: unknown } } };
type Resource = {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly instances: readonly Instance[];
};

/** Undefined where the file is no state of Terraform's. */
function readState(path: string): State | undefined {
  try {
    const { resources } = JSON.parse(readFileSync(path, "utf8")) as { readonly resources: readonly Resource[] };
    const managed = resources.filter(({ mode, instances }) => mode === "managed" && instances.length > 0);
    const fixed = managed.find(({ type, name }) => type === "terraform_data" && name === "fixed-settings_cidr");
    const value = fixed?.instances[0]?.attributes?.output?.value;
    return {
      resources: managed.filter(({ type }) => type !== "terraform_data").length,
      cidr: typeof value === "string" ? value : undefined,
    };
  } catch {
    return undefined;
  }
}
