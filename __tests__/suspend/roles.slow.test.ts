/** Every role of a team that reads data or runs something is denied everything while the team is suspended, whichever opt-ins it has. */
import { loadEnvironments } from "../../config/load";
import { imageRoleName, studioStackName } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { actionsOf, services } from "../../isolation/decide";
import { evaluate, parsePolicy } from "../../isolation/policy";
import { render } from "../../policies/document";
import { checkout } from "../../rehearsal/folders";
import { denialsOf } from "../../suspend/role";
import { rolesOf } from "../../suspend/roles";
import { cleanUp } from "../../suspend/statements";
import { nobody, resumed, suspended } from "../../suspend/suspension";
import { synthesized } from "../support/environments";

const all = synthesized("shipped");
const now = new Date("2026-11-28T10:00:00Z");

/** Roles that the Studio stack of a team makes, with what each may do. */
const rolesIn = ({ environment, stacks }: (typeof all)[number], team: Team): string[] => {
  const stack = stacks.get(studioStackName(environment, team)) as {
    readonly resource: { readonly aws_iam_role?: Readonly<Record<string, { readonly name: string }>> };
  };
  return Object.values(stack.resource.aws_iam_role ?? {}).map(({ name }) => name);
};

test.each(all.map((each) => [each.environment.name, each] as const))(
  "%s: a suspension reaches every role that a Studio stack makes, but the one of images, which nobody's work uses",
  (_, each) => {
    for (const team of each.environment.teams) {
      const made = rolesIn(each, team).filter((name) => name !== imageRoleName(each.environment, team));
      expect([...rolesOf(each.environment, team)].sort()).toEqual(made.sort());
    }
  },
);

test("a shipped team shows roles that SageMaker becomes by itself, so that the comparison is about something", () => {
  const most = all.flatMap(({ environment }) => environment.teams.map((team) => rolesOf(environment, team).length));
  expect(Math.max(...most)).toBeGreaterThan(2);
});

describe("of a team with opt-ins", () => {
  const [environment] = loadEnvironments(`${checkout}/environments`, { environment: "staging" }).environments;
  const [team] = environment?.teams ?? [];
  if (!environment || !team) throw new Error("staging has no team");
  const account = environment.accounts.studio.id;
  const everything = parsePolicy(
    render([{ Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*" }]),
    "everything",
    "identity",
  );
  // One permission has a hyphen in its name, and is no request's action.
  const actions = services().flatMap((service) =>
    actionsOf(service).flatMap(({ name }) => (/:\w+$/.test(name) ? [name] : [])),
  );
  /** What the role may still do with these denials, if its own policies let it do everything. */
  const left = (role: string, text: string | undefined, context = {}) => {
    const own = text === undefined ? [] : [parsePolicy(text, "suspension", "identity")];
    const principal = { kind: "role", arn: `arn:aws:iam::${account}:role/${role}`, account } as const;
    return actions.filter(
      (action) =>
        evaluate(
          { principal, action, resource: "*", resourceAccount: account, context },
          { identity: [everything, ...own] },
        ).reason === "allowed",
    );
  };
  const denials = (of: Environment, state = suspended(nobody, undefined, now)) => denialsOf(of, team, "d-1", state);

  test("no role reads data or starts anything: nothing is left but AWS's clean-up of networks", () => {
    for (const { role, text } of denials(environment)) expect(new Set(left(role, text))).toEqual(new Set(cleanUp));
  });

  test("one person's suspension leaves the roles alone that are nobody's", () => {
    const [execution, ...services] = denials(environment, suspended(nobody, "grace", now));
    expect(execution?.text).toContain("grace");
    expect(services.map(({ text }) => text)).toEqual(services.map(() => undefined));
  });

  test("after a resumption their older sessions stay dead too", () => {
    const again = resumed(suspended(nobody, undefined, now), undefined, { now, revoke: true });
    for (const { role, text } of denials(environment, again)) {
      expect(new Set(left(role, text, { "aws:TokenIssueTime": "2026-11-28T09:59:59Z" }))).toEqual(new Set(cleanUp));
      expect(left(role, text, { "aws:TokenIssueTime": "2026-11-28T10:00:00Z" })).toHaveLength(actions.length);
    }
  });
});
