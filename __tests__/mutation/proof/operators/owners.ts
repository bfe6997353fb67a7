/** Operators on whose resources a grant speaks of: AWS's own, whose ARNs say `aws` in the place of an account's id, or anybody's. */
import type { Loose } from "../mutant";
import type { StatementOperator } from "./statements";

const list = (value: Loose): Loose[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

/** An ARN up to its owner, the owner, and the rest. */
const arn = /^(arn:[^:]*:([^:]*):[^:]*:)(\d{12}|aws):(.*)$/s;

/** A grant with other resources beside its own; none where none of its ARNs names an owner. */
const beside =
  (change: string, other: (start: string, rest: string) => string, everyAction = false): StatementOperator =>
  (it) => {
    const found = list(it.Resource).flatMap((each) => {
      const [, start = "", service = "", owner = "", rest = ""] = arn.exec(String(each)) ?? [];
      const resource = other(start, rest);
      return start === "" || resource === `${start}${owner}:${rest}` ? [] : [{ service, resource }];
    });
    if (it.Effect !== "Allow" || found.length === 0) return [];
    const Resource = [...new Set([...list(it.Resource), ...found.map(({ resource }) => resource)])];
    const calls = [...new Set(found.map(({ service }) => `${service}:*`))];
    return [[change, [{ ...it, Resource, ...(everyAction && { Action: [...list(it.Action), ...calls] }) }]]];
  };

export const ownerOperators: Readonly<Record<string, StatementOperator>> = {
  "let AWS own it": beside("aws", (start, rest) => `${start}aws:${rest}`),
  "let anybody own it": beside("*", (start, rest) => `${start}*:${rest}`),
  "reach what AWS owns": beside("aws:*", (start) => `${start}aws:*`),
  "do everything with what AWS owns": beside("aws:*, every action", (start) => `${start}aws:*`, true),
};
