/** All kinds of callers that the policies can tell apart, one of each. */
import type { Condition, Principal, Statement } from "../policy";
import { accountOf } from "../policy/principal";
import { arnClasses } from "./arns";
import { classesOf, type Test } from "./classes";
import { familyOf, hasVariable, languagesOf, patternsOf } from "./condition-language";
import { accountId, anything, arnPart, iamPath, type Language, literally } from "./language";
import { Undecided } from "./undecided";

/** A statement with the language version of its policy. */
export interface Versioned {
  readonly statement: Statement;
  readonly variables: boolean;
}

const accountKeys = new Set(["aws:principalaccount", "kms:calleraccount"]);

/** Keys that follow from who calls and what is called; every other key the request may have at will. */
export const derivedKeys = new Set([
  ...accountKeys,
  "aws:principalarn",
  "aws:principaltype",
  "aws:principalisawsservice",
  "aws:principalservicename",
  "aws:resourceaccount",
  "s3:resourceaccount",
]);
const resourceAccountKeys = new Set(["aws:resourceaccount", "s3:resourceaccount"]);

const textLanguages = (condition: Condition, variables: boolean): readonly Language[] => {
  const family = familyOf(condition);
  if (family === "null") return [];
  if (family !== "string" && family !== "arn") {
    throw new Undecided(condition.where, `"${condition.key}" is compared as ${family}`);
  }
  if (patternsOf(condition, variables).some(hasVariable)) {
    throw new Undecided(condition.where, `"${condition.key}" is compared with a policy variable`);
  }
  return languagesOf(condition, variables);
};

const conditionsOn = (statements: readonly Versioned[], keys: ReadonlySet<string>): (readonly [Condition, boolean])[] =>
  statements.flatMap(({ statement, variables }) =>
    statement.conditions.filter(({ key }) => keys.has(key)).map((condition) => [condition, variables] as const),
  );

const principalEntries = (statements: readonly Versioned[]) =>
  statements.flatMap(({ statement }) =>
    (statement.principals?.entries ?? []).map((entry) => ({ entry, where: `${statement.policy} ${statement.path}` })),
  );

/** The third field of an IAM ARN pattern that is an account, or nothing where the pattern leaves it open. */
const accountPart = (pattern: string): string | undefined => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(pattern)?.[1];

/**
 * What the statements compare accounts with, the caller's and the resource's: a caller of an account and a resource of it
 * are decided together, so both must tell apart what either does.
 */
export function accountTests(statements: readonly Versioned[]): Test[] {
  const compared = conditionsOn(statements, new Set([...accountKeys, ...resourceAccountKeys])).map(
    ([condition, variables]) => textLanguages(condition, variables),
  );
  const named = [
    ...principalEntries(statements).flatMap(({ entry }) => {
      if (entry.kind === "account") return entry.account;
      return entry.kind === "arn" ? (accountPart(entry.arn) ?? []) : [];
    }),
    ...conditionsOn(statements, new Set(["aws:principalarn"])).flatMap(([{ values }]) =>
      values.flatMap((value) => accountPart(value) ?? []),
    ),
  ];
  return [...compared.filter((test) => test.length > 0), ...[...new Set(named)].map((account) => [literally(account)])];
}

/** ARNs of callers, of IAM or STS, of an account that passes a test on accounts. */
const arnsOf = (partition: string, account: Language): Language => [
  ...literally(`arn:${partition}:`),
  ...arnPart,
  ...literally("::"),
  ...account,
  ...literally(":"),
  ...anything,
];

/** Sessions, unique ids and canonical ids cannot be told from ARNs, and nothing here should need them. */
const refuseOtherNames = (statements: readonly Versioned[]): void => {
  for (const { entry, where } of principalEntries(statements)) {
    if (entry.kind === "session" || entry.kind === "id" || entry.kind === "canonical") {
      throw new Undecided(
        `${where}.Principal`,
        `names a ${entry.kind === "session" ? "role session" : "unique id"}: name the role`,
      );
    }
  }
};

const principalOf = (arn: string, partition: string): Principal => {
  const account = arn.split(":")[4] ?? "";
  if (arn.endsWith(":root")) return { kind: "root", account, partition };
  return { kind: arn.includes(":role/") ? "role" : "user", arn, account };
};

/** Who may call, and whose the resources may be. */
export interface CallerSpace {
  /** Callers of what belongs to an account; undefined where that is not known. */
  readonly calling: (owner: string | undefined) => readonly Principal[];
  /** Accounts that a resource without one in its ARN may belong to. */
  readonly owners: (caller: Principal) => readonly string[];
}

export function callerSpace(
  statements: readonly Versioned[],
  partition: string,
  callers: "anyone" | readonly Principal[],
): CallerSpace {
  const accounts = accountTests(statements);
  const calling = new Map<string | undefined, readonly Principal[]>();
  const owners = new Map<string | undefined, readonly string[]>();
  return {
    calling: (owner) => {
      if (callers !== "anyone") return callers;
      const found = calling.get(owner) ?? callersOf(statements, accounts, partition, owner);
      calling.set(owner, found);
      return found;
    },
    owners: (caller) => {
      const own = accountOf(caller);
      const tests = [...accounts, ...(own ? [[literally(own)]] : [])];
      const found = owners.get(own) ?? classesOf([accountId], tests).map(({ text }) => text);
      owners.set(own, found);
      return found;
    },
  };
}

/**
 * Callers of which each that there can be is decided like one: roles, users and root users of every account, AWS services,
 * federated users where a trust policy names their provider, and callers without credentials.
 * @param accounts what accounts are compared with
 * @param resourceAccount the account of what is called: being of the same account or not is told apart
 */
function callersOf(
  statements: readonly Versioned[],
  accounts: readonly Test[],
  partition: string,
  resourceAccount: string | undefined,
): readonly Principal[] {
  refuseOtherNames(statements);
  const entries = principalEntries(statements).map(({ entry }) => entry);
  const tests: Test[] = [
    ...conditionsOn(statements, new Set(["aws:principalarn"])).map(([condition, variables]) =>
      textLanguages(condition, variables),
    ),
    ...entries.flatMap((entry): Test[] => (entry.kind === "arn" ? [[literally(entry.arn)]] : [])),
    ...[...accounts, ...(resourceAccount ? [[literally(resourceAccount)]] : [])].map((test) =>
      test.map((account) => arnsOf(partition, account)),
    ),
  ].filter((test) => test.length > 0);
  const kinds = [
    ["iam", [...literally(":role/"), ...iamPath]],
    ["iam", [...literally(":user/"), ...iamPath]],
    ["iam", literally(":root")],
    // A user's session by GetFederationToken has the user's rights and not the user's name.
    ["sts", [...literally(":federated-user/"), ...iamPath]],
  ] as const;
  // By themselves, so that a role's class is not lost in a user's.
  const classes = arnClasses(tests);
  const arns = kinds.flatMap(([service, rest]) => {
    const found = classes([...literally(`arn:${partition}:${service}::`), ...accountId, ...rest]);
    return [...new Map(found.map(({ text, passes }) => [passes.join(), text])).values()];
  });
  const named = conditionsOn(statements, new Set(["aws:principalservicename"])).flatMap(([{ values }]) => values);
  const services = entries.flatMap((entry) => (entry.kind === "service" ? [entry.service] : []));
  const providers = entries.flatMap((entry) => (entry.kind === "federated" ? [entry.provider] : []));
  return [
    ...arns.map((arn) => principalOf(arn, partition)),
    ...[...new Set([...services, ...named, "another-service.amazonaws.com"])].map(
      (service): Principal => ({ kind: "service", service }),
    ),
    ...[...new Set(providers)].map((provider): Principal => ({ kind: "federated", provider })),
    { kind: "anonymous" },
  ];
}

/** ARNs whose account passes a test on accounts. */
export function resourcesOf(account: Language): Language {
  const known = resources.get(account) ?? [
    ...literally("arn:"),
    ...arnPart,
    ...literally(":"),
    ...arnPart,
    ...literally(":"),
    ...arnPart,
    ...literally(":"),
    ...account,
    ...literally(":"),
    ...anything,
  ];
  resources.set(account, known);
  return known;
}
const resources = new WeakMap<Language, Language>();
