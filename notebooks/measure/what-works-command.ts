/** `npm run what-works [-- --refused]`: writes docs/what-works.md, or lists what is refused and nothing explains. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadExamples } from "../examples";
import { modes } from "../harness/recordings";
import { documentOf } from "./document";
import { measuredIn } from "./environments";
import { type Result, resultsIn } from "./results";

export const whatWorksFile = join(__dirname, "..", "..", "docs", "what-works.md");

/** Of every separation mode that was recorded. */
export function measure(): readonly Result[] {
  const list = loadExamples();
  return modes.flatMap((mode) => resultsIn(mode, list, measuredIn(mode, list)));
}

/** Exit code 0: written, or nothing is left unexplained; 1: something is. */
export async function runWhatWorks(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...argv], options: { refused: { type: "boolean" } } });
  const results = measure();
  if (values.refused) {
    const lines = unexplainedIn(results);
    process.stdout.write(`${lines.join("\n")}\n`);
    return lines.length === 0 ? 0 : 1;
  }
  writeFileSync(whatWorksFile, documentOf(results));
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
