/** Holds a team's execution role against AWS's page: every permission is granted as written, granted narrower, or left out. */
import type { Facts, TeamFacts } from "../facts/facts";
import { asRole, leftTo, policiesOf } from "../facts/role-grants";
import { separationOf } from "../facts/separation";
import { assumptionsOfTeam } from "../guarantees/team-can-work/assumptions";
import { networkKeys } from "../guarantees/team-can-work/needs";
import { askCall } from "../requests/ask-call";
import { type Answer, answerTo } from "./answers";
import type { Permission } from "./page";
import { type Asked, everything } from "./targets";

/** Whether the role's own policies let a request through; what it is about leaves the question to them. */
function passes(facts: Facts, team: TeamFacts, action: string, isInside: boolean, asked: Asked): boolean {
  const { role, gateway } = team;
  const { resource, owner = facts.account } = asked;
  const network = isInside ? networkKeys(team, gateway.id, facts.vpcId) : {};
  const answer = askCall(
    {
      sender: isInside ? "session" : "platform",
      request: {
        principal: asRole(role),
        action,
        resource,
        resourceAccount: owner,
        context: { ...network, ...asked.context },
      },
      assumptions: assumptionsOfTeam(facts, team),
    },
    { ...policiesOf(role), resource: leftTo(role.account) },
  );
  return answer.outcome === "passes";
}

/** What is wrong with the answer to a permission, in words; undefined where the role's policies are as it says. */
export function mismatch(
  facts: Facts,
  team: TeamFacts,
  permission: Permission,
  given: Answer | undefined = answerTo(permission),
): string | undefined {
  const { action } = permission;
  const answer = given?.as === "by separation" ? given[separationOf(facts)] : given;
  if (answer === undefined) return "nobody has said whether the role has it: add it to answers.ts";
  if (answer.as === "trust policy") return undefined;
  const isInside = answer.as === "left out" || (answer.as === "narrower" && answer.inside === true);
  const asked = (answer.as === "left out" && answer.instead) || action;
  const check = (each: Asked) => passes(facts, team, asked, isInside, each);
  const name = ({ resource, context }: Asked) => `${resource} ${JSON.stringify(context ?? {})}`;
  const wanted = answer.as === "written" ? everything(facts, team) : answer.ask(facts, team);
  if (wanted.length === 0) return "the answer asks about nothing";
  const wrong = wanted.find((each) => check(each) !== (answer.as !== "left out"));
  if (wrong) return `${answer.as === "left out" ? "is granted" : "is not granted"} on ${name(wrong)}`;
  if (answer.as !== "narrower") return undefined;
  const elsewhere = isInside && wanted.find((each) => passes(facts, team, asked, false, each));
  if (elsewhere) return `is not narrower: it is granted from elsewhere on ${name(elsewhere)}`;
  const tooWide = answer.not(facts, team).find(check);
  return tooWide && `is not narrower: it is granted on ${name(tooWide)}`;
}
