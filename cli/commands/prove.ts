/** `prove`: decides every guarantee for every request, from the synthesized stacks, and shows what is not proved. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import type { Proof } from "../../isolation/prove";
import { type Context, display, exitCodes } from "../context";
import { printProof } from "../print-proof";
import { isProved, proveFolder } from "../proof";
import { type Format, proofJson, proofReport } from "../proof-report";
import { printFindings } from "../report";

export interface ProveCommandOptions {
  readonly team?: string;
  /** What standard output holds; words for people where undefined. */
  readonly format?: Format | undefined;
  /** Folder of synthesized stacks, absolute; nothing else is read then. */
  readonly from?: string;
}

/** Exit code 1 on anything that is not proved. Without `from`, the environments are synthesized into a temporary folder. */
export async function prove(
  context: Context,
  environment: string | undefined,
  { team, from, format }: ProveCommandOptions,
): Promise<number> {
  const { environmentsDirectory, outputDirectory, terminal } = context;
  if (from !== undefined) {
    return report(context, await proveFolder(context, from, { environment, team }), format, from, display(from));
  }
  const shown = display(outputDirectory);
  // A team's own stacks name no others, but the network is read with all of them.
  const loaded = loadEnvironments(environmentsDirectory, { environment, team });
  const { problems, warnings } = loaded;
  if (problems.length > 0) {
    terminal.printJson({ ok: false, problems, warnings, verdicts: [] });
    if (isReport(format))
      terminal.printReport(proofReport(format, { verdicts: [], entries: [], problems: [] }, { shown, problems }));
    printFindings(terminal, loaded);
    return exitCodes.problems;
  }
  const folder = mkdtempSync(join(tmpdir(), "enclave-prove-"));
  try {
    const { synthesize } = require("../../stacks/synthesize") as typeof import("../../stacks/synthesize");
    synthesize(loaded.environments, { outdir: folder });
    const proof = await proveFolder(context, folder, { environment, team }, loaded.environments);
    // The temporary folder is gone when somebody reads this; `synth` writes the same there.
    return report(context, placed(proof, folder, shown), format, folder, shown);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isReport = (format: Format | undefined): format is Exclude<Format, "json"> =>
  format !== undefined && format !== "json";

/** The same proof, of stacks that lie elsewhere. */
function placed({ verdicts, problems, ...rest }: Proof, folder: string, shown: string): Proof {
  const move = (text: string) => text.replaceAll(folder, shown);
  return {
    ...rest,
    verdicts: verdicts.map((verdict) => ({ ...verdict, undecided: verdict.undecided.map(move) })),
    problems: problems.map(move),
  };
}

function report(
  { terminal }: Context,
  proof: Proof,
  format: Format | undefined,
  folder: string,
  shown: string,
): number {
  const ok = isProved(proof);
  terminal.printJson({ ok, ...proofJson(proof) });
  if (isReport(format)) terminal.printReport(proofReport(format, proof, { folder, shown }));
  printProof(terminal, proof);
  return ok ? exitCodes.ok : exitCodes.problems;
}
