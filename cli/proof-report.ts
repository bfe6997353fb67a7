/** A proof in the formats that pipelines read, one at a time. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Loaded } from "../config/load";
import { formatProblem } from "../config/problems";
import type { Proof } from "../isolation/prove";
import type { Changes } from "../isolation/report/baseline";
import type { Report } from "../isolation/report/report";
import { UsageError } from "./context";

const formats = ["json", "junit", "sarif", "markdown"] as const;
export type Format = (typeof formats)[number];

/** The one that is asked for; undefined: words for people. Throws UsageError on two, for standard output holds one document. */
export function formatOf(options: Partial<Record<Format, boolean>>): Format | undefined {
  const [format, ...others] = formats.filter((each) => options[each] === true);
  if (others.length > 0) {
    const names = [format, ...others].map((each) => `--${each}`).join(" and ");
    throw new UsageError(`${names} exclude each other; ask for one format at a time`);
  }
  return format;
}

/** The proof for machines: what stops guarantees stands there once, and verdicts refer to it by its id. */
export function proofJson({ verdicts, ...rest }: Proof): object {
  const { causesBehind, causesOf } =
    require("../isolation/report/causes") as typeof import("../isolation/report/causes");
  const causes = causesOf(verdicts);
  return {
    ...rest,
    causes: causes.map(({ id, problem, stops }) => ({ id, problem, stops })),
    verdicts: verdicts.map((verdict) => ({
      ...verdict,
      undecided: causesBehind(causes, verdict).map(({ id }) => id),
    })),
  };
}

/**
 * @param folder of the stacks that were proved, to read lines from
 * @param shown where readers find them
 */
export function proofReport(
  format: Exclude<Format, "json">,
  proof: Proof & { readonly changes?: Changes },
  { folder, shown, problems = [] }: { folder?: string; shown: string; problems?: Loaded["problems"] },
): string {
  const report: Report = {
    verdicts: proof.verdicts,
    unproved: proof.unproved,
    undeclared: proof.undeclared,
    heldAgainst: proof.heldAgainst,
    changes: proof.changes,
    problems: [
      ...problems.map((each) => ({ ...each, text: formatProblem(each) })),
      ...proof.problems.map((text) => ({ text })),
    ],
    folder: shown,
    lineOf: (stack, address) => (folder === undefined ? undefined : lineOf(folder, stack, address)),
  };
  switch (format) {
    case "junit":
      return (require("../isolation/report/junit") as typeof import("../isolation/report/junit")).junitOf(report);
    case "sarif":
      return (require("../isolation/report/sarif") as typeof import("../isolation/report/sarif")).sarifOf(report);
    case "markdown":
      return (require("../isolation/report/markdown") as typeof import("../isolation/report/markdown")).markdownOf(
        report,
      );
  }
}

function lineOf(folder: string, stack: string, address: string): number | undefined {
  const { lineIn } = require("../isolation/report/place") as typeof import("../isolation/report/place");
  try {
    return lineIn(readFileSync(join(folder, "stacks", stack, "cdk.tf.json"), "utf8"), address);
  } catch (error) {
    // A text that names no stack of the folder: the finding is shown at the file's beginning.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
