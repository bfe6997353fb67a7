/** Proves the stacks of a folder, for the commands that show what came of it. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { routeStacksOf } from "../config/names";
import { formatProblem } from "../config/problems";
import { lockFileBeside, readProviderLock } from "../config/provider-lock";
import type { Environment } from "../config/schema";
import { fails } from "../isolation/outcome";
import type { Proof } from "../isolation/prove";
import { type Context, display } from "./context";
import { withProgress } from "./progress";

export interface Narrowed {
  readonly environment?: string | undefined;
  readonly team?: string | undefined;
  /** When requests are made; undefined is now. */
  readonly at?: Date | undefined;
  /** Only these stacks of the folder. */
  readonly stacks?: ReadonlySet<string>;
  /** Reads network teams' stacks too, which lie in the output. */
  readonly besideOutput?: true;
}

/**
 * Verdicts on a folder's stacks; with environments, held against what they declare. Installed providers are held against the
 * lock file that is committed beside the environments. Problems name the stacks' files as `display` shows them. Throws nothing that the stacks cause.
 */
export async function proveFolder(
  { terminal, environmentsDirectory, outputDirectory }: Context,
  folder: string,
  { environment, team, stacks, at, besideOutput }: Narrowed = {},
  environments?: readonly Environment[],
): Promise<Proof> {
  return withProgress(terminal, "Proving", async (update) => {
    update("reading the stacks");
    const { prove: decide } = require("../isolation/prove") as typeof import("../isolation/prove");
    const { ModelError, readStackFiles } = require("../isolation/model") as typeof import("../isolation/model");
    const { declaredBy } = require("../isolation/declared") as typeof import("../isolation/declared");
    const declared = environments?.map((each) => [each.name, declaredBy(each, environmentsDirectory)] as const);
    const { lock, problems } = readProviderLock(environmentsDirectory);
    try {
      const known = { lock, lockFile: lockFileBeside(environmentsDirectory) };
      const beside = besideOutput && environments && existsSync(join(outputDirectory, "stacks"));
      const files = [
        ...readStackFiles(display(folder), { names: stacks, ...known }),
        ...(beside ? readStackFiles(display(outputDirectory), { names: routeStacksOf(environments), ...known }) : []),
      ];
      const proof = await decide(files, {
        ...(environment !== undefined && { environment }),
        ...(team !== undefined && { team }),
        ...(at !== undefined && { at }),
        ...(declared && { declared: new Map(declared) }),
        onStep: update,
      });
      const isEmpty = proof.verdicts.length === 0 && proof.problems.length === 0;
      const plans = files.flatMap(({ beside }) => beside?.plans ?? []);
      const others = isEmpty ? [nothingIn(folder, { environment, team })] : proof.problems;
      return {
        ...(environments && { heldAgainst: environmentsDirectory }),
        ...proof,
        problems: [...problems.map(formatProblem), ...others],
        ...(plans.length > 0 && { plans }),
      };
    } catch (error) {
      if (error instanceof ModelError) return { ...nothing, problems: [...problems.map(formatProblem), error.message] };
      throw error;
    }
  });
}

function nothingIn(folder: string, { environment, team }: Narrowed): string {
  const wanted = [...(environment ? [`environment ${environment}`] : []), ...(team ? [`team ${team}`] : [])].join(", ");
  return `${display(folder)}/stacks holds no stacks${wanted === "" ? "; synthesize first" : ` of ${wanted}; write another name`}, or name another folder`;
}

/** Of no stacks. */
export const nothing: Proof = {
  verdicts: [],
  problems: [],
  entries: [],
  unproved: [],
  declarations: [],
  undeclared: [],
};

/** Whether nothing fails. "no team" and "nobody enters yet" do not. */
export const isProved = ({ verdicts, problems }: Proof): boolean =>
  problems.length === 0 && !verdicts.some(({ outcome }) => fails(outcome));
