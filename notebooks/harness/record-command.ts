/** `npm run record -- [version] [--mode names] [--only id]`: records the examples' requests anew, and their hashes. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cacheFolder } from "../../rehearsal/folders";
import { loadExamples } from "../examples";
import { record } from "./record";
import { modes, recordingsOf, reportedOf, reportedVersions, writeHashes } from "./recordings";

const write = (text: string) => process.stdout.write(`${text}\n`);

/** Exit code 0: every program that was asked for was run; 1: the arguments name nothing, or Python is missing. */
export async function runRecord(argv: readonly string[]): Promise<number> {
  const options = {
    only: { type: "string", multiple: true },
    mode: { type: "string" },
    keep: { type: "string" },
  } as const;
  const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options });
  const list = loadExamples();
  const counted = recordingsOf(list);
  const all = [...counted, ...reportedOf(list, join(cacheFolder, "notebooks-reported"))];
  const versions = [...new Set(all.map(({ version }) => version))].filter((version) =>
    positionals.length === 0 ? !(version in reportedVersions) : positionals.includes(version),
  );
  const chosen = all.filter(
    ({ id, mode, version }) =>
      versions.includes(version) && (values.only?.includes(id) ?? true) && mode === (values.mode ?? mode),
  );
  if (chosen.length === 0) {
    write(
      `error: no example is chosen; give a version and ids that notebooks/examples.yaml has, and a mode of ${modes.join(", ")}`,
    );
    return 1;
  }
  for (const [mode, version] of modes.flatMap((mode) => versions.map((version) => [mode, version] as const))) {
    const programs = chosen.filter((program) => program.mode === mode && program.version === version);
    if (programs.length === 0) continue;
    write(`separation by ${mode}, SageMaker SDK ${version}: ${programs.length} programs`);
    let done = 0;
    await record(mode, version, programs, {
      onStep: write,
      ...(values.keep === undefined ? {} : { folder: `${values.keep}/${mode}/${version}` }),
      onResult: ({ name }, { ended, requests, cpu }) => {
        done += 1;
        const end = Object.keys(ended).length === 0 ? "finished" : Object.values(ended).join(": ").split("\n")[0];
        write(`${done}/${programs.length} ${name}: ${requests} requests, ${cpu} s, ${end}`);
      },
    });
  }
  writeHashes(
    counted,
    chosen.filter((one) => counted.includes(one)),
  );
  return 0;
}
