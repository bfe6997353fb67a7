/** `npm run break`: breaks the synthesized JSON and demands that a rehearsal notices every break. */
import Table from "cli-table3";
import { InvalidArgumentError } from "commander";
import { exitCodes, UsageError } from "../../cli/context";
import { withProgress } from "../../cli/progress";
import type { Surroundings, Terminal } from "../../cli/terminal";
import type { Environment } from "../../config/schema";
import { endEverythingOnInterrupt } from "../children";
import { type CommonOptions, commandOf, findNeeded, load, runCommand, withLocalAws } from "../command";
import type { Requirements } from "../requirements";
import type { Verdict } from "./batches";
import { breaksOf, oneOfEach, shuffled } from "./choose";
import { judge } from "./judge";
import { Trials } from "./trials";

interface Options extends CommonOptions {
  readonly seed: number;
  readonly count?: number;
  readonly all?: boolean;
  readonly type?: string;
}

const commandLine = () =>
  commandOf("break", "break the synthesized JSON, and demand that the rehearsal notices every break")
    .option("--environment <name>", "whose stacks", "dev")
    .option("--seed <number>", "chooses the breaks; the same seed, the same breaks", wholeNumber, 1)
    .option("--count <number>", "so many breaks, instead of up to three of each type of block", wholeNumber)
    .option("--all", "every break that is known")
    .option("--type <type>", "only breaks of this type of block");

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("Write a whole number.");
  return Number(text);
}

/** Runs `argv` (without node and script). Never throws; returns the exit code. */
export const runBreak = (argv: readonly string[], surroundings: Surroundings): Promise<number> =>
  runCommand<Options>(commandLine(), argv, surroundings, async (options, terminal) => {
    const nothing = { verdicts: [] };
    const loaded = load(options, surroundings, terminal, nothing);
    if (typeof loaded === "number") return loaded;
    const [environment] = loaded.environments as [Environment];
    const requirements = await findNeeded("the breaks", terminal, nothing);
    if (typeof requirements === "number") return requirements;
    endEverythingOnInterrupt();
    const begun = Date.now();
    const verdicts = await verdictsOf(environment, requirements, options, terminal);
    const unnoticed = verdicts.filter(({ noticed }) => !noticed);
    const ok = unnoticed.length === 0;
    const seconds = Math.round((Date.now() - begun) / 1000);
    print(verdicts, terminal);
    const { green, red } = terminal.colours;
    const count = `${verdicts.length - unnoticed.length} of ${verdicts.length} breaks noticed`;
    terminal.print(`${(ok ? green : red)(count)}, seed ${options.seed}, ${seconds} s`);
    terminal.printJson({ ok, skipped: [], verdicts: verdicts.map(plain) });
    return ok ? exitCodes.ok : exitCodes.problems;
  });

function verdictsOf(
  environment: Environment,
  requirements: Requirements,
  { seed, count, all, type: wantedType }: Options,
  terminal: Terminal,
): Promise<Verdict[]> {
  const name = `break-${environment.name}`;
  return withLocalAws({ name }, requirements, terminal, async ({ workDir, localAws }) => {
    const trials = new Trials({ environment, localAws, pluginFolder: requirements.pluginFolder, workDir });
    const known = [...trials.files].flatMap(([stack, file]) => breaksOf(stack, file));
    const wanted = wantedType ? known.filter(({ type }) => type === wantedType) : known;
    const some = () => (count === undefined ? oneOfEach(wanted, seed) : shuffled(wanted, seed).slice(0, count));
    const chosen = all ? wanted : some();
    if (chosen.length === 0) throw new UsageError("no break of that type is known, or --count is 0");
    await withProgress(
      terminal,
      "Applying what the breaks need",
      () => trials.prepare(chosen.map(({ stack }) => stack)),
      { endsAtInterrupt: false },
    );
    let done = 0;
    return await judge(
      chosen,
      (batch) => trials.try(batch),
      (reached) => {
        done += reached.length;
        terminal.note(`${done} of ${chosen.length} breaks tried`);
      },
    );
  });
}

function print(verdicts: readonly Verdict[], { print, colours }: Terminal): void {
  const table = new Table({
    head: ["block", "break", "noticed in", "error"],
    colWidths: [36, 36, 12, 60],
    wordWrap: true,
    wrapOnWordBoundary: false,
    style: { head: [] },
  });
  for (const { broken, noticed } of verdicts) {
    const { stack, address, what } = broken;
    table.push([
      `${stack} ${address}`,
      what,
      noticed?.phase ?? colours.red("nowhere"),
      short(noticed?.error ?? "stays green"),
    ]);
  }
  print(table.toString());
}

const short = (text: string) => (text.length > 240 ? `${text.slice(0, 239)}…` : text);
const plain = ({ broken: { stack, type, address, what, seenBy }, noticed }: Verdict) => ({
  stack,
  type,
  address,
  what,
  seenBy,
  noticed,
});
