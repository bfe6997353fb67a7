/** The command line of `npm run mutate`. */
import { Command } from "commander";

/** What runs for each form of the command; each answers the exit code. */
export interface Runs {
  readonly promises: (environment: string, part: string) => number;
  readonly proof: (argv: readonly string[]) => Promise<number>;
}

/** The command, to be asked for its usage or to be given the arguments. `proof` has a command line of its own. */
export const mutateCommand = ({ promises, proof }: Runs): Command =>
  new Command("npm run mutate --")
    .description("Breaks an environment's synthesized JSON in every place and lists which promise noticed.")
    .argument("[environment]", "which of environments/", "prod")
    .argument("[part]", "only breaks whose stack, type of resource, name or change contains this", "")
    .action((environment: string, part: string) => {
      process.exitCode = promises(environment, part);
    })
    .addHelpText(
      "after",
      "\nThe environment variable VERBOSE prints every break. `npm run mutate -- proof --help` says what proof takes.",
    )
    .addCommand(
      new Command("proof")
        .description("the same with the proof: lists which guarantee noticed")
        .helpOption(false)
        .allowUnknownOption()
        .argument("[arguments...]")
        .action(async (argv: readonly string[]) => {
          process.exitCode = await proof(argv);
        }),
    );
