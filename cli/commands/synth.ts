/** `synth`: checks, then writes the Terraform JSON of all or of the named environment or team. */
import { loadEnvironments } from "../../config/load";
import { withStateProblems } from "../../stacks/local-state";
import { type Context, display, exitCodes } from "../context";
import { count, printFindings } from "../report";
import { synthesizeWithProgress } from "../synthesis";

/** Writes nothing and exits with 1 on any problem. */
export async function synth(
  context: Context,
  environment: string | undefined,
  options: { readonly team?: string },
): Promise<number> {
  const { environmentsDirectory, outputDirectory, terminal } = context;
  const loaded = withStateProblems(
    loadEnvironments(environmentsDirectory, { environment, team: options.team }),
    outputDirectory,
  );
  if (loaded.problems.length > 0) {
    terminal.printJson({ ok: false, problems: loaded.problems, warnings: loaded.warnings, stacks: [] });
    printFindings(terminal, loaded);
    return exitCodes.problems;
  }
  printFindings(terminal, loaded);
  const complete = environment === undefined && options.team === undefined;
  const stacks = await synthesizeWithProgress(context, loaded.environments, complete);
  terminal.printJson({ ok: true, problems: [], warnings: loaded.warnings, output: display(outputDirectory), stacks });
  for (const { name, resources } of stacks)
    terminal.print(`${terminal.colours.green("wrote")} ${name}: ${count(resources, "resource")}`);
  terminal.print(`${count(stacks.length, "stack")} in ${display(outputDirectory)}`);
  return exitCodes.ok;
}
