/** `npm run what-works [-- --refused]`: writes docs/what-works.md and isolation/recorded/kinds.json, or lists what is refused and nothing explains. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as pause } from "node:timers/promises";
import { Command } from "commander";
import { display, exitCodes } from "../../cli/context";
import { withProgress } from "../../cli/progress";
import type { Surroundings } from "../../cli/terminal";
import { collectedIn } from "../../isolation/recorded/collected";
import { kindsFile, kindsText } from "../../isolation/recorded/kinds";
import { runCommand } from "../../rehearsal/command";
import { loadExamples } from "../examples";
import { type Mode, modes } from "../harness/recordings";
import { documentOf, mustExplain } from "./document";
import { measuredIn } from "./environments";
import { type Result, resultsIn } from "./results";

export const whatWorksFile = join(__dirname, "..", "..", "docs", "what-works.md");

const measureMode = (mode: Mode): readonly Result[] => {
  const list = loadExamples();
  return resultsIn(mode, list, measuredIn(mode, list));
};

/** Of every separation mode that was recorded. */
export const measure = (): readonly Result[] => modes.flatMap(measureMode);

/** What isolation/recorded/kinds.json must hold. */
export const currentKinds = (): string =>
  kindsText(Object.fromEntries(modes.map((mode) => [mode, collectedIn(mode)?.kinds ?? []])));

const commandLine = () =>
  new Command("npm run what-works --")
    .description(
      "decide the recorded requests, and write docs/what-works.md and isolation/recorded/kinds.json; exit code 1 where nothing explains a refusal",
    )
    .option("--refused", "write nothing; list what is refused and nothing explains")
    .allowExcessArguments(false);

/**
 * Runs `argv` (without node and script). Never throws. Exit code 0: both files are written, or nothing is left unexplained; 1:
 * something is; 2: wrong usage.
 */
export const runWhatWorks = (argv: readonly string[], surroundings: Surroundings): Promise<number> =>
  runCommand<{ refused?: boolean }>(commandLine(), argv, surroundings, async ({ refused = false }, terminal) => {
    const results: Result[] = [];
    const kinds = await withProgress(terminal, "Deciding what was recorded", async (update) => {
      for (const mode of modes) {
        update(`separation: ${mode}`);
        await pause();
        results.push(...measureMode(mode));
      }
      update("kinds of requests");
      return currentKinds();
    });
    const lines = unexplainedIn(results);
    if (!refused) writeFileSync(kindsFile, kinds);
    if (lines.length > 0) {
      if (!refused) terminal.note(`error: ${mustExplain}`);
      for (const line of lines) terminal.print(line);
      return exitCodes.problems;
    }
    if (!refused) writeFileSync(whatWorksFile, documentOf(results));
    terminal.print(
      refused
        ? "nothing is refused without an explanation"
        : `wrote ${display(whatWorksFile)} and ${display(kindsFile)}: ${results.length} recorded runs`,
    );
    return exitCodes.ok;
  });

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
