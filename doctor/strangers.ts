/** Who logs in to a domain in SSO mode and is in no file, and who is in the file and cannot log in. */
import { shellLine } from "../config/shell-line";
import type { Assigned } from "./assigned";
import { type Examination, type Finding, says } from "./findings";

/** What is asked of IAM Identity Center: everybody assigned to an application, or why that cannot be read. */
export type AskAssigned = (application: string) => Promise<readonly Assigned[] | { readonly unread: string }>;

interface Domain {
  readonly id: string;
  /** ARN of its application; empty where AWS tells none. */
  readonly application: string;
  /** Names of profiles that no file declares. */
  readonly undeclared: readonly string[];
  /** By the profile's name: the options of `suspend` that took the assignment away; undefined for everybody else. */
  readonly suspendedWith: (user: string) => readonly string[] | undefined;
}

/** Findings; nothing of a team in IAM mode. */
export function strangers(of: Examination, domain: Domain, assigned: readonly Assigned[]): Finding[] {
  const { environment, team } = of;
  const declared = team.users.flatMap(({ name, ssoUser }) => (ssoUser === undefined ? [] : [{ name, ssoUser }]));
  // A user name of IAM Identity Center is one name in capitals and in small letters.
  const isNamed = ({ type, name }: Assigned, user: string) =>
    type === "USER" && user.toLowerCase() === name?.toLowerCase();
  const isAssigned = (user: string) => assigned.some((each) => isNamed(each, user));
  const isGroup = assigned.some(({ type }) => type === "GROUP");
  const throughGroup = isGroup ? ", unless a group lets them in" : "";
  const missing = (text: string, next: string) => says(of, "assignment is missing", domain.id, text, next);
  const tooMuch = (text: string, next: string) => says(of, "assignment is not declared", domain.id, text, next);
  return [
    ...assigned
      .filter((each) => !declared.some(({ ssoUser }) => isNamed(each, ssoUser)))
      .map((each) => tooMany(of, domain, each)),
    ...declared.flatMap(({ name, ssoUser }) => {
      const options = domain.suspendedWith(name);
      if ((options === undefined) === isAssigned(ssoUser)) return [];
      return options !== undefined
        ? tooMuch(
            `${ssoUser} is suspended, and assigned: a deployment since then assigned them, or somebody did`,
            of.line("suspend", environment.name, team.name, ...options),
          )
        : missing(`${ssoUser} is declared, and not assigned: they cannot log in${throughGroup}`, of.deploy);
    }),
  ];
}

/** Source: docs.aws.amazon.com/sagemaker/latest/dg/onboard-sso-users.html (the first log-in makes a profile). */
function tooMany(
  of: Examination,
  { id, application, undeclared }: Domain,
  { type, id: principal, name }: Assigned,
): Finding {
  const { region } = of.environment;
  const names = ["--application-arn", application, "--principal-type", type, "--principal-id", principal];
  const remove = shellLine(["aws", "sso-admin", "delete-application-assignment", "--region", region, ...names]);
  const whom = name ?? principal;
  const count = undeclared.length === 1 ? "1 profile" : `${undeclared.length} profiles`;
  const text =
    type === "USER"
      ? `${whom} is assigned to it, and no file declares them: the first log-in makes a profile with the domain's execution role`
      : `the group ${whom} is assigned to it: whoever is in it logs in and gets a profile with the domain's execution role; ${count} of the domain ${undeclared.length === 1 ? "is" : "are"} in no file`;
  const instead = type === "USER" ? "add them to the team's file" : "assign its people one by one in the team's file";
  return says(of, "assignment is not declared", id, text, `${instead}, or run ${remove}`);
}
