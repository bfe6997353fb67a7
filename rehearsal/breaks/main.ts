/** Entry of `npm run break`: breaks the synthesized JSON and demands that a rehearsal notices every break. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import Table from "cli-table3";
import { Command } from "commander";
import { printFindings } from "../../cli/report";
import { openTerminal, type Terminal } from "../../cli/terminal";
import { loadEnvironments } from "../../config/load";
import type { Environment } from "../../config/schema";
import { atInterrupt, endEverythingOnInterrupt } from "../children";
import { cacheFolder, checkout } from "../folders";
import { startLocalAws } from "../local-aws";
import { findRequirements, type Requirements, skipLine, skipsAreFailures } from "../requirements";
import type { Verdict } from "./batches";
import { breaksOf, oneOfEach, shuffled } from "./choose";
import { judge } from "./judge";
import { Trials } from "./trials";

interface Options {
  readonly environment: string;
  readonly environments: string;
  readonly seed: string;
  readonly count?: string;
  readonly all?: boolean;
  readonly type?: string;
  readonly json?: boolean;
}

const command = new Command("break")
  .description("break the synthesized JSON, and demand that the rehearsal notices every break")
  .option("--environment <name>", "whose stacks", "dev")
  .option("--environments <dir>", "where the environments' folders are", join(checkout, "environments"))
  .option("--seed <number>", "chooses the breaks; the same seed, the same breaks", "1")
  .option("--count <number>", "so many breaks, instead of two of each type of block")
  .option("--all", "every break that is known")
  .option("--type <type>", "only breaks of this type of block")
  .option("--json", "print the verdicts as JSON");

async function main(options: Options): Promise<number> {
  const terminal = openTerminal(process, options.json === true);
  const loaded = loadEnvironments(options.environments, { environment: options.environment });
  const [environment] = loaded.environments;
  if (loaded.problems.length > 0 || !environment) {
    printFindings(terminal, loaded);
    return 1;
  }
  const requirements = await findRequirements();
  if ("missing" in requirements) {
    terminal.note(skipLine("the breaks", requirements.missing));
    terminal.printJson({ ok: !skipsAreFailures(), skipped: requirements.missing, verdicts: [] });
    return skipsAreFailures() ? 1 : 0;
  }
  endEverythingOnInterrupt();
  const begun = Date.now();
  const verdicts = await verdictsOf(environment, requirements, options, terminal);
  const unnoticed = verdicts.filter(({ noticed }) => !noticed);
  const seconds = Math.round((Date.now() - begun) / 1000);
  print(verdicts, terminal);
  const { colours } = terminal;
  const count = `${verdicts.length - unnoticed.length} of ${verdicts.length} breaks noticed`;
  terminal.print(
    `${(unnoticed.length === 0 ? colours.green : colours.red)(count)}, seed ${options.seed}, ${seconds} s`,
  );
  terminal.printJson({ ok: unnoticed.length === 0, skipped: [], verdicts: verdicts.map(plain) });
  return unnoticed.length === 0 ? 0 : 1;
}

async function verdictsOf(
  environment: Environment,
  { python, pluginFolder }: Requirements,
  options: Options,
  terminal: Terminal,
): Promise<Verdict[]> {
  mkdirSync(cacheFolder, { recursive: true });
  const workDir = mkdtempSync(join(cacheFolder, `break-${environment.name}-`));
  const clearAway = () => rmSync(workDir, { recursive: true, force: true });
  const forget = atInterrupt(async () => clearAway());
  const localAws = await startLocalAws({ workDir: join(workDir, "local-aws"), python });
  try {
    const trials = new Trials({ environment, localAws, pluginFolder, workDir });
    const known = [...trials.files].flatMap(([stack, file]) => breaksOf(stack, file));
    const wanted = options.type ? known.filter(({ type }) => type === options.type) : known;
    const seed = Number(options.seed);
    const chosen = options.all
      ? wanted
      : options.count
        ? shuffled(wanted, seed).slice(0, Number(options.count))
        : oneOfEach(wanted, seed);
    await trials.prepare(chosen.map(({ stack }) => stack));
    let done = 0;
    return await judge(
      chosen,
      (batch) => trials.try(batch),
      (reached) => {
        done += reached.length;
        terminal.note(`${done} of ${chosen.length} breaks tried`);
      },
    );
  } finally {
    await localAws.stop();
    forget();
    clearAway();
  }
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

command.parse();
main(command.opts<Options>()).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 70;
  },
);
