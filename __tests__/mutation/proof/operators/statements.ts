/** Operators on the statements of every policy document: what somebody does who drops a wall, or opens a door a little wider. */
import type { Loose } from "../mutant";

/** Other versions of one statement; none where the operator does not fit. `[]` removes it, several replace it. */
export type StatementOperator = (
  statement: Loose,
) => readonly (readonly [change: string, replacement: readonly Loose[]])[];

const list = (value: Loose): Loose[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
const isDenial = ({ Effect }: Loose): boolean => Effect === "Deny";
const stranger = "999999999999";
const strangeRole = `arn:aws:iam::${stranger}:role/stranger`;

/** Every test of a statement's conditions, with the statement as it would be with another in its place. */
const tests = (statement: Loose) =>
  Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys as Loose).map(([key, values]) => {
      const { [key]: _, ...otherKeys } = keys as Loose;
      const { [operator]: __, ...otherOperators } = statement.Condition;
      const rest = Object.keys(otherKeys).length > 0 ? { ...otherOperators, [operator]: otherKeys } : otherOperators;
      const withTest = (name: string, value: Loose): Loose => ({
        ...statement,
        Condition: { ...rest, [name]: { ...rest[name], [key]: value } },
      });
      const { Condition: ___, ...bare } = statement;
      const without: Loose = Object.keys(rest).length > 0 ? { ...statement, Condition: rest } : bare;
      return { operator, key, values: list(values), withTest, without };
    }),
  );

const flips: readonly (readonly [RegExp, string])[] = [
  [/Not(?=Equals|Like|IpAddress)/, ""],
  [/(?<=String|Arn|Numeric|Date)(?=Equals|Like)/, "Not"],
  [/^IpAddress/, "NotIpAddress"],
  [/^NotIpAddress/, "IpAddress"],
];
const flipped = (operator: string): string | undefined => {
  const flip = flips.find(([pattern]) => pattern.test(operator));
  return flip && operator.replace(...flip);
};
const opposite = (value: Loose): Loose => (String(value) === "true" ? "false" : "true");

export const statementOperators: Readonly<Record<string, StatementOperator>> = {
  "drop a denial": (it) => (isDenial(it) ? [["dropped", []]] : []),
  "drop an allow": (it) => (isDenial(it) ? [] : [["dropped", []]]),
  "turn a denial into an allow": (it) => (isDenial(it) ? [["allows", [{ ...it, Effect: "Allow" }]]] : []),
  "widen an action": (it) =>
    isDenial(it)
      ? []
      : list(it.Action).flatMap((action) => {
          const Action = `${String(action).split(":")[0]}:*`;
          return Action === action
            ? []
            : [[`${action} is ${Action}`, [{ ...it, Action: [...list(it.Action), Action] }]]];
        }),
  "narrow a denial to one action": (it) =>
    isDenial(it) && list(it.Action).length > 1 ? [["only the first", [{ ...it, Action: it.Action[0] }]]] : [],
  "spare an action in a denial": (it) =>
    isDenial(it) && it.NotAction ? [["s3:GetObject*", [{ ...it, NotAction: [...it.NotAction, "s3:*Object*"] }]]] : [],
  "widen a resource": (it) =>
    !isDenial(it) && it.Resource && it.Resource !== "*" ? [["*", [{ ...it, Resource: "*" }]]] : [],
  "narrow a denial to one resource": (it) =>
    isDenial(it) && list(it.Resource).length > 1 ? [["only the first", [{ ...it, Resource: it.Resource[0] }]]] : [],
  "add a principal": (it) =>
    !isDenial(it) && it.Principal && it.Principal !== "*"
      ? [["another account", [{ ...it, Principal: { ...it.Principal, AWS: [...list(it.Principal.AWS), stranger] } }]]]
      : [],
  "admit everybody": (it) =>
    !isDenial(it) && it.Principal && it.Principal !== "*" ? [["*", [{ ...it, Principal: "*" }]]] : [],
  "drop a condition": (it) => tests(it).map(({ operator, key, without }) => [`${operator} ${key}`, [without]]),
  "flip a condition": (it) =>
    tests(it).flatMap(({ operator, key, values, withTest }) => {
      const other = flipped(operator);
      if (other) return [[`${operator} ${key} is ${other}`, [withTest(other, values)]] as const];
      return /^(Bool|Null)/.test(operator)
        ? [[`${operator} ${key} is ${opposite(values[0])}`, [withTest(operator, opposite(values[0]))]] as const]
        : [];
    }),
  "let a missing key pass": (it) =>
    tests(it).flatMap(({ operator, key, values, withTest }) =>
      /IfExists$|^Null|^ForA/.test(operator)
        ? []
        : [[`${operator}IfExists ${key}`, [withTest(`${operator}IfExists`, values)]]],
    ),
  "ask for all values instead of any, or any instead of all": (it) =>
    tests(it).flatMap(({ operator, key, values, withTest }) => {
      const other = operator.startsWith("ForAllValues:")
        ? operator.replace("ForAllValues", "ForAnyValue")
        : operator.replace("ForAnyValue", "ForAllValues");
      return other === operator ? [] : [[`${other} ${key}`, [withTest(other, values)]]];
    }),
  "name one more role": (it) =>
    tests(it).flatMap(({ operator, key, values, withTest }) =>
      key === "aws:PrincipalArn"
        ? [[`${operator} ${key}: ${strangeRole}`, [withTest(operator, [...values, strangeRole])]]]
        : [],
    ),
  "swap the team's role": (it) =>
    tests(it).flatMap(({ operator, key, values, withTest }) =>
      key === "aws:PrincipalArn"
        ? [[`${operator} ${key}: ${strangeRole}`, [withTest(operator, [strangeRole, ...values.slice(1)])]]]
        : [],
    ),
  "swap the endpoint": (it) =>
    tests(it).flatMap(({ operator, key, withTest }) =>
      key === "aws:SourceVpce"
        ? [[`${operator} ${key}: vpce-0a1b2c3d4e5f`, [withTest(operator, "vpce-0a1b2c3d4e5f")]]]
        : [],
    ),
  "enlarge the allowed networks": (it) =>
    tests(it).flatMap(({ operator, key, values, withTest }) =>
      key === "aws:SourceIp" || key === "aws:VpcSourceIp"
        ? ["0.0.0.0/0", "0.0.0.0/1", "198.51.100.0/24"].map(
            (cidr) => [`${operator} ${key}: ${cidr}`, [withTest(operator, [...values, cidr])]] as const,
          )
        : [],
    ),
  "take another account's resources": (it) =>
    tests(it).flatMap(({ operator, key, values, withTest }) =>
      key === "aws:ResourceAccount"
        ? [[`${operator} ${key}: ${stranger}`, [withTest(operator, [...values, stranger])]]]
        : [],
    ),
  "name one more key": (it) =>
    tests(it).flatMap(({ operator, key, values, withTest }) =>
      /KmsKeyArn$|kms-key-id$|ResourceAliases$/.test(key)
        ? [
            [
              `${operator} ${key}: another's`,
              [
                withTest(operator, [
                  ...values,
                  key.endsWith("Aliases") ? "alias/other" : `arn:aws:kms:eu-central-1:${stranger}:key/k`,
                ]),
              ],
            ],
          ]
        : [],
    ),
  "name one more subnet or group": (it) =>
    tests(it).flatMap(({ operator, key, values, withTest }) =>
      /VpcSubnets$|VpcSecurityGroupIds$/.test(key)
        ? [[`${operator} ${key}: another's`, [withTest(operator, [...values, "subnet-0123456789"])]]]
        : [],
    ),
};

/** One more statement in a document of this kind. */
export const addedStatements = (attribute: string, type: string): readonly (readonly [change: string, Loose])[] => {
  const isIdentity = /^aws_iam_(policy|role_policy)$/.test(type);
  const isTrust = attribute === "assume_role_policy";
  const statement = (Principal: Loose, Action: string): Loose => ({
    Effect: "Allow",
    Action,
    ...(!isIdentity && { Principal }),
    ...(!isTrust && { Resource: "*" }),
  });
  const action = isTrust ? "sts:AssumeRole" : "*";
  return isIdentity
    ? ["*", "s3:*", "kms:Decrypt", "sagemaker:*", "iam:PassRole", "logs:*", "ec2:*", "dynamodb:PutItem"].map((each) => [
        each,
        statement(undefined, each),
      ])
    : [
        ["everybody", statement("*", action)],
        ["another account", statement({ AWS: stranger }, action)],
      ];
};
