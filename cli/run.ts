/** The command line: reads arguments, runs one command, and turns whatever happens into an exit code. */
import { Command } from "commander";
import { type Context, contextOf, exitCodes, type GlobalOptions, typedPath, typedTime, UsageError } from "./context";
import { addDayAfterCommands } from "./day-after-commands";
import { exitCodeOf } from "./exit-code";
import { openTerminal, type Surroundings } from "./terminal";
import { version } from "./version";

const forOne = "npm run enclave -- synth <environment>, then npm run enclave -- prove <environment>";

type ProveOptions = {
  team?: string;
  from?: string;
  at?: string;
  strict?: boolean;
  baseline?: string;
  junit?: boolean;
  sarif?: boolean;
  markdown?: boolean;
};

/** Runs `argv` (without node and script). Never throws; returns the exit code. */
export async function run(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  let exitCode: number = exitCodes.ok;
  const program = programOf(surroundings, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    return exitCodeOf(error, surroundings, program.opts<GlobalOptions>().json === true);
  }
}

function programOf(surroundings: Surroundings, finish: (exitCode: number) => void): Command {
  const { stdout, stderr, env } = surroundings;
  const program = new Command("enclave")
    .description("SageMaker Studio domains that cannot reach the internet, from environment folders to Terraform JSON")
    .version(version())
    .usage("-- <command> [options]   (npm run enclave -- <command>)")
    .option("--environments <dir>", "folder of the environments (default: environments of this checkout)")
    .option("--output <dir>", "folder of the synthesized stacks (default: cdktf.out of this checkout)")
    .option("--json", "print the result as JSON and nothing else")
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) })
    .configureHelp({ showGlobalOptions: true })
    .helpCommand(true)
    .showSuggestionAfterError()
    .exitOverride();
  const context = (isReport = false): Context => {
    const options = program.opts<GlobalOptions>();
    return contextOf(options, openTerminal(surroundings, options.json === true, isReport), env);
  };

  // Each command is loaded when it runs (by require, which TypeScript resolves without an extension): `--help` needs none of them.
  program
    .command("check")
    .description("check every environment, or one, and list all problems; writes nothing")
    .argument("[environment]")
    .action(async (environment?: string) => {
      const { check } = require("./commands/check") as typeof import("./commands/check");
      finish(check(context(), environment));
    });
  program
    .command("schema")
    .description("write the JSON Schemas of the configuration files, for editors")
    .option("--check", "write nothing; exit with 1 where they are stale")
    .action(async (options: { check?: boolean }) => {
      const { schema } = require("./commands/schema") as typeof import("./commands/schema");
      finish(schema(context(), options));
    });
  program
    .command("synth")
    .description("check, then write the Terraform JSON of every environment, or one")
    .argument("[environment]")
    .option("--team <team>", "only this team's stacks and what they need")
    .action(async (environment: string | undefined, options: { team?: string }) => {
      const { synth } = require("./commands/synth") as typeof import("./commands/synth");
      finish(await synth(context(), environment, options));
    });
  addDayAfterCommands(program, context, finish);
  program
    .command("prove")
    .description(
      "decide every guarantee of every environment, or one, for all requests; exits with 1 on anything not proved",
    )
    .argument("[environment]")
    .option("--team <team>", "only this team's guarantees and the environment's")
    .option("--from <dir>", "prove the synthesized stacks that lie there; with --environments, held against them")
    .option("--baseline <file>", "show first what is new since this file, which an earlier prove --json wrote")
    .option("--strict", "exit with 1 on what the stacks say of themselves and no configuration declares")
    .option("--at <time>", "ask what depends on time about this one, in ISO 8601 (default: now)")
    .option("--junit", "print the result as JUnit XML and nothing else")
    .option("--sarif", "print the result as SARIF 2.1.0 and nothing else")
    .option("--markdown", "print the result as Markdown for a pull request and nothing else")
    .action(async (environment: string | undefined, options: ProveOptions) => {
      const { prove } = require("./commands/prove") as typeof import("./commands/prove");
      const { formatOf } = require("./proof-report") as typeof import("./proof-report");
      const format = formatOf({ ...options, json: program.opts<GlobalOptions>().json === true });
      const { team } = options;
      const at = options.at === undefined ? undefined : typedTime(options.at);
      const from = options.from === undefined ? undefined : typedPath("--from", options.from, env);
      const isReport = format !== undefined && format !== "json";
      finish(
        await prove(context(isReport), environment, {
          format,
          ...(team !== undefined && { team }),
          ...(from !== undefined && { from }),
          ...(options.baseline !== undefined && { baseline: typedPath("--baseline", options.baseline, env) }),
          strict: options.strict === true,
          ...(at !== undefined && { at }),
        }),
      );
    });
  program
    .command("explain")
    .description("say what each guarantee promises, or one")
    .argument("[guarantee]", "such as G1")
    .action(async (guarantee?: string) => {
      const { explain } = require("./commands/explain") as typeof import("./commands/explain");
      finish(explain(context().terminal, guarantee));
    });
  program
    .command("start")
    .description("what npm start runs: check, synthesize and prove everything, and say what to type next")
    .allowExcessArguments()
    .action(async (_: unknown, command: Command) => {
      if (command.args.length > 0) throw new UsageError(`start takes every environment; for one type ${forOne}`);
      const { start } = require("./commands/start") as typeof import("./commands/start");
      finish(await start(context()));
    });
  return program;
}
