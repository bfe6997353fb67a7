/** Whether one version of a set of policies lets through any request that another does not: decided for all requests, as the guarantees are. */
import { answer, type Question } from "../../../isolation/decide";
import { type Policies, type Policy, parsePattern, type Statement } from "../../../isolation/policy";

/** Policies that decide together, and everybody who may call what they guard. */
export interface Guard {
  readonly set: readonly Policy[];
  readonly views: readonly View[];
  readonly world: Question["world"];
  /** ARNs of what they guard; undefined where that is anything. */
  readonly guarded?: readonly string[];
  /** What a guarantee leaves open by name. */
  readonly declared?: readonly Statement[];
}

/** Callers, with the other policies that are asked about them. */
export interface View {
  readonly policies: (set: readonly Policy[]) => Policies;
  readonly callers: Question["callers"];
  /** Callers that another view asks about. */
  readonly butNot: readonly Statement[];
}

/** What a statement means; neither its name nor its place. Without its version a policy has no variables. */
function meaningOf(statement: Statement, version: string): string {
  const said = meanings.get(statement) ?? textOf(statement);
  meanings.set(statement, said);
  return said.includes("${") ? `${version} ${said}` : said;
}
const meanings = new WeakMap<Statement, string>();

function textOf({ effect, actions, resources, principals, conditions }: Statement): string {
  const tests = conditions.map(({ operator, key, values }) => [operator, key, values]);
  return JSON.stringify([[effect, actions, resources, principals], tests]);
}

interface Meant {
  readonly statement: Statement;
  readonly meaning: string;
}
const statementsOf = ({ set }: Guard): readonly Meant[] =>
  set.flatMap(({ version, statements }) =>
    statements.map((statement) => ({ statement, meaning: meaningOf(statement, version) })),
  );
const denials = (guard: Guard) => statementsOf(guard).filter(({ statement }) => statement.effect === "Deny");
const allows = (guard: Guard) => statementsOf(guard).filter(({ statement }) => statement.effect === "Allow");
/** Those whose meaning none of the others has. */
const beyond = (these: readonly Meant[], others: readonly Meant[]): readonly Statement[] => {
  const known = new Set(others.map(({ meaning }) => meaning));
  return these.filter(({ meaning }) => !known.has(meaning)).map(({ statement }) => statement);
};
const everybody = { not: false, entries: [{ kind: "everyone" as const }] };
const exactly = (arns: readonly string[]) =>
  arns.map((arn) => parsePattern(arn, { wildcards: arn.endsWith("/*"), variables: false, where: arn }));

/** Requests of these statements, but none of those, on what is guarded. */
function about({ guarded }: Guard, these: readonly Statement[], butNot: readonly Statement[]): Policy {
  const as = (effect: Statement["effect"], statement: Statement): Statement => ({
    ...statement,
    effect,
    principals: statement.principals ?? everybody,
    // A trust policy's statements name no resource.
    ...(guarded && !statement.resources && { resources: { not: false, entries: exactly(guarded) } }),
  });
  const [first] = these;
  const elsewhere: Statement[] =
    guarded && first
      ? [
          {
            ...as("Deny", first),
            principals: everybody,
            actions: all,
            conditions: [],
            resources: { not: true, entries: exactly(guarded) },
          },
        ]
      : [];
  return {
    name: "requests in question",
    kind: "endpoint",
    version: "2012-10-17",
    statements: [...these.map((each) => as("Allow", each)), ...butNot.map((each) => as("Deny", each)), ...elsewhere],
  };
}
const all = { not: false, entries: [[{ kind: "run" as const }]] };

/**
 * Whether `changed` lets a request through that `original` does not: by an allow that is new, where no allow was before; or
 * by a denial that is gone. Throws Undecided where that cannot be decided.
 * @param documentedOnly leaves out names that AWS may give to actions in the future
 */
export function admitsMore(
  original: Guard,
  changed: Guard,
  { apart = [], documentedOnly = false }: { apart?: readonly Statement[]; documentedOnly?: boolean } = {},
): boolean {
  const allowed = allows(original).map(({ statement }) => statement);
  const isNew = beyond(allows(changed), allows(original));
  const isGone = beyond(denials(original), denials(changed));
  const passes = (these: readonly Statement[], butNot: readonly Statement[]): boolean =>
    these.length > 0 &&
    changed.views.some(
      (view) =>
        answer({
          about: about(changed, these, [...butNot, ...view.butNot, ...apart]),
          policies: view.policies(changed.set),
          callers: view.callers,
          world: { ...changed.world, documentedOnly },
        }) !== undefined,
    );
  return passes(isNew, allowed) || passes(isGone, []);
}

/** Whether they differ in denials only. */
export function differInDenials(original: Guard, changed: Guard): boolean {
  const differ = (kind: typeof allows) =>
    beyond(kind(original), kind(changed)).length + beyond(kind(changed), kind(original)).length > 0;
  return differ(denials) && !differ(allows);
}
