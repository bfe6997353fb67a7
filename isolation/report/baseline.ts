/** What is new, and what is gone, since an earlier proof: exceptions, and what the stacks say of themselves. */
import { z } from "zod";
import { type Kind, keyOf, kinds } from "../declared";
import type { Proof, Said } from "../prove";
import { exceptionsOf, type LeftOpen } from "./exceptions";
import { schemaVersion } from "./schema-version";

export interface Changes {
  readonly new: Difference;
  readonly gone: Difference;
}

export interface Difference {
  readonly declarations: readonly Said[];
  readonly exceptions: readonly LeftOpen[];
}

/** What is asked for now: of the earlier proof nothing else is looked at. */
export interface Scope {
  readonly environment?: string | undefined;
  readonly team?: string | undefined;
}

const text = z.string();
const kindNames = Object.keys(kinds) as [Kind, ...Kind[]];
/** As much as is compared. */
const baselineShape = z.object({
  schemaVersion: z.literal(schemaVersion),
  verdicts: z
    .array(
      z.object({
        environment: text,
        guarantee: text,
        exceptions: z.array(z.object({ kind: text, of: text.exactOptional(), team: text.exactOptional() })),
      }),
    )
    .min(1),
  declarations: z.array(
    z.object({
      environment: text,
      kind: z.enum(kindNames),
      team: text.exactOptional(),
      of: text.exactOptional(),
      value: text,
      where: text,
    }),
  ),
});

/** Throws an Error that says what is wrong, and what would be right. */
export function parseBaseline(json: string): Difference {
  const expected = "write it anew with prove --json";
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Error(`is not JSON; ${expected}`);
  }
  const version = z.object({ schemaVersion: z.unknown() }).safeParse(value).data?.schemaVersion;
  if (version !== schemaVersion) {
    const found = version === undefined ? "no schemaVersion" : `schemaVersion ${JSON.stringify(version)}`;
    throw new Error(`has ${found}, and ${schemaVersion} is understood here; ${expected}`);
  }
  const { data, error } = baselineShape.safeParse(value);
  if (!data) {
    const [issue] = error.issues;
    const path = issue?.path.join(".") ?? "";
    if (path === "verdicts" && issue?.code === "too_small") throw new Error(`holds no verdicts; ${expected}`);
    throw new Error(`is not what prove --json writes (${path}: ${issue?.message}); ${expected}`);
  }
  return {
    declarations: data.declarations,
    exceptions: data.verdicts.flatMap(({ environment, guarantee, exceptions }) =>
      exceptions.map((exception) => ({ environment, guarantee, ...exception })),
    ),
  };
}

const keyOfSaid = (said: Said): string => `${said.environment} ${keyOf(said)}`;
const keyOfException = ({ environment, guarantee, kind, of, team }: LeftOpen): string =>
  JSON.stringify([environment, guarantee, kind, of, team]);

/** Nothing is gone of what is not understood now. */
export function changesSince(baseline: Difference, proof: Proof, { environment, team }: Scope): Changes {
  const inScope = (each: { readonly environment: string; readonly team?: string }): boolean =>
    (environment === undefined || each.environment === environment) &&
    (team === undefined || each.team === undefined || each.team === team);
  const outcomes = new Map(proof.verdicts.map((each) => [`${each.environment} ${each.guarantee}`, each.outcome]));
  const isKnown = ({ environment: name, guarantee }: LeftOpen): boolean =>
    outcomes.get(`${name} ${guarantee}`) !== "not decidable";
  const unread = new Set(
    proof.verdicts
      .map((each) => each.environment)
      .filter((name) => !proof.declarations.some((said) => said.environment === name)),
  );
  const now = exceptionsOf(proof.verdicts);
  return {
    new: {
      declarations: without(proof.declarations, baseline.declarations, keyOfSaid),
      exceptions: without(now, baseline.exceptions, keyOfException),
    },
    gone: {
      declarations: without(baseline.declarations, proof.declarations, keyOfSaid).filter(
        (each) => inScope(each) && !unread.has(each.environment),
      ),
      exceptions: without(baseline.exceptions, now, keyOfException).filter((each) => inScope(each) && isKnown(each)),
    },
  };
}

function without<Value>(values: readonly Value[], others: readonly Value[], key: (value: Value) => string): Value[] {
  const known = new Set(others.map(key));
  return values.filter((value) => !known.has(key(value)));
}
