/** People of SSO teams: the doctor tells who is assigned and in no file, who is in the file and not assigned, and groups. */
import type { Assigned } from "../../doctor/assigned";
import type { Examination } from "../../doctor/findings";
import { strangers } from "../../doctor/strangers";
import { shipped } from "../isolation/stacks";

const application = "arn:aws:sso::555555555555:application/ssoins-0123456789abcdef/apl-0123456789abcdef";
const domain = {
  id: "d-1",
  application,
  undeclared: [] as readonly string[],
  suspendedWith: (_: string): readonly string[] | undefined => undefined,
};
const user = (name: string | undefined, id = "12345678-1234-1234-1234-123456789012"): Assigned => ({
  id,
  type: "USER",
  ...(name !== undefined && { name }),
});
const declared = [user("edsger@example.com"), user("Barbara@example.com")];

function examination(): Examination {
  const { environment, stacks } = shipped("prod");
  const team = environment.teams.find(({ name }) => name === "marketing");
  if (!team) throw new Error("no team marketing");
  const stack = stacks.get("prod-studio-marketing") as never;
  return { environment, team, stack, deploy: "npx cdktf deploy", line: (...words) => words.join(" ") };
}

const told = (assigned: readonly Assigned[], of = domain) => strangers(examination(), of, assigned);

test("nobody is told where exactly the declared users are assigned, in capitals or not", () => {
  expect(told(declared)).toEqual([]);
});

test("somebody who is assigned and in no file is told, with the call that takes the assignment away", () => {
  const [finding, ...others] = told([...declared, user("mallory@example.com", "99999999-1234-1234-1234-123456789012")]);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ team: "marketing", kind: "assignment is not declared", where: "d-1" });
  expect(finding?.says).toBe(
    "mallory@example.com is assigned to it, and no file declares them: the first log-in makes a profile with the domain's execution role",
  );
  expect(finding?.next).toBe(
    `add them to the team's file, or run aws sso-admin delete-application-assignment --region eu-central-1 --application-arn ${application} --principal-type USER --principal-id 99999999-1234-1234-1234-123456789012`,
  );
});

test("somebody whom the identity store no longer has is told by id", () => {
  const [finding] = told([...declared, user(undefined, "99999999-1234-1234-1234-123456789012")]);
  expect(finding?.says).toMatch(/^99999999-1234-1234-1234-123456789012 is assigned/);
});

test("a group is told, with how many profiles are in no file", () => {
  const group: Assigned = { id: "88888888-1234-1234-1234-123456789012", type: "GROUP", name: "everybody" };
  const [finding, ...others] = told([...declared, group], { ...domain, undeclared: ["mallory", "trent"] });
  expect(others).toEqual([]);
  expect(finding?.says).toMatch(/^the group everybody is assigned .*; 2 profiles of the domain are in no file$/);
  expect(finding?.next).toContain("--principal-type GROUP --principal-id 88888888-1234-1234-1234-123456789012");
});

test("a group that is named like a declared user is no user", () => {
  const group: Assigned = { id: "88888888-1234-1234-1234-123456789012", type: "GROUP", name: "edsger@example.com" };
  expect(told([...declared.slice(1), group]).map(({ kind }) => kind)).toEqual([
    "assignment is not declared",
    "assignment is missing",
  ]);
});

test("a declared user who is not assigned is told, and what deploys the assignment", () => {
  const [finding, ...others] = told(declared.slice(1));
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ kind: "assignment is missing", next: "npx cdktf deploy" });
  expect(finding?.says).toBe("edsger@example.com is declared, and not assigned: they cannot log in");
});

test("somebody who is suspended is expected not to be assigned; if they are, the line that suspends them again is told", () => {
  const suspendedWith = (name: string) => (name === "edsger" ? ["--user", "edsger"] : undefined);
  expect(told(declared.slice(1), { ...domain, suspendedWith })).toEqual([]);
  const [finding, ...others] = told(declared, { ...domain, suspendedWith });
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    kind: "assignment is not declared",
    says: "edsger@example.com is suspended, and assigned: a deployment since then assigned them, or somebody did",
    next: "suspend prod marketing --user edsger",
  });
});
