/** Proves the stacks of a folder, for the commands that show what came of it. */
import type { Environment } from "../config/schema";
import { fails } from "../isolation/outcome";
import type { Proof } from "../isolation/prove";
import type { Context } from "./context";
import { withProgress } from "./progress";

export interface Narrowed {
  readonly environment?: string | undefined;
  readonly team?: string | undefined;
  /** Only these stacks of the folder. */
  readonly stacks?: ReadonlySet<string>;
}

/** Verdicts on a folder's stacks; with environments, held against what they declare. Throws nothing that the stacks cause. */
export async function proveFolder(
  { terminal }: Context,
  folder: string,
  { environment, team, stacks }: Narrowed = {},
  environments?: readonly Environment[],
): Promise<Proof> {
  return withProgress(terminal, "Proving", async (update) => {
    update("reading the stacks");
    const { prove: decide } = require("../isolation/prove") as typeof import("../isolation/prove");
    const { ModelError, readStackFiles } = require("../isolation/model") as typeof import("../isolation/model");
    const { declaredBy } = require("../isolation/declared") as typeof import("../isolation/declared");
    try {
      const proof = await decide(readStackFiles(folder, stacks), {
        ...(environment !== undefined && { environment }),
        ...(team !== undefined && { team }),
        ...(environments && { declared: new Map(environments.map((each) => [each.name, declaredBy(each)])) }),
        onStep: update,
      });
      const isEmpty = proof.verdicts.length === 0 && proof.problems.length === 0;
      return isEmpty ? { ...proof, problems: ["there is nothing to prove there"] } : proof;
    } catch (error) {
      if (error instanceof ModelError) return { verdicts: [], entries: [], problems: [error.message] };
      throw error;
    }
  });
}

/** Whether nothing fails. "no team" and "nobody enters yet" do not. */
export const isProved = ({ verdicts, problems }: Proof): boolean =>
  problems.length === 0 && !verdicts.some(({ outcome }) => fails(outcome));
