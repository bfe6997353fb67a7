/** What a suspension left: who is shut out, and a people policy that does not go with it, because somebody deployed since. */
import { executionRoleName } from "../config/names";
import { list } from "../config/problems";
import { shellLine } from "../config/shell-line";
import { findDoor } from "../suspend/people-policy";
import { suspensionOf } from "../suspend/role";
import { suspensionPolicyName } from "../suspend/statements";
import type { Clients } from "../teardown/aws";
import { CannotGoOn } from "../teardown/failure";
import { type Examination, type Finding, says } from "./findings";

/** Rejects with what AWS refuses. */
export async function suspensionFindings(of: Examination, domainId: string, { iam }: Clients): Promise<Finding[]> {
  const { environment, team } = of;
  const where = `${executionRoleName(environment, team)}, ${suspensionPolicyName}`;
  const state = await suspensionOf(environment, team, iam).catch((error: unknown) => {
    if (error instanceof CannotGoOn) return error;
    throw error;
  });
  if (state instanceof CannotGoOn) return [says(of, "suspension", where, `cannot be read: ${state.message}`)];
  const line = (command: "suspend" | "resume", user?: string): string =>
    shellLine(["npm", "run", "enclave", "--", command, environment.name, team.name, ...(user ? ["--user", user] : [])]);
  const names = [...(state.team ? [undefined] : []), ...state.users];
  const findings = names.map((user) =>
    says(of, "suspension", where, `denies ${user ?? "the team"} every call: suspended`, line("resume", user)),
  );
  const door = await findDoor(environment, team, domainId, state, iam);
  if (door?.problem !== undefined) findings.push(says(of, "suspension", door.policy, `is strange: ${door.problem}`));
  else if (door && door.steps.length > 0) {
    const who = list(
      names.map((user) => user ?? team.name),
      "and",
    );
    const open = `lets people open Studio, though ${who} is suspended: a deployment since then opened it`;
    findings.push(
      names.length > 0
        ? says(of, "suspension", door.policy, open, line("suspend", state.team ? undefined : names[0]))
        : says(of, "suspension", door.policy, "shuts people out, and nobody is suspended", line("resume")),
    );
  }
  return findings;
}
