/** Elements of a statement, read strictly: principals, actions, resources, conditions. */
import { type Condition, compileCondition } from "./condition";
import { type Pattern, parsePattern } from "./pattern";
import { at, below, fail, type Json, type Place, readList, readObject, readScalar, readStrings } from "./place";
import { type PrincipalEntry, parsePrincipalEntry } from "./principal";

/** A list of alternatives, or all but them. */
export interface Choice<Entry> {
  readonly not: boolean;
  readonly entries: readonly Entry[];
}

/** Reads an element and its Not twin; a statement has at most one of them. */
export const readChoice = <Entry>(
  json: Json,
  element: string,
  place: Place,
  read: (value: unknown, place: Place) => readonly Entry[],
): Choice<Entry> | undefined => {
  const twin = `Not${element}`;
  if (json[element] !== undefined && json[twin] !== undefined) fail(place, `has both ${element} and ${twin}`);
  const not = json[twin] !== undefined;
  const name = not ? twin : element;
  return json[name] === undefined ? undefined : { not, entries: read(json[name], below(place, name)) };
};

export const readActions = (value: unknown, place: Place): readonly Pattern[] =>
  readStrings(value, place).map(([text, where]) => {
    if (text !== "*" && !/^[a-z0-9-]+:[\w*?]+$/i.test(text)) fail(where, `"${text}" is not an action`);
    return parsePattern(text.toLowerCase(), { wildcards: true, variables: false, where: at(where) });
  });

/**
 * A resource pattern is matched as one string: a star that ends a part of the ARN may reach beyond the colon. A star
 * elsewhere in the first five parts is refused, for IAM's pages leave open whether it does.
 */
const checkResource = (text: string, place: Place): void => {
  if (text === "*") return;
  const parts = text.replace(/\$\{[^}]*\}/g, "?").split(":");
  if (parts[0] !== "arn" || parts.length < 6) fail(place, `"${text}" is not a whole ARN of six parts`);
  if (/[*?]/.test(parts[2] ?? "")) fail(place, `"${text}" has a wildcard for the service`);
  if (parts.slice(1, 5).some((part) => /[*?]/.test(part.replace(/\*$/, "")))) {
    fail(place, `"${text}" has a wildcard or variable inside partition, region or account`);
  }
};

export const resourceReader =
  (variables: boolean) =>
  (value: unknown, place: Place): readonly Pattern[] =>
    readStrings(value, place).map(([text, where]) => {
      checkResource(text, where);
      return parsePattern(text, { wildcards: true, variables, where: at(where) });
    });

export const readPrincipals = (value: unknown, place: Place): readonly PrincipalEntry[] => {
  if (value === "*") return [{ kind: "everyone" }];
  const entries = Object.entries(readObject(value, place));
  if (entries.length === 0) fail(place, "names nobody");
  return entries.flatMap(([key, values]) =>
    readStrings(values, below(place, key)).map(([text, where]) => parsePrincipalEntry(key, text, at(where))),
  );
};

export const readConditions = (value: unknown, variables: boolean, place: Place): readonly Condition[] =>
  Object.entries(readObject(value, place)).flatMap(([operator, block]) => {
    const operatorPlace = below(place, operator);
    const keys = Object.entries(readObject(block, operatorPlace));
    if (keys.length === 0) fail(operatorPlace, "has no condition key");
    if (new Set(keys.map(([key]) => key.toLowerCase())).size < keys.length) {
      fail(operatorPlace, "has one condition key twice");
    }
    return keys.map(([key, values]) => {
      const keyPlace = below(operatorPlace, key);
      return compileCondition({
        operator,
        key,
        values: readList(values, keyPlace).map(([entry, where]) => readScalar(entry, where)),
        variables,
        where: at(keyPlace),
      });
    });
  });
