/** All actions that the policies can tell apart, one of each: AWS's own list, and those that AWS may add to a service. */
import type { Statement } from "../policy";
import { type ActionChoice, choiceOf, chooses, documentedIn } from "./action-choices";
import { type Action, actionsOf, resourceTemplates, services } from "./catalogue";
import { classesOf } from "./classes";
import { actionName, languageOf, literally, signatureOf } from "./language";
import { remembering } from "./remember";
import type { ResourceClasses } from "./resources";
import { servicesAsked } from "./services";

export interface ActionClass {
  /** service:Action. */
  readonly name: string;
  readonly resources: ResourceClasses;
  readonly isFuture: boolean;
  /** By statement, whether it speaks of the action. */
  readonly applies: readonly boolean[];
}

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
  const allowed = new Set(wanted.filter(({ effect }) => effect === "Allow").map(({ actions }) => choiceOf(actions)));
  const choices = statements.map(({ actions }) => choiceOf(actions));
  const distinct = [...new Set(choices)];
  const positions = choices.map((choice) => distinct.indexOf(choice));
  // It depends on the lists of actions alone, which are the same for every team: nothing else goes in.
  const asked = servicesAsked(wanted);
  const name = [asked ?? "any", [...allowed].map(({ id }) => id), distinct.map(({ id }) => id)].join(" ; ");
  const classify = (): readonly ActionClass[] =>
    (asked ?? services()).flatMap((service) => classifyService(service, [...allowed], distinct));
  return classified(name, classify).map((found) => ({
    ...found,
    applies: positions.map((position) => found.applies[position] === true),
  }));
}

const classified = remembering<readonly ActionClass[]>(1_000);

/** The same for one service and lists of actions, `applies` by list. */
function classifyService(
  service: string,
  allowed: readonly ActionChoice[],
  choices: readonly ActionChoice[],
): readonly ActionClass[] {
  const known = actionsOf(service);
  const names = new Set(known.map(({ name }) => name.toLowerCase()));
  const future = [...futureNames(service, choices), ...namesInFull(service, choices)].filter(
    (name) => !names.has(name),
  );
  const anyResource = { resources: resourceTemplates(service), withoutResource: true, worksOn: "anything" };
  const actions: readonly Omit<Action, "onlyReads">[] = [...known, ...future.map((name) => ({ name, ...anyResource }))];
  const positionsIn = (list: ActionChoice): readonly number[] => [
    ...documentedIn(list, service),
    ...future.flatMap((name, at) => (chooses(list, name) ? [known.length + at] : [])),
  ];
  const wanted = new Set(allowed.flatMap(positionsIn));
  const lists = choices.map((choice) => new Set(positionsIn(choice)));
  const groups = grouped(
    actions.map(({ worksOn }, at) => (wanted.has(at) ? worksOn : undefined)),
    lists,
  );
  const isTelling = (at: number) => telling.has(actions[at]?.name ?? "");
  const inOrder = [...wanted].sort((one, other) => Number(isTelling(other)) - Number(isTelling(one)) || one - other);
  const first = new Map(inOrder.toReversed().map((at) => [groups[at], at]));
  return inOrder
    .filter((at) => first.get(groups[at]) === at)
    .map((at) => {
      const { name, resources, withoutResource } = actions[at] as (typeof actions)[number];
      return {
        name,
        isFuture: at >= known.length,
        applies: lists.map((list) => list.has(at)),
        resources: { templates: resources, withoutResource },
      };
    });
}

/** Numbers for positions: equal where the positions begin alike and each list has both or neither. None where they begin as nothing. */
function grouped(
  begin: readonly (string | undefined)[],
  lists: readonly Iterable<number>[],
): readonly (number | undefined)[] {
  const kinds = [...new Set(begin)];
  const groups = begin.map((kind) => (kind === undefined ? undefined : kinds.indexOf(kind)));
  let next = kinds.length;
  for (const list of lists) {
    const apart = new Map<number, number>();
    for (const at of list) {
      const group = groups[at];
      if (group === undefined) continue;
      if (!apart.has(group)) apart.set(group, next++);
      groups[at] = apart.get(group);
    }
  }
  return groups;
}

/** Names that policies write out; one that the tables lack may exist all the same. */
const namesInFull = (service: string, choices: readonly ActionChoice[]): readonly string[] =>
  choices.flatMap(({ names }) => [...names].filter((name) => name.startsWith(`${service}:`)));

function futureNames(service: string, choices: readonly ActionChoice[]): readonly string[] {
  const prefix = `${service}:`;
  const tests = choices.map(({ patterns }) =>
    patterns
      .filter(
        (pattern) =>
          pattern[0]?.kind !== "text" || pattern[0].text.startsWith(prefix) || prefix.startsWith(pattern[0].text),
      )
      .map((pattern) => languageOf(pattern)),
  );
  const different = [
    ...new Map(
      tests.filter((test) => test.length > 0).map((test) => [test.map(signatureOf).join("\n"), test]),
    ).values(),
  ];
  return classesOf([[...literally(prefix), ...actionName]], different).map(({ text }) => text);
}
