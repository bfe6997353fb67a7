/** Operators on single letters of policies, ARNs and names: a code point that Terraform turns into another, and one that only looks alike. */
import type { Loose } from "../mutant";
import type { ResourceOperator } from "./resources";
import type { StatementOperator } from "./statements";

type Alike = Readonly<Record<string, string>>;

/** What Unicode's NFC turns into the letter, or joins with it: signs of kelvin, angstrom and ohm, a Greek question mark, a Greek grave, a mark. */
const changedByTerraform: Alike = {
  K: "\u212a",
  ";": "\u037e",
  "`": "\u1fef",
  A: "\u212b",
  O: "\u2126",
  e: "e\u0301",
  a: "a\u030a",
};

/** What no normalization of Terraform's changes: Cyrillic letters, digits and signs of full width, other hyphens, dots, slashes and spaces. */
const alike: Alike = {
  a: "\u0430",
  e: "\u0435",
  o: "\u043e",
  A: "\u0410",
  "1": "\uff11",
  "-": "\u2010",
  ".": "\u3002",
  "/": "\u2044",
  ":": "\ua789",
  "*": "\u2217",
};

/** The text with the first letter that has such a twin replaced, references aside; undefined where none has. */
function withTwin(text: string, twins: Alike): string | undefined {
  const parts = text.split(/(\$\{[^}]*\})/);
  const part = parts.findIndex((each, index) => index % 2 === 0 && [...each].some((letter) => twins[letter]));
  const letter = [...(parts[part] ?? "")].find((each) => twins[each]);
  if (letter === undefined) return undefined;
  return parts.with(part, (parts[part] ?? "").replace(letter, twins[letter] ?? "")).join("");
}

/** The value with the first of its texts changed so. */
function twin(value: Loose, twins: Alike): Loose {
  if (typeof value === "string") return withTwin(value, twins);
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, each] of Object.entries(value)) {
    const other = twin(each, twins);
    if (other !== undefined)
      return Array.isArray(value) ? value.with(Number(name), other) : { ...value, [name]: other };
  }
  return undefined;
}

/** What is granted or denied, to whom, and under which condition: the first text of each. */
const inStatement =
  (twins: Alike): StatementOperator =>
  (statement) =>
    ["Action", "NotAction", "Resource", "NotResource", "Principal", "Condition"].flatMap((element) => {
      const other = twin(statement[element], twins);
      return other === undefined ? [] : [[element, [{ ...statement, [element]: other }]]];
    });

/** The name of the first condition key, which IAM reads without case. */
const inConditionKey =
  (twins: Alike): StatementOperator =>
  (statement) => {
    const [[operator, keys] = ["", {}]] = Object.entries(statement.Condition ?? {});
    const [[key, values] = ["", undefined]] = Object.entries(keys as Loose);
    const other = withTwin(key, twins);
    if (other === undefined) return [];
    return [
      [
        `${operator} ${key}`,
        [{ ...statement, Condition: { ...statement.Condition, [operator]: { [other]: values } } }],
      ],
    ];
  };

/** Arguments that name something; lists of names by their first. */
const naming = [
  "name",
  "bucket",
  "domain_name",
  "user_profile_name",
  "studio_lifecycle_config_name",
  "path",
  "policy_arn",
  "permissions_boundary",
  "role",
  "service_name",
  "domains",
  "target_prefix",
  "cidr_block",
  "cidr_ipv4",
];
const inArguments = (twins: Alike): ResourceOperator => ({
  type: /^aws_/,
  make: (block) =>
    naming.flatMap((argument) => {
      const other = twin(block[argument], twins);
      return other === undefined ? [] : [[argument, { ...block, [argument]: other }]];
    }),
});

export const letterOperators = {
  statements: {
    "write a letter of a statement that Terraform changes": inStatement(changedByTerraform),
    "write a letter of a statement that looks like another": inStatement(alike),
    "write a letter of a condition key that Terraform changes": inConditionKey(changedByTerraform),
    "write a letter of a condition key that looks like another": inConditionKey(alike),
  },
  resources: {
    "write a letter of a name that Terraform changes": inArguments(changedByTerraform),
    "write a letter of a name that looks like another": inArguments(alike),
  },
} as const;
