/** `npm run record -- [version] [--mode names] [--only id]`: records the examples' requests anew, and their hashes. */
import { join } from "node:path";
import { Command, Option } from "commander";
import { exitCodes, typedPath, UsageError } from "../../cli/context";
import type { Surroundings } from "../../cli/terminal";
import { nearest } from "../../config/nearest";
import { list } from "../../config/problems";
import { runCommand } from "../../rehearsal/command";
import { cacheFolder } from "../../rehearsal/folders";
import { loadExamples } from "../examples";
import { record } from "./record";
import { type Mode, modes, type Recorded, recordingsOf, reportedOf, reportedVersions, writeHashes } from "./recordings";

interface Chosen {
  readonly programs: readonly Recorded[];
  /** Those of them that count: their recordings are committed. */
  readonly counted: readonly Recorded[];
  /** All that count. */
  readonly all: readonly Recorded[];
}

interface Options {
  readonly only?: readonly string[];
  readonly mode?: Mode;
  readonly keep?: string;
}

const commandLine = () =>
  new Command("npm run record --")
    .description(
      "run the notebook examples with the real Python packages, and write their requests to notebooks/recordings/ and the hashes of these",
    )
    .argument("[versions...]", "SageMaker SDK versions, such as 3.27.0 (default: all that are counted)")
    .addOption(new Option("--mode <mode>", "only this separation mode (default: all)").choices(modes))
    .option("--only <id>", "only this example of notebooks/examples.yaml; may be given several times", collect)
    .option("--keep <dir>", "keep here what the programs print");

function collect(id: string, before: readonly string[] = []): readonly string[] {
  return [...before, id];
}

/**
 * Runs `argv` (without node and script). Never throws. Exit code 0: every program that was asked for was run; 1: Python or a
 * package is missing, or a run ended early; 2: the arguments name nothing.
 */
export const runRecord = (argv: readonly string[], surroundings: Surroundings): Promise<number> => {
  const command = commandLine();
  return runCommand<Options>(command, argv, surroundings, async ({ only = [], mode, keep }, terminal) => {
    const folder = keep === undefined ? undefined : typedPath("--keep", keep, surroundings.env);
    await recordChosen(chosenBy(command.args, only, mode), folder, terminal.print);
    return exitCodes.ok;
  });
};

/** The programs that the arguments name. Throws UsageError on a version or an example that there is not. */
function chosenBy(typed: readonly string[], only: readonly string[], mode?: Mode): Chosen {
  const examples = loadExamples();
  const counted = recordingsOf(examples);
  const all = [...counted, ...reportedOf(examples, join(cacheFolder, "notebooks-reported"))];
  const versions = [...new Set(all.map(({ version }) => version))];
  const ids = [...new Set(all.map(({ id }) => id))];
  known("version of the SageMaker SDK that was pinned", typed, versions, () => `write ${list(versions)}`);
  known("example", only, ids, (id) => {
    const meant = nearest(id, ids);
    return meant === undefined ? "write an id of notebooks/examples.yaml" : `did you mean ${meant}?`;
  });
  const programs = all.filter(
    (one) =>
      (typed.length === 0 ? !(one.version in reportedVersions) : typed.includes(one.version)) &&
      (only.length === 0 || only.includes(one.id)) &&
      one.mode === (mode ?? one.mode),
  );
  if (programs.length === 0) {
    const theirs = [...new Set(all.filter(({ id }) => only.includes(id)).map(({ version }) => version))];
    throw new UsageError(`${list(only, "and")} is not written for ${list(typed)}; write ${list(theirs)}`);
  }
  return { programs, counted: programs.filter((one) => counted.includes(one)), all: counted };
}

function known(what: string, typed: readonly string[], all: readonly string[], right: (word: string) => string): void {
  const strange = typed.find((word) => !all.includes(word));
  if (strange !== undefined) throw new UsageError(`${strange} is no ${what}; ${right(strange)}`);
}

/** What runs together: programs of one separation mode with the same packages. */
const folderOf = ({ mode, version }: Recorded) => join(mode, version);

async function recordChosen(
  { programs, all, counted }: Chosen,
  folder: string | undefined,
  say: (text: string) => void,
) {
  for (const name of new Set(programs.map(folderOf))) {
    const together = programs.filter((one) => folderOf(one) === name);
    const [{ mode, version }] = together as [Recorded];
    say(`separation: ${mode}, SageMaker SDK ${version}: ${together.length} programs`);
    let done = 0;
    await record(mode, version, together, {
      onStep: say,
      ...(folder === undefined ? {} : { folder: join(folder, name) }),
      onResult: (program, { ended, requests, cpu }) => {
        done += 1;
        const end = Object.keys(ended).length === 0 ? "finished" : Object.values(ended).join(": ").split("\n")[0];
        say(`${done}/${together.length} ${program.name}: ${requests} requests, ${cpu} s, ${end}`);
      },
    });
  }
  writeHashes(all, counted);
}
