/** Prints what a suspension or a resumption is going to do, for people. */
import { executionRoleName } from "../config/names";
import type { Examination } from "../doctor/findings";
import type { Freezing } from "../suspend/freeze";
import type { Door } from "../suspend/people-policy";
import type { StopStep } from "../suspend/plan";
import type { Seats } from "../suspend/seats";
import { suspensionPolicyName } from "../suspend/statements";
import type { Suspension } from "../suspend/suspension";
import type { Thawing } from "../suspend/thaw";
import type { Terminal } from "./terminal";

export function printSuspension(
  { environment, team, asked, denials, door, seats, steps }: Freezing,
  terminal: Terminal,
): void {
  const { print, colours } = terminal;
  const { user } = asked;
  const whose = user === undefined ? "every call of it" : `every call of it in ${user}'s name`;
  const role = executionRoleName(environment, team);
  print(
    `deny   ${whose}: role ${role}, inline policy ${suspensionPolicyName}; AWS's clean-up of networks stays allowed`,
  );
  for (const each of user === undefined ? denials.filter(({ isService }) => isService) : []) {
    print(`deny   every call of role ${each.role}, which SageMaker becomes by itself`);
  }
  printDoor(door, user === undefined ? "opens a profile" : `opens the profile of ${user}`, terminal);
  printSeats(seats, terminal);
  for (const { target, keep, after } of steps) {
    const what = `${target.kind} ${target.id}`;
    if (keep === undefined) print(`${colours.red(verbFor(target))} ${what}: ${after}`);
    else print(`keep   ${what}: ${keep}`);
  }
  if (steps.length === 0) print("nothing of theirs runs");
}

function printDoor(door: Door | undefined, what: string, { print, colours }: Terminal): void {
  if (door?.problem !== undefined) print(colours.red(door.problem));
  else if (door) print(`close  ${door.policy}: nobody that it is attached to ${what}`);
}

function printSeats(seats: Seats | undefined, { print, colours }: Terminal): void {
  if (seats?.problem !== undefined) print(colours.red(`assignments in IAM Identity Center stay: ${seats.problem}`));
  for (const { does, user, principal } of seats?.steps ?? []) {
    print(`${does === "remove" ? "take  " : "assign"} ${user} in IAM Identity Center (user ${principal})`);
  }
}

const verbFor = ({ kind }: StopStep["target"]): string => (kind === "app" || kind === "endpoint" ? "delete" : "stop  ");

/**
 * @param state afterwards
 * @param line a command of this program, as people type it for these environments
 */
export function printResumption(
  { environment, team, door, seats, asleep }: Thawing,
  state: Suspension,
  user: string | undefined,
  line: Examination["line"],
  terminal: Terminal,
): void {
  const { print, colours } = terminal;
  const whose = user === undefined ? "the team's calls" : `calls in ${user}'s name`;
  const old = state.revoked.length > 0 ? "; sessions that began earlier stay denied, for 12 hours" : "";
  print(`allow  ${whose}: role ${executionRoleName(environment, team)}${old}`);
  if (door?.problem !== undefined) print(colours.red(door.problem));
  else if (door) print(`open   ${door.policy}`);
  printSeats(seats, terminal);
  for (const each of asleep) {
    const how = each.kind === "endpoint" ? `, anew from ${each.configuration}` : "";
    print(`start  ${each.kind} ${each.id}${how}`);
  }
  if (state.team) print(`${team.name} stays suspended, and everybody in it`);
  for (const name of state.users)
    print(
      `${name} stays suspended by name; to undo it: ${line("resume", environment.name, team.name, "--user", name)}`,
    );
  print(
    "not started: apps (people start them again), jobs, and pipeline executions (aws sagemaker retry-pipeline-execution)",
  );
}
