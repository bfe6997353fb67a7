/** Proves the stacks of a folder, for the commands that show what came of it. */
import type { Environment } from "../config/schema";
import { fails } from "../isolation/outcome";
import type { Proof } from "../isolation/prove";
import type { Context } from "./context";
import { withProgress } from "./progress";

export interface Narrowed {
  readonly environment?: string | undefined;
  readonly team?: string | undefined;
  /** When requests are made; undefined is now. */
  readonly at?: Date | undefined;
  /** Only these stacks of the folder. */
  readonly stacks?: ReadonlySet<string>;
}

/** Verdicts on a folder's stacks; with environments, held against what they declare. Throws nothing that the stacks cause. */
export async function proveFolder(
  { terminal, environmentsDirectory }: Context,
  folder: string,
  { environment, team, stacks, at }: Narrowed = {},
  environments?: readonly Environment[],
): Promise<Proof> {
  return withProgress(terminal, "Proving", async (update) => {
    update("reading the stacks");
    const { prove: decide } = require("../isolation/prove") as typeof import("../isolation/prove");
    const { ModelError, readStackFiles } = require("../isolation/model") as typeof import("../isolation/model");
    const { declaredBy } = require("../isolation/declared") as typeof import("../isolation/declared");
    const declared = environments?.map((each) => [each.name, declaredBy(each, environmentsDirectory)] as const);
    try {
      const proof = await decide(readStackFiles(folder, stacks), {
        ...(environment !== undefined && { environment }),
        ...(team !== undefined && { team }),
        ...(at !== undefined && { at }),
        ...(declared && { declared: new Map(declared) }),
        onStep: update,
      });
      const isEmpty = proof.verdicts.length === 0 && proof.problems.length === 0;
      return {
        ...(environments && { heldAgainst: environmentsDirectory }),
        ...proof,
        ...(isEmpty && { problems: ["there is nothing to prove there"] }),
      };
    } catch (error) {
      if (error instanceof ModelError) return { ...nothing, problems: [error.message] };
      throw error;
    }
  });
}

/** Of no stacks. */
export const nothing: Proof = { verdicts: [], problems: [], entries: [], declarations: [], undeclared: [] };

/** Whether nothing fails. "no team" and "nobody enters yet" do not. */
export const isProved = ({ verdicts, problems }: Proof): boolean =>
  problems.length === 0 && !verdicts.some(({ outcome }) => fails(outcome));
