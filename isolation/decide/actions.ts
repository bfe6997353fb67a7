/** All actions that the policies can tell apart, one of each: AWS's own list, and those that AWS may add to a service. */
import { matches, type Statement } from "../policy";
import { type Action, actionsOf, resourceTemplates, services } from "./catalogue";
import { classesOf } from "./classes";
import { actionName, languageOf, literally } from "./language";
import type { ResourceClasses } from "./resources";

export interface ActionClass {
  /** service:Action. */
  readonly name: string;
  readonly resources: ResourceClasses;
  readonly isFuture: boolean;
}

const applies = ({ actions }: Statement, action: string): boolean =>
  actions.entries.some((pattern) => matches(pattern, action)) !== actions.not;

/** Services of which a statement may mean an action. */
const servicesIn = (statements: readonly Statement[]): readonly string[] => {
  const prefixes = statements.flatMap(({ actions }) =>
    actions.not
      ? undefined
      : actions.entries.map((pattern) => (pattern[0]?.kind === "text" ? pattern[0].text : undefined)),
  );
  if (prefixes.some((prefix) => prefix === undefined || !prefix.includes(":"))) return services();
  return [...new Set(prefixes.map((prefix) => prefix?.slice(0, prefix.indexOf(":")) ?? ""))];
};

/** Which statements apply, and what the action works on: equal for actions that are decided alike. */
const describe = (
  action: Pick<Action, "name" | "resources" | "withoutResource">,
  statements: readonly Statement[],
): string =>
  [
    statements.map((statement) => Number(applies(statement, action.name.toLowerCase()))).join(""),
    [...action.resources].sort().join(),
    action.withoutResource,
  ].join(" ");

/** Stand for their classes where they can: a reader knows what they do. */
const telling = new Set([
  "s3:GetObject",
  "s3:PutObject",
  "s3:ListBucket",
  "kms:Decrypt",
  "sagemaker:CreateTrainingJob",
  "sagemaker:InvokeEndpoint",
  "logs:GetLogEvents",
  "sts:AssumeRole",
]);

/**
 * One action for each way of matching the statements and of naming resources, among those that one of `wanted` allows.
 * Future actions are names that AWS does not document, of each way that names can match; they may work on anything of
 * their service.
 */
export function actionClasses(wanted: readonly Statement[], statements: readonly Statement[]): readonly ActionClass[] {
  const allows = wanted.filter(({ effect }) => effect === "Allow");
  const isWanted = (name: string): boolean => allows.some((statement) => applies(statement, name.toLowerCase()));
  const found = new Map<string, ActionClass>();
  for (const service of servicesIn(allows)) {
    const known = actionsOf(service);
    const names = new Set(known.map(({ name }) => name.toLowerCase()));
    const templates = resourceTemplates(service);
    const future = [...futureNames(service, statements), ...namesInFull(service, statements)]
      .filter((name) => !names.has(name))
      .map((name) => ({ name, resources: templates, withoutResource: true, isFuture: true }));
    const wellKnown = known.filter(({ name }) => telling.has(name));
    const others = known.filter(({ name }) => !telling.has(name));
    for (const action of [...[...wellKnown, ...others].map((each) => ({ ...each, isFuture: false })), ...future]) {
      if (!isWanted(action.name)) continue;
      const key = `${service} ${action.isFuture} ${describe(action, statements)}`;
      if (found.has(key)) continue;
      const { name, resources, withoutResource, isFuture } = action;
      found.set(key, { name, isFuture, resources: { templates: resources, withoutResource } });
    }
  }
  return [...found.values()];
}

/** Names that policies write out; one that the tables lack may exist all the same. */
const namesInFull = (service: string, statements: readonly Statement[]): readonly string[] =>
  statements.flatMap(({ actions }) =>
    actions.entries.flatMap((pattern) =>
      pattern.length === 1 && pattern[0]?.kind === "text" && pattern[0].text.startsWith(`${service}:`)
        ? pattern[0].text
        : [],
    ),
  );

function futureNames(service: string, statements: readonly Statement[]): readonly string[] {
  const prefix = `${service}:`;
  const tests = statements.map(({ actions }) =>
    actions.entries
      .filter((pattern) => pattern.some(({ kind }) => kind !== "text"))
      .filter(
        (pattern) =>
          pattern[0]?.kind !== "text" || pattern[0].text.startsWith(prefix) || prefix.startsWith(pattern[0].text),
      )
      .map((pattern) => languageOf(pattern)),
  );
  const different = [
    ...new Map(
      tests
        .filter((test) => test.length > 0)
        .map((test) => [JSON.stringify(test.map((each) => each.map(({ text }) => text).join(""))), test]),
    ).values(),
  ];
  return classesOf([[...literally(prefix), ...actionName]], different).map(({ text }) => text);
}
