/** `npm run record -- [version] [--only id]`: records the examples' requests anew, and their hashes. */
import { existsSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { loadExamples } from "../examples";
import { record } from "./record";
import { hashesFile, hashesOf, modes, recordingsOf } from "./recordings";

const write = (text: string) => process.stdout.write(`${text}\n`);

/** Exit code 0: every program that was asked for was run; 1: the arguments name nothing, or Python is missing. */
export async function runRecord(argv: readonly string[]): Promise<number> {
  const options = { only: { type: "string", multiple: true }, keep: { type: "string" } } as const;
  const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options });
  const all = recordingsOf(loadExamples());
  const versions = [...new Set(all.map(({ version }) => version))].filter(
    (version) => positionals.length === 0 || positionals.includes(version),
  );
  const chosen = all.filter(({ id, version }) => versions.includes(version) && (values.only?.includes(id) ?? true));
  if (chosen.length === 0) {
    write("error: no example is chosen; give a version and ids that notebooks/examples.yaml has");
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
  const hashes = hashesOf(all.filter(({ recording }) => existsSync(recording)));
  writeFileSync(hashesFile, `${JSON.stringify(hashes, undefined, 1)}\n`);
  return 0;
}
