/** `npm run what-works [-- --refused]`: writes docs/what-works.md and isolation/recorded/kinds.json, or lists what is refused and nothing explains. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { collectedIn } from "../../isolation/recorded/collected";
import { kindsFile, kindsText } from "../../isolation/recorded/kinds";
import { loadExamples } from "../examples";
import { modes } from "../harness/recordings";
import { documentOf, mustExplain } from "./document";
import { measuredIn } from "./environments";
import { type Result, resultsIn } from "./results";

export const whatWorksFile = join(__dirname, "..", "..", "docs", "what-works.md");

/** Of every separation mode that was recorded. */
export function measure(): readonly Result[] {
  const list = loadExamples();
  return modes.flatMap((mode) => resultsIn(mode, list, measuredIn(mode, list)));
}

/** What isolation/recorded/kinds.json must hold. */
export const currentKinds = (): string =>
  kindsText(Object.fromEntries(modes.map((mode) => [mode, collectedIn(mode)?.kinds ?? []])));

/** Exit code 0: both are written, or nothing is left unexplained; 1: something is. */
export async function runWhatWorks(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...argv], options: { refused: { type: "boolean" } } });
  const results = measure();
  const lines = unexplainedIn(results);
  if (!values.refused) writeFileSync(kindsFile, currentKinds());
  if (lines.length > 0) {
    const head = values.refused ? [] : [`error: ${mustExplain}`];
    process.stdout.write(`${[...head, ...lines].join("\n")}\n`);
    return 1;
  }
  if (!values.refused) writeFileSync(whatWorksFile, documentOf(results));
  return 0;
}

/** What nothing explains, with how many programs meet it; most first. */
function unexplainedIn(results: readonly Result[]): readonly string[] {
  const met = new Map<string, string[]>();
  for (const { mode, example, version, unexplained } of results) {
    for (const each of unexplained)
      met.set(`${mode}: ${each}`, [...(met.get(`${mode}: ${each}`) ?? []), `${version}/${example.id}`]);
  }
  return [...met]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([what, programs]) => `${programs.length} ${what}: ${programs.slice(0, 3).join(", ")}`);
}
