/** Reads the state out of the inline policy that these commands wrote; a policy that anybody else changed is not understood. */
import type { Environment } from "../config/schema";
import { render } from "../policies/document";
import { suspensionStatements } from "./statements";
import { nobody, type Revocation, type Suspension } from "./suspension";

/**
 * `document`: JSON text, decoded. Undefined where writing the state that was read would not give the same policy again: then
 * somebody else wrote it, and nothing may overwrite it.
 */
export function readSuspension(
  environment: Pick<Environment, "partition" | "region" | "accounts">,
  document: string,
): Suspension | undefined {
  const read = stateIn(document);
  if (read === undefined) return undefined;
  // The policy outlives a domain: one that was made since has another id.
  const domainId = /:user-profile\/(d-[a-z0-9-]+)\//.exec(document)?.[1] ?? "";
  const again = render(suspensionStatements(environment, domainId, read));
  return again === JSON.stringify(JSON.parse(document)) ? read : undefined;
}

function stateIn(document: string): Suspension | undefined {
  try {
    const statements: readonly { Sid: string; Condition?: Conditions }[] = JSON.parse(document).Statement;
    const people = statements.find(({ Sid }) => Sid === "PeopleSuspended")?.Condition?.StringEquals;
    return {
      ...nobody,
      team: statements.some(({ Sid }) => Sid === "TeamSuspended"),
      users: texts(people?.["aws:SourceIdentity"]),
      revoked: statements.flatMap(({ Sid, Condition }) =>
        Sid.startsWith("SessionsRevoked") ? revocation(Condition) : [],
      ),
    };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

interface Conditions {
  readonly StringEquals?: Readonly<Record<string, string | readonly string[]>>;
  readonly DateLessThan?: Readonly<Record<string, string>>;
}

function revocation(condition: Conditions | undefined): Revocation[] {
  const before = condition?.DateLessThan?.["aws:TokenIssueTime"];
  const user = condition?.StringEquals?.["aws:SourceIdentity"];
  if (typeof before !== "string") return [];
  return [{ before, ...(typeof user === "string" && { user }) }];
}

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) && value.every((each): each is string => typeof each === "string") ? value : [];
