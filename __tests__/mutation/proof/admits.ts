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

/** What a statement means; neither its name nor its place. */
const meaning = ({ effect, actions, resources, principals, conditions }: Statement): string =>
  JSON.stringify([
    [effect, actions, resources, principals],
    conditions.map(({ operator, key, values }) => [operator, key, values]),
  ]);

const statementsOf = ({ set }: Guard): readonly Statement[] => set.flatMap(({ statements }) => statements);
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
 * Whether `changed` lets a request through that `original` does not, of the actions that AWS documents: by an allow that is
 * new, where no allow was before; or by a denial that is gone. Throws Undecided where that cannot be decided.
 */
export function admitsMore(original: Guard, changed: Guard, apart: readonly Statement[] = []): boolean {
  const before = statementsOf(original);
  const after = statementsOf(changed);
  const known = new Set(before.map(meaning));
  const kept = new Set(after.map(meaning));
  const allowed = before.filter(({ effect }) => effect === "Allow");
  const isNew = after.filter((each) => each.effect === "Allow" && !known.has(meaning(each)));
  const isGone = before.filter((each) => each.effect === "Deny" && !kept.has(meaning(each)));
  const passes = (these: readonly Statement[], butNot: readonly Statement[]): boolean =>
    these.length > 0 &&
    changed.views.some(
      (view) =>
        answer({
          about: about(changed, these, [...butNot, ...view.butNot, ...apart]),
          policies: view.policies(changed.set),
          callers: view.callers,
          world: { ...changed.world, documentedOnly: true },
        }) !== undefined,
    );
  return passes(isNew, allowed) || passes(isGone, []);
}
