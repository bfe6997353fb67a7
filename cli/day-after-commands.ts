/** Adds the commands for what is deployed: they ask AWS, and some change it. Each is loaded when it runs. */
import type { Command } from "commander";
import type { ResumeOptions } from "./commands/resume";
import type { SuspendOptions } from "./commands/suspend";
import type { TeardownOptions } from "./commands/teardown";
import type { Context } from "./context";

export function addDayAfterCommands(
  program: Command,
  context: () => Context,
  finish: (exitCode: number) => void,
): void {
  program
    .command("teardown")
    .description("list, and after confirmation delete, what Terraform does not own and what keeps destroy from ending")
    .argument("<environment>")
    .argument("[team]")
    .option("--dry-run", "list only")
    .option("--yes", "do not ask")
    .option("--delete-file-system <ids...>", "delete these file systems, with the home directories on them")
    .option("--user <name>", "only what this user of the team owns; the team may be protected")
    .option("--with-shared-spaces", "with --user: also the shared spaces that they own")
    .action(async (environment: string, team: string | undefined, options: TeardownOptions) => {
      const { teardown } = require("./commands/teardown") as typeof import("./commands/teardown");
      finish(await teardown(context(), environment, team, options));
    });
  program
    .command("suspend")
    .description("take a team's, or one person's, access away at once, and stop what runs; resume undoes it")
    .argument("<environment>")
    .argument("<team>")
    .option("--user <name>", "only this person; the team goes on")
    .option("--with-team-jobs", "with --user: also the team's jobs and endpoints, whoever started them")
    .option("--keep-endpoints", "leave endpoints as they are; without it they are deleted, and resume makes them anew")
    .option("--dry-run", "list only")
    .option("--yes", "do not ask")
    .action(async (environment: string, team: string, options: SuspendOptions) => {
      const { suspend } = require("./commands/suspend") as typeof import("./commands/suspend");
      finish(await suspend(context(), environment, team, options));
    });
  program
    .command("resume")
    .description("undo a suspension, and start again what it stopped and AWS can start again")
    .argument("<environment>")
    .argument("<team>")
    .option("--user <name>", "only this person; without it people who were suspended by name stay so")
    .option("--dry-run", "list only")
    .option("--yes", "do not ask")
    .action(async (environment: string, team: string, options: ResumeOptions) => {
      const { resume } = require("./commands/resume") as typeof import("./commands/resume");
      finish(await resume(context(), environment, team, options));
    });
  program
    .command("doctor")
    .description("say what somebody changed on domains and profiles, and print the calls that put it back")
    .argument("<environment>")
    .argument("[team]")
    .action(async (environment: string, team: string | undefined) => {
      const { doctor } = require("./commands/doctor") as typeof import("./commands/doctor");
      finish(await doctor(context(), environment, team));
    });
}
