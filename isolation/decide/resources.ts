/** All resources that an action can work on and the policies can tell apart, one of each. */
import type { Principal } from "../policy";
import { arnClasses } from "./arns";
import { accountTests, resourcesOf, type Versioned } from "./callers";
import type { Test, TextClass } from "./classes";
import { hasVariable } from "./condition-language";
import {
  accountId,
  anything,
  bucketName,
  type Language,
  languageOf,
  literally,
  nonEmpty,
  ownerName,
  regionName,
} from "./language";

/**
 * What may stand for the owner in the ARN of a resource whose template has a placeholder there: an account's id, a name of
 * AWS's own, or nothing. `aws` comes first of the names, because most have it.
 * Sources: Service Authorization Reference (types with `aws`: Connect's views, EKS's access policies, ...);
 * docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateHubContentReference.html (the pattern of a hub's ARN: \d{12}|aws);
 * rule groups that AWS manages for Network Firewall (`aws-managed`, as re:Post and the AWS provider's tests write it; no page of
 * AWS's guide with that ARN was found); public parameters of Systems Manager (nothing; not looked up in AWS's guide).
 */
const owners: readonly Language[] = [accountId, literally("aws"), ownerName, []];

const isPlaceholder = (part: string): boolean => /^\$\{\w+\}$|^\*$/.test(part);

/**
 * The ARNs of a template (`arn:${Partition}:s3:::${BucketName}/${ObjectName}`). A bucket's name has no slash, or its objects
 * would be taken for buckets; every other name may be any text. Some types have two templates, with a comma between.
 */
function arnsOf(templates: string, partition: string): readonly Language[] {
  const key = `${partition} ${templates}`;
  const known = languages.get(key);
  if (known) return known;
  const found = templates.split(", ").flatMap((template) => {
    const fields = template.split(":");
    const [owner = ""] = fields.splice(4, 1);
    const [head, rest] = [fields.slice(0, 4), fields.slice(4)].map((part) => textsOf(part.join(":"), partition));
    const own = isPlaceholder(owner) ? owners : [literally(owner)];
    return own.map((each): Language => [...(head ?? []), ...colon, ...each, ...colon, ...(rest ?? [])]);
  });
  languages.set(key, found);
  return found;
}
const colon = literally(":");
const languages = new Map<string, readonly Language[]>();

const textsOf = (template: string, partition: string): Language =>
  template.split(/(\$\{\w+\}|\*)/).flatMap((part): Language => {
    if (part === "${Partition}") return literally(partition);
    if (part === "${Region}") return regionName;
    if (part === "${Account}") return accountId;
    if (part === "${BucketName}") return bucketName;
    // The path of all parameters, "/", is nothing without its slash.
    if (part === "${ParameterNameWithoutLeadingSlash}") return anything;
    return isPlaceholder(part) ? nonEmpty : literally(part);
  });

export interface ResourceClasses {
  readonly templates: readonly string[];
  readonly withoutResource: boolean;
}

/** Finds resources for an action, given by statement whether it speaks of the action. */
export type ResourceSpace = (classes: ResourceClasses, applies: readonly boolean[]) => readonly string[];

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
  // Where entries have variables, what speaks for certain and what a statement rests on are told apart (see `speaks`).
  const apart = statements.flatMap(({ statement }): Test[] => {
    const entries = statement.resources?.entries ?? [];
    const open = entries.filter(hasVariable);
    if (open.length === 0) return [];
    return [entries.filter((each) => !hasVariable(each)), ...open.map((each) => [each])].map((test) =>
      test.map((pattern) => languageOf(pattern)),
    );
  });
  const tests = [...choices, ...accounts, ...apart];
  const classesOf = arnClasses(tests);
  const everyTest = tests.map((_, index) => index);
  // Most templates of a service answer alike: their classes are one before any action asks.
  const together = new Map<string, readonly TextClass[]>();
  const classesOfAll = (all: readonly string[]): readonly TextClass[] => {
    const key = all.join();
    const known =
      together.get(key) ??
      oneOfEach(
        all.flatMap((template) => arnsOf(template, partition).flatMap(classesOf)),
        everyTest,
      );
    together.set(key, known);
    return known;
  };
  return ({ templates, withoutResource }, applies) => {
    const relevant = everyTest.filter((index) => index >= statements.length || applies[index] === true);
    const found = oneOfEach(classesOfAll(templates), relevant);
    return [...found.map(({ text }) => text), ...(withoutResource ? ["*"] : [])];
  };
}

/** The first of each that answer the tests at these positions alike. */
function oneOfEach(classes: readonly TextClass[], positions: readonly number[]): readonly TextClass[] {
  const found = new Map<string, TextClass>();
  const seen = new Set<TextClass["passes"]>();
  for (const each of classes) {
    if (seen.has(each.passes)) continue;
    seen.add(each.passes);
    let key = "";
    for (const position of positions) key += each.passes[position] ? "1" : "0";
    if (!found.has(key)) found.set(key, each);
  }
  return [...found.values()];
}
