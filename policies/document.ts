/** Policy documents as typed objects; `render` is the only place that turns one into the text AWS stores. */

/** Condition operators to keys to values, as IAM writes them. */
export type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

export type Principal = "*" | { readonly AWS: string | readonly string[] } | { readonly Service: string };

type Actions = { readonly Action: string | readonly string[] } | { readonly NotAction: string | readonly string[] };
type Resources =
  | { readonly Resource: string | readonly string[] }
  | { readonly NotResource: string | readonly string[] };

/** One statement of an identity policy; `Sid` says in two or three words what it is for. */
export type Statement = {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Condition?: Condition;
} & Actions &
  Resources;

/** One statement of a bucket's, key's or endpoint's policy. */
export type ResourceStatement = Statement & { readonly Principal: Principal };

/** One statement of a role's trust policy, which names no resource. */
export type TrustStatement = {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal: Principal;
  readonly Action: string | readonly string[];
  readonly Condition: Condition;
};

/**
 * A policy's text. References to other resources stay in it as Terraform templates.
 * Source: docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export const render = (statements: readonly (Statement | ResourceStatement | TrustStatement)[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** An IAM policy variable; the doubled dollar keeps Terraform from reading it as its own template. */
export const policyVariable = (key: string) => `$\${${key}}`;

/** Merges conditions; all of them must hold. Two that test the same key with the same operator are a mistake. */
export const allOf = (...conditions: readonly Condition[]): Condition => {
  const merged: Record<string, Record<string, string | readonly string[]>> = {};
  for (const condition of conditions) {
    for (const [operator, tests] of Object.entries(condition)) {
      const block = merged[operator] ?? {};
      merged[operator] = block;
      for (const [key, value] of Object.entries(tests)) {
        if (key in block) throw new Error(`${operator} tests ${key} twice`);
        block[key] = value;
      }
    }
  }
  return merged;
};

/** The caller is one of these roles, whatever its session; a role made again under the same name matches again. */
export const isRole = (...arns: readonly string[]): Condition => ({ ArnEquals: { "aws:PrincipalArn": arns } });
/** The caller is none of these roles; also true of callers without an ARN. */
export const isNotRole = (...arns: readonly string[]): Condition => ({ ArnNotEquals: { "aws:PrincipalArn": arns } });
/** The request names this key. */
export const present = (...keys: readonly string[]): Condition => ({
  Null: Object.fromEntries(keys.map((key) => [key, "false"])),
});
/** The request does not name this key. */
export const absent = (...keys: readonly string[]): Condition => ({
  Null: Object.fromEntries(keys.map((key) => [key, "true"])),
});
