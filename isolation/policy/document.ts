/** Policy documents: their grammar, read strictly from JSON into statements that can be decided. */
import { type Condition, compileCondition } from "./condition";
import { parseUniqueJson } from "./json";
import { type Pattern, parsePattern } from "./pattern";
import {
  at,
  below,
  fail,
  type Json,
  type Place,
  readList,
  readObject,
  readScalar,
  readString,
  readStrings,
  refuseUnknown,
} from "./place";
import { type PrincipalEntry, parsePrincipalEntry } from "./principal";

/**
 * Where a policy stands. It decides which elements it must have: identity policies (boundaries, session and service
 * control policies too) have no Principal, trust policies no Resource, and a gateway endpoint's Principal is `*`.
 */
export type PolicyKind = "identity" | "resource" | "trust" | "endpoint" | "gatewayEndpoint";

/** A list of alternatives, or all but them. */
export interface Choice<Entry> {
  readonly not: boolean;
  readonly entries: readonly Entry[];
}

export interface Statement {
  readonly policy: string;
  readonly index: number;
  readonly sid?: string;
  /** JSON path in the document. */
  readonly path: string;
  readonly effect: "Allow" | "Deny";
  readonly principals?: Choice<PrincipalEntry>;
  /** Patterns in lower case. */
  readonly actions: Choice<Pattern>;
  /** Undefined in trust policies. */
  readonly resources?: Choice<Pattern>;
  readonly conditions: readonly Condition[];
}

export interface Policy {
  readonly name: string;
  readonly kind: PolicyKind;
  readonly version: "2008-10-17" | "2012-10-17";
  readonly statements: readonly Statement[];
}

const policyElements = new Set(["Version", "Id", "Statement"]);
const statementElements = new Set([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

/** Reads an element and its Not twin; a statement has at most one of them. */
const readChoice = <Entry>(
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

const readActions = (value: unknown, place: Place): readonly Pattern[] =>
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

const resourceReader =
  (variables: boolean) =>
  (value: unknown, place: Place): readonly Pattern[] =>
    readStrings(value, place).map(([text, where]) => {
      checkResource(text, where);
      return parsePattern(text, { wildcards: true, variables, where: at(where) });
    });

const readPrincipals = (value: unknown, place: Place): readonly PrincipalEntry[] => {
  if (value === "*") return [{ kind: "everyone" }];
  const entries = Object.entries(readObject(value, place));
  if (entries.length === 0) fail(place, "names nobody");
  return entries.flatMap(([key, values]) =>
    readStrings(values, below(place, key)).map(([text, where]) => parsePrincipalEntry(key, text, at(where))),
  );
};

const readConditions = (value: unknown, variables: boolean, place: Place): readonly Condition[] =>
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

const checkShape = (kind: PolicyKind, { effect, principals, resources }: Partial<Statement>, place: Place): void => {
  if (principals?.not && (effect === "Allow" || kind === "trust")) {
    fail(place, "has a NotPrincipal, which IAM supports only to deny, and not in trust policies");
  }
  if (kind === "gatewayEndpoint" && principals?.entries.some((entry) => entry.kind !== "everyone")) {
    fail(
      place,
      "names a principal, which a gateway endpoint's policy cannot: write * and a condition on aws:PrincipalArn",
    );
  }
  if (kind === "identity" && principals) fail(place, "names a principal, which an identity policy cannot");
  if (kind !== "identity" && !principals) fail(place, "has no Principal");
  if (kind === "trust" && resources) fail(place, "names a resource, which a trust policy cannot");
  if (kind !== "trust" && !resources) fail(place, "has no Resource");
};

const readStatement = (
  value: unknown,
  index: number,
  kind: PolicyKind,
  variables: boolean,
  place: Place,
): Statement => {
  const json = readObject(value, place);
  refuseUnknown(json, statementElements, place);
  const effect = json["Effect"];
  if (effect !== "Allow" && effect !== "Deny") return fail(below(place, "Effect"), "is neither Allow nor Deny");
  const actions = readChoice(json, "Action", place, readActions);
  const principals = readChoice(json, "Principal", place, readPrincipals);
  const resources = readChoice(json, "Resource", place, resourceReader(variables));
  checkShape(kind, { effect, principals, resources }, place);
  return {
    policy: place.policy,
    index,
    path: place.path,
    effect,
    actions: actions ?? fail(place, "has no Action"),
    conditions:
      json["Condition"] === undefined ? [] : readConditions(json["Condition"], variables, below(place, "Condition")),
    ...(json["Sid"] === undefined ? {} : { sid: readString(json["Sid"], below(place, "Sid")) }),
    ...(principals ? { principals } : {}),
    ...(resources ? { resources } : {}),
  };
};

/**
 * Reads a policy document, JSON text or the object itself, in which references are already literals or symbols.
 * `name` is what decisions and errors call it. Throws PolicyError, with the JSON path, on anything that it does not know.
 * Page: IAM User Guide, "Grammar of the IAM JSON policy language".
 */
export function parsePolicy(source: string | object, name: string, kind: PolicyKind): Policy {
  const place: Place = { policy: name, path: "$" };
  const json = readObject(typeof source === "string" ? parseUniqueJson(source, name) : source, place);
  refuseUnknown(json, policyElements, place);
  if (json["Id"] !== undefined) readString(json["Id"], below(place, "Id"));
  // Without a Version IAM takes the old one, which has no variables.
  const version = json["Version"] ?? "2008-10-17";
  if (version !== "2012-10-17" && version !== "2008-10-17") {
    return fail(below(place, "Version"), "is neither 2012-10-17 nor 2008-10-17");
  }
  const list = below(place, "Statement");
  const statements = (Array.isArray(json["Statement"]) ? json["Statement"] : [json["Statement"]]).map((value, index) =>
    readStatement(value, index, kind, version === "2012-10-17", below(list, index)),
  );
  if (statements.length === 0) fail(list, "is an empty list");
  const sids = statements.flatMap(({ sid }) => (sid ? [sid] : []));
  if (new Set(sids).size < sids.length) fail(list, "has one Sid twice");
  return { name, kind, version, statements };
}
