/** Asks the doctor of a team as its command does, of the environment as a rehearsal has deployed it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deployCommand } from "../cli/deploy-command";
import { enclaveLine } from "../cli/enclave-line";
import { identityCenterOf } from "../cli/identity-center";
import { printExamined } from "../cli/print-examined";
import { openTerminal } from "../cli/terminal";
import { studioStackName } from "../config/names";
import type { Team } from "../config/schema";
import type { StackJson } from "../doctor/declared";
import { type Examined, examine } from "../doctor/examine";
import type { Clients } from "../teardown/aws";
import { checkout } from "./folders";
import type { Stage } from "./stage";

export interface Told extends Examined {
  /** As people read it. */
  readonly text: string;
  /** The lines of the AWS CLI that it prints for people, in their order. */
  readonly lines: readonly string[];
}

export async function askDoctor(
  { environment, stacks, localAws }: Pick<Stage, "environment" | "stacks" | "localAws">,
  team: Team,
  clients: Clients,
): Promise<Told> {
  const name = studioStackName(environment, team);
  const { folder = "" } = stacks.find((stack) => stack.name === name) ?? {};
  const stack = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as StackJson;
  const deploy = deployCommand(join(checkout, "environments"), join(checkout, "cdktf.out"), name);
  const line = enclaveLine({ environmentsDirectory: "", environmentsAreNamed: false });
  const identity = identityCenterOf(environment, localAws.environment);
  const examination = { environment, team, stack, deploy, line };
  const examined = await examine(examination, clients, identity?.ask).finally(() => identity?.close());
  let text = "";
  const stdout = { write: (more: string) => (text += more) };
  printExamined(environment, [examined], line, openTerminal({ stdout, stderr: stdout, env: {} }, false));
  return { ...examined, text, lines: [...text.matchAll(/^ {4}(aws .*)$/gm)].map(([, line = ""]) => line) };
}
