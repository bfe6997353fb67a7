/** `prove`: decides every guarantee for every request, from the synthesized stacks, and shows what is not proved. */
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Loaded, loadEnvironments } from "../../config/load";
import type { Proof } from "../../isolation/prove";
import type { Changes } from "../../isolation/report/baseline";
import { schemaVersion } from "../../isolation/report/schema-version";
import { readBaseline } from "../baseline";
import { type Context, display, exitCodes } from "../context";
import { printProof } from "../print-proof";
import { isProved, nothing, proveFolder } from "../proof";
import { type Format, proofJson, proofReport } from "../proof-report";
import { printFindings } from "../report";
import { writing } from "../writing";

export interface ProveCommandOptions {
  readonly team?: string;
  /** What standard output holds; words for people where undefined. */
  readonly format?: Format | undefined;
  /** Folder of synthesized stacks, absolute. */
  readonly from?: string;
  /** What no configuration declares is not proved. */
  readonly strict?: boolean;
  /** When the requests of what depends on time are made; undefined is now. */
  readonly at?: Date;
  /** File of an earlier `prove --json`, absolute: what is new since then comes first. It changes no exit code. */
  readonly baseline?: string;
}

/**
 * Exit code 1 on anything that is not proved, and under `strict` on what no configuration declares. Without `from`, the
 * environments are synthesized into a temporary folder. Stacks of `from` are held against a configuration where one is
 * named, or the folder is this checkout's own output.
 */
export async function prove(
  context: Context,
  environment: string | undefined,
  options: ProveCommandOptions,
): Promise<number> {
  const { environmentsDirectory, outputDirectory } = context;
  const { team, from, at } = options;
  const baseline = options.baseline === undefined ? undefined : readBaseline(options.baseline);
  const show = (proof: Proof, folder: string, shown: string): number => {
    const { changesSince } =
      require("../../isolation/report/baseline") as typeof import("../../isolation/report/baseline");
    const changes = baseline && changesSince(baseline, proof, { environment, team });
    const problems = [...proof.problems, ...(options.strict ? strictProblems(proof) : [])];
    return report(context, { ...proof, problems, ...(changes && { changes }) }, options, folder, shown);
  };
  if (from !== undefined && !isConfigured(context, from)) {
    return show(await proveFolder(context, from, { environment, team, at }), from, display(from));
  }
  // A team's own stacks name no others, but the network is read with all of them; a folder's stacks are all teams'.
  const loaded =
    from === undefined
      ? loadEnvironments(environmentsDirectory, { environment, team })
      : loadEnvironments(
          environmentsDirectory,
          isEnvironment(environmentsDirectory, environment) ? { environment } : {},
        );
  if (loaded.problems.length > 0) return tell(context, loaded, options);
  if (from !== undefined) {
    const proof = await proveFolder(context, from, { environment, team, at }, loaded.environments);
    return show(proof, from, display(from));
  }
  const shown = display(outputDirectory);
  const folder = writeTemporary(context, options, () => mkdtempSync(join(tmpdir(), "enclave-prove-")));
  try {
    const { synthesize } = require("../../stacks/synthesize") as typeof import("../../stacks/synthesize");
    writeTemporary(context, options, () => synthesize(loaded.environments, { outdir: folder }));
    const narrowed = { environment, team, at, besideOutput: true } as const;
    const proof = await proveFolder(context, folder, narrowed, loaded.environments);
    // The temporary folder is gone when somebody reads this; `synth` writes the same there.
    return show(placed(proof, folder, shown), folder, shown);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What cannot be written is told in every format: nothing is proved. */
function writeTemporary<T>({ terminal, outputDirectory }: Context, { format }: ProveCommandOptions, write: () => T): T {
  try {
    const elsewhere = "name another folder for temporary files with TMPDIR";
    return writing({ place: tmpdir(), elsewhere }, write);
  } catch (error) {
    if (isReport(format) && error instanceof Error) {
      const proof = { ...nothing, problems: [error.message] };
      terminal.printReport(proofReport(format, proof, { shown: display(outputDirectory) }));
    }
    throw error;
  }
}

/** Whether the stacks there are this configuration's: links are followed, for a folder has many names. */
function isConfigured({ environmentsAreNamed, outputDirectory }: Context, from: string): boolean {
  return (
    environmentsAreNamed ||
    (existsSync(from) && existsSync(outputDirectory) && realpathSync(from) === realpathSync(outputDirectory))
  );
}

/** One that the stacks alone know is found among them, and told to be declared nowhere. */
const isEnvironment = (directory: string, name: string | undefined): boolean =>
  name !== undefined && existsSync(directory) && readdirSync(directory).includes(name);

/** Told in every format, for each makes the proof fail. */
const strictProblems = ({ undeclared }: Proof): readonly string[] =>
  undeclared.length === 0 ? [] : ["what the stacks say of themselves is declared nowhere, and --strict is given"];

/** Problems of the configuration: nothing is proved. */
function tell({ terminal, outputDirectory }: Context, loaded: Loaded, { format }: ProveCommandOptions): number {
  const { problems, warnings } = loaded;
  terminal.printJson({ schemaVersion, ok: false, problems, warnings, verdicts: [] });
  if (isReport(format)) {
    terminal.printReport(proofReport(format, nothing, { shown: display(outputDirectory), problems }));
  }
  printFindings(terminal, loaded);
  return exitCodes.problems;
}

const isReport = (format: Format | undefined): format is Exclude<Format, "json"> =>
  format !== undefined && format !== "json";

/** The same proof, of stacks that lie elsewhere. */
function placed({ verdicts, problems, ...rest }: Proof, folder: string, shown: string): Proof {
  const move = (text: string) => text.replaceAll(display(folder), shown);
  return {
    ...rest,
    verdicts: verdicts.map((verdict) => ({ ...verdict, undecided: verdict.undecided.map(move) })),
    problems: problems.map(move),
  };
}

function report(
  { terminal }: Context,
  proof: Proof & { readonly changes?: Changes },
  { format }: ProveCommandOptions,
  folder: string,
  shown: string,
): number {
  const ok = isProved(proof);
  terminal.printJson({ schemaVersion, ok, ...proofJson(proof) });
  if (isReport(format)) terminal.printReport(proofReport(format, proof, { folder, shown }));
  printProof(terminal, proof);
  return ok ? exitCodes.ok : exitCodes.problems;
}
