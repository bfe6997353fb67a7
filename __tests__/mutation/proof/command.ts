/** The command line of `npm run mutate -- proof`. */
import { Command, InvalidArgumentError, Option } from "commander";
import { type Choice, environmentsOf } from "./choice";
import { lineOf } from "./journal";
import { type Reason, reasons } from "./reasons";
import { mutate, type RunOptions } from "./run";
import { writeList } from "./survivors";
import type { Tally } from "./tally";

interface Typed extends Choice, Pick<RunOptions, "workers" | "journal"> {
  readonly json?: true;
  readonly verbose?: true;
  readonly write?: true;
}

const count = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError("a whole number above 0");
};

/** Exit code 1 where a mutant is neither noticed nor explained. */
export async function mutateProof(argv: readonly string[]): Promise<number> {
  const command = new Command("npm run mutate -- proof")
    .argument("[environment]")
    .addOption(new Option("--operators <kind>").choices(["domain", "generic", "all"]).default("all"))
    .option("--sample <count>", "that many mutants at random", count)
    .option("--seed <number>", "of the sample", Number, 1)
    .option("--only <text>", "only mutants whose description contains this", "")
    .option("--workers <count>", "processes that judge at the same time", count)
    .option("--journal <file>", "keep what came of each mutant; what the file knows is not judged again")
    .option("--json", "print the survivors as JSON")
    .option("--verbose", "print each mutant")
    .option("--write", "write the list of survivors by class to survivors/<environment>.md")
    .parse(argv, { from: "user" });
  const { json, verbose, write, ...options } = command.opts<Typed>();
  const tallies: Record<string, Tally> = {};
  const environments = environmentsOf(command.args[0]);
  if (environments.length === 0) command.error(`there is no environment ${command.args[0]}`, { exitCode: 2 });
  for (const synthesis of environments) {
    const { name } = synthesis.environment;
    tallies[name] = await mutate(synthesis, {
      ...options,
      onOutcome: (mutant, outcome, left) => {
        if (verbose) console.log(lineOf(mutant, outcome));
        if (left % 500 === 0) console.error(`${name}: ${left} left`);
      },
    });
    if (!json) print(name, tallies[name]);
    if (write) writeList(name, commandOf(name, options), tallies[name]);
  }
  if (json) console.log(JSON.stringify(tallies, undefined, 2));
  return Object.values(tallies).every(({ holes }) => holes.length === 0) ? 0 : 1;
}

/** What was run, and when. */
const commandOf = (environment: string, { operators, sample, seed, only }: Choice): string =>
  `${[
    `npm run mutate -- proof ${environment} --operators ${operators}`,
    ...(only === "" ? [] : [`--only "${only}"`]),
    ...(sample === undefined ? [] : [`--sample ${sample} --seed ${seed}`]),
  ].join(" ")}, ${new Date().toISOString().slice(0, 10)}`;

function print(environment: string, { mutants, caught, refused, explained, holes }: Tally): void {
  const line = (count: number, what: string) => console.log(`${String(count).padStart(7)}  ${what}`);
  console.log(`${environment}: ${mutants} mutants`);
  for (const [guarantee, count] of Object.entries(caught)) line(count, `caught by ${guarantee}`);
  line(refused, "not understood: nothing is proved");
  for (const [reason, survivors] of Object.entries(explained)) line(survivors.length, reasons[reason as Reason]);
  line(holes.length, "NEITHER CAUGHT NOR EXPLAINED");
  for (const hole of holes) console.log(`         ${hole}`);
}
