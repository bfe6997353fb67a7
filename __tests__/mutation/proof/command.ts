/** The command line of `npm run mutate -- proof`. */
import { Command, Option } from "commander";
import { describe } from "./mutant";
import { type Reason, reasons } from "./reasons";
import { environmentsOf, mutate, type RunOptions, type Tally } from "./run";
import { writeList } from "./survivors";

interface Typed {
  readonly operators: RunOptions["operators"];
  readonly sample?: number;
  readonly seed: number;
  readonly only: string;
  readonly json?: true;
  readonly verbose?: true;
  readonly write?: true;
}

/** Exit code 1 where a mutant is neither noticed nor explained. */
export async function mutateProof(argv: readonly string[]): Promise<number> {
  const command = new Command("npm run mutate -- proof")
    .argument("[environment]")
    .addOption(new Option("--operators <kind>").choices(["domain", "generic", "all"]).default("all"))
    .option("--sample <count>", "that many mutants at random", Number)
    .option("--seed <number>", "of the sample", Number, 1)
    .option("--only <text>", "only mutants whose description contains this", "")
    .option("--json", "print the survivors as JSON")
    .option("--verbose", "print each mutant")
    .option("--write", "write the list of survivors by class to survivors/<environment>.md")
    .parse(argv, { from: "user" });
  const { json, verbose, write, ...options } = command.opts<Typed>();
  const tallies: Record<string, Tally> = {};
  for (const synthesis of environmentsOf(command.args[0])) {
    const { name } = synthesis.environment;
    tallies[name] = await mutate(synthesis, {
      ...options,
      ...(verbose && { onMutant: (mutant, outcome) => console.log(`${outcome}\t${describe(mutant)}`) }),
    });
    if (!json) print(name, tallies[name]);
    if (write) writeList(name, commandOf(name, options), tallies[name]);
  }
  if (json) console.log(JSON.stringify(tallies, undefined, 2));
  return Object.values(tallies).every(({ holes }) => holes.length === 0) ? 0 : 1;
}

/** What was run, and when. */
const commandOf = (environment: string, { operators, sample, seed, only }: Typed): string =>
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
