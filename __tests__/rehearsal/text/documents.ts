/** Generated policy documents, as text in every style that JSON has for one document; the same in every run. */
import fc from "fast-check";

export interface Grammar {
  /** What every document of the kind must say, so that AWS takes it. */
  readonly fixed: readonly object[];
  readonly principals: readonly unknown[] | undefined;
  readonly resources: readonly string[] | undefined;
  readonly actions: readonly string[];
}

/** Characters that Terraform, Go's JSON or a policy treat in a way of their own. */
const value = fc
  .array(
    fc.constantFrom(
      "a",
      "B",
      "*",
      "?",
      "/",
      "<",
      ">",
      "&",
      '"',
      "\\",
      "'",
      "$",
      "%",
      "{",
      "}",
      "${aws:username}",
      "${*}",
      "%{",
      "$$",
      " x",
      "u0041",
      "=",
      "`",
      ";",
      ":",
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((pieces) => pieces.join("").trim())
  // A policy variable that names no key is refused.
  .filter((text) => !/\$\{(?!aws:username\}|\*\})/.test(text));

const oneOrMore = <Value>(each: fc.Arbitrary<Value>) => fc.oneof(each, fc.array(each, { minLength: 1, maxLength: 3 }));

/** Numbers and booleans as such, and as text; IAM takes no number that stands outside a list in moto. */
const condition = fc.record(
  {
    StringLike: fc.record({ "aws:PrincipalArn": oneOrMore(value) }),
    StringNotEquals: fc.dictionary(
      fc.constantFrom("aws:PrincipalTag/Team", "aws:SourceAccount", "aws:userid"),
      oneOrMore(value),
      { minKeys: 1, maxKeys: 3 },
    ),
    NumericLessThan: fc.record({
      "s3:max-keys": fc.array(fc.oneof(fc.nat(), fc.constantFrom("1.0", "1e3", "-0", "12345678901234567890", -5)), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    Bool: fc.record({ "aws:SecureTransport": oneOrMore(fc.constantFrom(true, false, "true", "False")) }),
    IpAddress: fc.record({
      "aws:SourceIp": oneOrMore(fc.constantFrom("203.0.113.0/24", "2001:DB8::/32", "10.0.0.1/8")),
    }),
    Null: fc.record({ "aws:SourceVpce": fc.boolean() }),
  },
  { requiredKeys: [] },
);

const statement = ({ actions, resources, principals }: Grammar) =>
  fc
    .record({
      Effect: fc.constant("Deny"),
      Action: oneOrMore(fc.constantFrom(...actions)),
      ...(resources && { Resource: oneOrMore(fc.constantFrom(...resources)) }),
      ...(principals && { Principal: fc.constantFrom(...principals) }),
    })
    .chain((needed) => fc.option(condition, { nil: {} }).map((Condition) => ({ ...needed, Condition })));

/** Everybody, accounts, services: whoever a policy may name. */
export const everyKind: readonly unknown[] = [
  "*",
  { AWS: "111111111111" },
  { AWS: ["arn:aws:iam::111111111111:root", "222222222222"] },
  { Service: ["logging.s3.amazonaws.com", "sagemaker.amazonaws.com"] },
];

/** One document in one of the ways to write it: order of names, blanks, escapes, a statement without its list. */
function written(document: object, style: number): string {
  const text = JSON.stringify(style % 2 ? reversed(document) : document, undefined, [0, 1, "\t", 0][style % 4]);
  const escaped = [
    everySign,
    (json: string) => json.replace(/[<>&$]/g, asEscape),
    (json: string) => json.replace(/\//g, "\\/"),
  ];
  return (escaped[Math.floor(style / 4) % 4]?.(text) ?? text).replace(/([$%])(?=\{)/g, "$1$1");
}

const asEscape = (sign: string) => `\\u00${sign.charCodeAt(0).toString(16)}`;

/** The same JSON with an escape for everything in its texts but letters, digits, dots, hyphens and underscores, of which the reader allows none. Terraform sees no template in it. */
const everySign = (json: string) =>
  json.replace(/"((?:[^"\\]|\\.)*)"/g, (_, text: string) => {
    return `"${text.replace(/\\(["\\])|[^\\\w.-]/g, (sign, quoted?: string) => asEscape(quoted ?? sign))}"`;
  });

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, each]) => [name, reversed(each)]),
  );
}

/** Texts as they stand in a stack's file, Terraform's escapes included. */
export function documents(grammar: Grammar, count: number): readonly string[] {
  const made = fc
    .tuple(fc.array(statement(grammar), { minLength: 1, maxLength: 3 }), fc.nat(31))
    .map(([list, style]) => {
      const Statement = [...grammar.fixed, ...list];
      const single = style % 5 === 0 && Statement.length === 1;
      return written({ Version: "2012-10-17", Statement: single ? Statement[0] : Statement }, style);
    });
  return fc.sample(made, { seed: 20_261_127 + count, numRuns: count });
}
