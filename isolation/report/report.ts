/** What a report in any format is made of: verdicts, or why there are none. */
import type { Unproved } from "../foreign";
import type { Said, Verdict } from "../prove";
import type { Changes } from "./baseline";

export interface Report {
  readonly verdicts: readonly Verdict[];
  /** Stacks of the folder that belong to no environment. */
  readonly unproved: readonly Unproved[];
  /** What the stacks say of themselves and no configuration declares. */
  readonly undeclared: readonly Said[];
  /** The configuration's folder; undefined where none was read. */
  readonly heldAgainst?: string | undefined;
  /** Since the baseline; undefined where none was given. */
  readonly changes?: Changes | undefined;
  /** Why environments have no verdicts: mistakes in the configuration, stacks that cannot be told apart. */
  readonly problems: readonly ReportProblem[];
  /** Where readers find the synthesized stacks, with forward slashes: `<folder>/stacks/<stack>/cdk.tf.json`. */
  readonly folder: string;
  /** Line of a resource in its stack's file, from 1; undefined where the file does not show it. */
  readonly lineOf: (stack: string, address: string) => number | undefined;
}

export interface ReportProblem {
  /** With the file and its line, where there is one. */
  readonly text: string;
  /** Of the configuration; lines and columns count from 1. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}
