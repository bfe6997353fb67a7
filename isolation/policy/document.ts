/** Policy documents: their grammar, read strictly from JSON into statements that can be decided. */
import type { Condition } from "./condition";
import { type Choice, readActions, readChoice, readConditions, readPrincipals, resourceReader } from "./elements";
import { parseUniqueJson } from "./json";
import type { Pattern } from "./pattern";
import { below, fail, type Place, readObject, readString, refuseAmbiguous, refuseUnknown } from "./place";
import type { PrincipalEntry } from "./principal";

/**
 * Where a policy stands. It decides which elements it must have: identity policies (boundaries, session and service
 * control policies too) have no Principal, trust policies no Resource, and a gateway endpoint's Principal is `*`.
 */
export type PolicyKind = "identity" | "resource" | "trust" | "endpoint" | "gatewayEndpoint";

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
  refuseAmbiguous(json, place);
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
