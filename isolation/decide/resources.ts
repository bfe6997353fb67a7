/** All resources that an action can work on and the policies can tell apart, one of each. */
import type { Principal, Statement } from "../policy";
import { accountTests, resourcesOf, type Versioned } from "./callers";
import { classesOf, type Test, type TextClass } from "./classes";
import { accountId, bucketName, type Language, languageOf, literally, nonEmpty, regionName } from "./language";

/**
 * The ARNs of a template (`arn:${Partition}:s3:::${BucketName}/${ObjectName}`). A bucket's name has no slash, or its objects
 * would be taken for buckets; every other name may be any text.
 */
function arnsOf(template: string, partition: string): Language {
  const key = `${partition} ${template}`;
  const known = templates.get(key);
  if (known) return known;
  const language = template.split(/(\$\{\w+\})/).flatMap((part): Language => {
    if (part === "${Partition}") return literally(partition);
    if (part === "${Region}") return regionName;
    if (part === "${Account}") return accountId;
    if (part === "${BucketName}") return bucketName;
    return part.startsWith("${") ? nonEmpty : literally(part);
  });
  templates.set(key, language);
  return language;
}
const templates = new Map<string, Language>();

export interface ResourceClasses {
  readonly templates: readonly string[];
  readonly withoutResource: boolean;
}

/** Finds resources for an action, given which of the question's statements speak of it. */
export type ResourceSpace = (classes: ResourceClasses, relevant: ReadonlySet<Statement>) => readonly string[];

/**
 * One resource for each way of matching statements' resources and account conditions; `*` for a request that names none.
 * Templates are walked one after the other, and once for all actions: their product would multiply what never meets.
 */
export function resourceSpace(
  statements: readonly Versioned[],
  partition: string,
  callers: "anyone" | readonly Principal[],
): ResourceSpace {
  const choices = statements.map(
    ({ statement }): Test => (statement.resources?.entries ?? []).map((pattern) => languageOf(pattern)),
  );
  const accounts = [
    ...accountTests(statements),
    ...(callers === "anyone"
      ? []
      : callers.flatMap((caller) => ("account" in caller ? [[literally(caller.account)]] : []))),
  ].map((test): Test => test.map(resourcesOf));
  const walked = new Map<string, readonly TextClass[]>();
  const classesFor = (template: string): readonly TextClass[] => {
    const known = walked.get(template) ?? classesOf([arnsOf(template, partition)], [...choices, ...accounts]);
    walked.set(template, known);
    return known;
  };
  return ({ templates, withoutResource }, relevant) => {
    const matters = (index: number): boolean => {
      const statement = statements[index]?.statement;
      return statement === undefined || relevant.has(statement);
    };
    const found = new Map<string, string>();
    for (const { text, passes } of templates.flatMap(classesFor)) {
      const key = passes.map((passed, index) => (matters(index) ? Number(passed) : "")).join();
      if (!found.has(key)) found.set(key, text);
    }
    return [...found.values(), ...(withoutResource ? ["*"] : [])];
  };
}
