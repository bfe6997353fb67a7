/** Verdicts in words: a failure with its request, the statements that let it through, and what to change. */
import { list, printable } from "../../config/problems";
import { isOpen, type Outcome } from "../outcome";
import type { Principal, Request } from "../policy";
import type { TeamFailure, Verdict } from "../prove";

const who = (principal: Principal): string => {
  switch (principal.kind) {
    case "root":
      return `the root user of ${principal.account}`;
    case "service":
      return `the AWS service ${principal.service}`;
    case "federated":
      return `a user of ${principal.provider}`;
    case "anonymous":
      return "anybody, without credentials";
    default:
      return principal.arn;
  }
};

const show = (value: string | readonly string[]): string => (typeof value === "string" ? value : value.join(" and "));

/** A request in one sentence. */
export function describeRequest({ principal, action, resource, resourceAccount, context = {} }: Request): string {
  const present = Object.entries(context).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key} ${show(value)}`],
  );
  const absent = Object.entries(context).flatMap(([key, value]) => (value === undefined ? [key] : []));
  return [
    // A bucket's ARN does not say whose it is, and a stranger may have taken the name.
    `${who(principal)} calls ${action} on ${resource}${/^arn:[^:]*:s3:::/.test(resource) ? ` of account ${resourceAccount}` : ""}`,
    ...(present.length > 0 ? [`with ${present.join(", ")}`] : []),
    ...(absent.length > 0 ? [`without ${absent.join(", ")}`] : []),
  ].join(" ");
}

/** Lines for one failure, the first without indentation. */
export function describeFailure({ what, where, found, refused, change, team }: TeamFailure): string[] {
  return [
    `${team === undefined ? "" : `${team}: `}${what} (${where})`,
    ...(found ? [`  request: ${describeRequest(found.request)}`] : []),
    ...(found?.futureAction
      ? ["  AWS has no action of that name today; the policies would let it through if it came"]
      : []),
    ...(found?.statements ?? []).map(({ policy, path, sid }) =>
      / aws_\w+\./.test(policy)
        ? `  ${refused ? "refused" : "let through"} by: ${policy} ${path}${sid === undefined ? "" : ` (${sid})`}`
        : `  assumed: ${policy}`,
    ),
    `  change: ${change}`,
  ].map(printable);
}

/** Lines for a verdict that is violated, or says why it is open. What is not decidable is told by its causes (causes.ts). */
export function describeVerdict({
  environment,
  guarantee,
  name,
  promise,
  outcome,
  failures,
  notes,
}: Verdict): string[] {
  const head = printable(`${environment} ${guarantee} ${name}: ${outcome}`);
  if (isOpen(outcome)) return notes.length === 0 ? [] : [head, ...notes.map((note) => `  ${printable(note)}`)];
  if (failures.length === 0) return [];
  return [
    head,
    `  promise: ${promise}`,
    ...failures.flatMap((failure) => describeFailure(failure).map((line) => `  ${line}`)),
  ];
}

/** How much is proved, and how much is neither proved nor failed: one line each, the second only where there is any. */
export function describeCounts(verdicts: readonly Verdict[]): readonly [proved: string, open?: string] {
  const of = (outcome: Outcome) => verdicts.filter((each) => each.outcome === outcome).length;
  const open = [
    ...(of("no team") > 0 ? [`${of("no team")} about teams, in an environment without teams`] : []),
    ...(of("nobody enters yet") > 0 ? [`${of("nobody enters yet")} about a Studio that nobody enters yet`] : []),
  ];
  const proved = `${count(of("proved"), "guarantee")} proved`;
  return open.length === 0 ? [proved] : [proved, `Neither proved nor failed: ${open.join(", ")}`];
}

/** When what depends on time was asked about, and until when that holds; nothing where nothing of it was asked. */
export function describeTimes(verdicts: readonly Verdict[]): readonly string[] {
  const dated = verdicts.filter(({ at }) => at !== undefined);
  const [first] = dated;
  if (!first) return [];
  const guarantees = list([...new Set(dated.map(({ guarantee }) => guarantee))], "and");
  const changes = new Map(dated.flatMap(({ environment, until }) => (until ? [[environment, until] as const] : [])));
  return [
    `${guarantees} ask about requests at ${first.at}${changes.size === 0 ? "; no policy tests a later date" : ""}`,
    ...[...changes].map(([environment, { time, where }]) =>
      printable(
        `${environment}: they hold until ${time}, the next date that a policy tests (${where}); prove again then`,
      ),
    ),
  ];
}

/** `1 guarantee`, `2 guarantees`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
