/** What a suspension left: who is shut out, and a people policy that does not go with it, because somebody deployed since. */
import { executionRoleName } from "../config/names";
import { list } from "../config/problems";
import { findDoor } from "../suspend/people-policy";
import { denialsOf, staleDenials, suspensionOf } from "../suspend/role";
import { suspensionPolicyName } from "../suspend/statements";
import type { Suspension } from "../suspend/suspension";
import type { Clients } from "../teardown/aws";
import { CannotGoOn } from "../teardown/failure";
import { type Examination, type Finding, says } from "./findings";

export interface Suspended {
  readonly findings: readonly Finding[];
  /** Undefined where it cannot be read. */
  readonly state?: Suspension;
}

/** Rejects with what AWS refuses. */
export async function suspensionFindings(of: Examination, domainId: string, { iam }: Clients): Promise<Suspended> {
  const { environment, team } = of;
  const where = `${executionRoleName(environment, team)}, ${suspensionPolicyName}`;
  const state = await suspensionOf(environment, team, iam).catch((error: unknown) => {
    if (error instanceof CannotGoOn) return error;
    throw error;
  });
  if (state instanceof CannotGoOn) {
    return { findings: [says(of, "suspension", where, `cannot be read: ${state.message}`)] };
  }
  const line = (command: "suspend" | "resume", user?: string): string =>
    of.line(command, environment.name, team.name, ...(user ? ["--user", user] : []));
  const names = [...(state.team ? [undefined] : []), ...state.users];
  const findings = names.map((user) =>
    says(of, "suspension", where, `denies ${user ?? "the team"} every call: suspended`, line("resume", user)),
  );
  const denials = denialsOf(environment, team, domainId, state);
  for (const { role } of await staleDenials(denials, iam)) {
    const at = `${role}, ${suspensionPolicyName}`;
    findings.push(
      state.team
        ? says(
            of,
            "suspension",
            at,
            `does not deny what the team is denied: suspended before the role was made`,
            line("suspend"),
          )
        : says(of, "suspension", at, "denies what nobody is denied any more", line("resume")),
    );
  }
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
  return { findings, state };
}
