/** Verdicts as a list of findings: one for each failure. What is not understood is told by causes.ts. */
import { printable } from "../../config/problems";
import type { Verdict } from "../prove";
import { type Place, placeIn } from "./place";
import { describeFailure } from "./words";

export interface Finding {
  readonly verdict: Verdict;
  /** One line. */
  readonly what: string;
  /** With the request, the statements, and what to change. */
  readonly lines: readonly string[];
  readonly place: Place | undefined;
  /** The statements that let the request through, or refuse it. */
  readonly statements: readonly { readonly text: string; readonly place: Place }[];
}

export const findingsOf = (verdict: Verdict): Finding[] =>
  verdict.failures.map((failure) => {
    const [what = "", ...others] = describeFailure(failure);
    return {
      verdict,
      what,
      lines: [what, ...others],
      place: placeIn(failure.where),
      statements: (failure.found?.statements ?? []).flatMap(({ policy, path, sid }) => {
        const place = placeIn(`${policy} ${path}`);
        const text = printable(`${policy} ${path}${sid === undefined ? "" : ` (${sid})`}`);
        return place === undefined ? [] : [{ text, place }];
      }),
    };
  });
