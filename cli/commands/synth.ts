/** `synth`: checks, then writes the Terraform JSON of all or of the named environment or team. */
import { loadToSynthesize } from "../../stacks/before-synthesis";
import { type Context, display, exitCodes } from "../context";
import { count, printFindings } from "../report";
import { printStale, synthesizeWithProgress } from "../synthesis";

/** Writes nothing and exits with 1 on any problem. */
export async function synth(
  context: Context,
  environment: string | undefined,
  options: { readonly team?: string },
): Promise<number> {
  const { environmentsDirectory, outputDirectory, outputIsTheirs, terminal } = context;
  const only = { environment, team: options.team };
  const loaded = loadToSynthesize(environmentsDirectory, outputDirectory, { only, outputIsTheirs });
  if (loaded.problems.length > 0) {
    terminal.printJson({ ok: false, problems: loaded.problems, warnings: loaded.warnings, stacks: [] });
    printFindings(terminal, loaded);
    return exitCodes.problems;
  }
  printFindings(terminal, loaded);
  const { stacks, stale } = await synthesizeWithProgress(context, loaded, only);
  const output = display(outputDirectory);
  terminal.printJson({ ok: true, problems: [], warnings: loaded.warnings, output, stacks, stale });
  for (const { name, resources } of stacks)
    terminal.print(`${terminal.colours.green("wrote")} ${name}: ${count(resources, "resource")}`);
  printStale(context, stale);
  terminal.print(`${count(stacks.length, "stack")} in ${output}`);
  return exitCodes.ok;
}
