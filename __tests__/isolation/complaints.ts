/** What the proof says of edited stacks, as one text: for attacks that must not pass, in whatever words they are refused. */
import type { Verdict } from "../../isolation/prove";
import type { Synthesized } from "../support/environments";
import { type Attack, type Files, type Loose, proveEdited } from "./stacks";

const saidBy = (verdicts: readonly Verdict[]): string =>
  verdicts.flatMap(({ failures, undecided }) => [...failures.map(({ what }) => what), ...undecided]).join("\n");

/** Everything that is not proved, by what is wrong; empty where all is proved. */
export const complaints = (
  from: Synthesized,
  attack: Attack,
  options: Parameters<typeof proveEdited>[2] = {},
): Promise<string> =>
  proveEdited(from, attack, options).then(saidBy, (error: Error) => {
    if (error.name === "ModelError") return error.message;
    throw error;
  });

/** Adds a resource to a stack. */
export function add(files: Files, stack: string, type: string, name: string, block: object): void {
  const { resource }: Loose = files.get(stack);
  resource[type] = { ...resource[type], [name]: block };
}

/** A policy document of one statement, as Terraform takes it. */
export const document = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
