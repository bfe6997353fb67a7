/** What holds for all policies and requests, tried on random small ones. */
import fc from "fast-check";
import {
  type Decision,
  evaluate,
  type Policies,
  PolicyError,
  type PolicyKind,
  parsePolicy,
  type Request,
} from "../../../isolation/policy";
import { accountRoot, anonymous, bucket, data, otherRole, role, service, sessionArn, studio, user } from "./build";

type Json = Record<string, unknown>;
type Documents = { readonly [Place in "identity" | "resource" | "endpoint" | "boundary"]?: readonly Json[] };

const someOf = <T>(...values: T[]) => fc.subarray(values, { minLength: 1 });
const condition = fc.record(
  {
    operator: fc.constantFrom(
      ...["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIfExists", "Null"],
    ),
    key: fc.constantFrom("aws:SourceVpce", "aws:SourceVpc"),
    values: someOf("x", "y", "x*"),
  },
  { requiredKeys: ["operator", "key", "values"] },
);
const writeCondition = ({ operator, key, values }: { operator: string; key: string; values: string[] }): Json => ({
  [operator]: { [key]: operator === "Null" ? String(values.length > 1) : values },
});
const statement = (kind: PolicyKind): fc.Arbitrary<Json> =>
  fc
    .record({
      effect: fc.constantFrom("Allow", "Allow", "Deny"),
      not: fc.constantFrom("", "", "Not"),
      actions: someOf("s3:GetObject", "s3:PutObject", "s3:*", "*", "s3:?et*"),
      resources: someOf("*", `${bucket}/*`, `${bucket}/k?y`, "arn:aws:s3:::other/*"),
      principals: someOf<unknown>(accountRoot(studio), accountRoot(data), role.arn, otherRole.arn, sessionArn, "*"),
      condition: fc.option(condition, { nil: undefined }),
    })
    .map(({ effect, not, actions, resources, principals, condition: chosen }) => ({
      Effect: effect,
      [`${not}Action`]: actions,
      Resource: resources,
      ...(kind === "identity" ? {} : { Principal: { AWS: principals } }),
      ...(chosen ? { Condition: writeCondition(chosen) } : {}),
    }));
const statements = (kind: PolicyKind) => fc.array(statement(kind), { minLength: 1, maxLength: 4 });
const documents: fc.Arbitrary<Documents> = fc.record(
  {
    identity: statements("identity"),
    resource: statements("resource"),
    endpoint: statements("endpoint"),
    boundary: statements("identity"),
  },
  { requiredKeys: [] },
);
const request: fc.Arbitrary<Request> = fc
  .record({
    principal: fc.constantFrom<Request["principal"][]>(role, otherRole, user, anonymous, service("s3.amazonaws.com")),
    action: fc.constantFrom("s3:GetObject", "s3:PutObject", "s3:DeleteObject"),
    resource: fc.constantFrom(`${bucket}/key`, `${bucket}/a/b`, "arn:aws:s3:::other/key"),
    resourceAccount: fc.constantFrom(studio, data),
    endpoint: fc.constantFrom(undefined, "x", "xx", "z"),
    network: fc.constantFrom(undefined, "y"),
  })
  .map(({ endpoint, network, ...rest }) => ({
    ...rest,
    context: { "aws:SourceVpce": endpoint, "aws:SourceVpc": network },
  }));

const read = (kind: PolicyKind, name: string, list: readonly Json[] | undefined) =>
  list && parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: list }), name, kind);
const policiesOf = ({ identity, resource, endpoint, boundary }: Documents): Policies => {
  const own = read("identity", "identity", identity);
  return {
    ...(own ? { identity: [own] } : {}),
    resource: read("resource", "resource", resource),
    endpoint: read("endpoint", "endpoint", endpoint),
    boundary: read("identity", "boundary", boundary),
  };
};
const decide = (asked: Request, given: Documents): Decision => evaluate(asked, policiesOf(given));
const runs = { numRuns: 500 };

test("adding a deny, anywhere, never allows more", () => {
  const place = fc.constantFrom("identity" as const, "resource" as const, "endpoint" as const, "boundary" as const);
  fc.assert(
    fc.property(documents, request, place, statement("resource"), (given, asked, where, added) => {
      fc.pre(given[where] !== undefined);
      const { Principal, ...rest } = added;
      const denial = {
        ...rest,
        Effect: "Deny",
        ...(where === "resource" || where === "endpoint" ? { Principal } : {}),
      };
      const after = decide(asked, { ...given, [where]: [...(given[where] ?? []), denial] });
      if (after.allowed) expect(decide(asked, given).allowed).toBe(true);
    }),
    runs,
  );
});

test("an endpoint's policy or a boundary that is added never allows more", () => {
  fc.assert(
    fc.property(
      documents,
      request,
      statements("endpoint"),
      statements("identity"),
      (given, asked, endpoint, boundary) => {
        const { endpoint: _, boundary: __, ...open } = given;
        for (const added of [{ endpoint }, { boundary }]) {
          if (decide(asked, { ...open, ...added }).allowed) expect(decide(asked, open).allowed).toBe(true);
        }
      },
    ),
    runs,
  );
});

test("adding an allow, anywhere, never takes anything away", () => {
  const place = fc.constantFrom("identity" as const, "resource" as const, "endpoint" as const, "boundary" as const);
  fc.assert(
    fc.property(documents, request, place, statement("resource"), (given, asked, where, added) => {
      fc.pre(given[where] !== undefined);
      const { Principal, ...rest } = added;
      const grant = {
        ...rest,
        Effect: "Allow",
        ...(where === "resource" || where === "endpoint" ? { Principal } : {}),
      };
      const more = { ...given, [where]: [...(given[where] ?? []), grant] };
      if (decide(asked, given).allowed) expect(decide(asked, more).allowed).toBe(true);
    }),
    runs,
  );
});

test("the order of statements changes nothing", () => {
  const turned = (given: Documents): Documents =>
    Object.fromEntries(Object.entries(given).map(([name, list]) => [name, list?.toReversed()]));
  fc.assert(
    fc.property(documents, request, (given, asked) => {
      const before = decide(asked, given);
      const after = decide(asked, turned(given));
      expect(after.reason).toBe(before.reason);
      expect(after.statements).toHaveLength(before.statements.length);
    }),
    runs,
  );
});

test("what is cited is what decides: without the denials cited a denied request is denied by none of them", () => {
  fc.assert(
    fc.property(documents, request, (given, asked) => {
      const before = decide(asked, given);
      fc.pre(before.reason === "explicit deny");
      const kept = (name: string, list: readonly Json[] | undefined) =>
        list?.map((entry, index) =>
          before.statements.some((cited) => cited.policy === name && cited.index === index)
            ? { ...entry, Action: "none:None", NotAction: undefined }
            : entry,
        );
      const after = decide(
        asked,
        Object.fromEntries(Object.entries(given).map(([name, list]) => [name, kept(name, list)])),
      );
      expect(after.reason).not.toBe("explicit deny");
    }),
    runs,
  );
});

test("a list of actions or resources is the same as a statement for each", () => {
  const single = (entry: Json): Json[] =>
    entry["NotAction"] !== undefined
      ? [entry]
      : (entry["Action"] as string[]).flatMap((Action) =>
          (entry["Resource"] as string[]).map((Resource) => ({ ...entry, Action, Resource })),
        );
  fc.assert(
    fc.property(documents, request, (given, asked) => {
      const split = Object.fromEntries(Object.entries(given).map(([name, list]) => [name, list?.flatMap(single)]));
      expect(decide(asked, split).reason).toBe(decide(asked, given).reason);
    }),
    runs,
  );
});

test("the case of actions and of condition keys does not matter", () => {
  const shout = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value).replace(/"(s3:[^"]*|aws:SourceVpce?)"/g, (text) => text.toUpperCase()));
  fc.assert(
    fc.property(documents, request, (given, asked) => {
      expect(decide(asked, shout(given) as Documents)).toEqual(decide(asked, given));
      expect(decide({ ...asked, action: asked.action.toUpperCase() }, given)).toEqual(decide(asked, given));
    }),
    runs,
  );
});

test("...IfExists on an absent key never denies what the statement allows without the condition", () => {
  const operator = fc.constantFrom("StringEquals", "StringLike", "StringNotEquals", "ForAnyValue:StringEquals");
  fc.assert(
    fc.property(documents, request, statement("identity"), operator, (given, asked, entry, name) => {
      const { Condition: _, ...plain } = entry;
      const conditional = { ...plain, Condition: { [`${name}IfExists`]: { "aws:PrincipalOrgID": "o-1" } } };
      const withEntry = (own: Json) => decide(asked, { ...given, identity: [...(given.identity ?? []), own] });
      expect(withEntry({ ...conditional, Effect: "Allow" })).toEqual(withEntry({ ...plain, Effect: "Allow" }));
    }),
    runs,
  );
});

test("every combination of the caller's policies and of how the resource names it decides as the pages say", () => {
  const all = { Effect: "Allow", Action: "*", Resource: "*" };
  const none = { ...all, Action: "ec2:DescribeVpcs" };
  const kinds = { s3: () => `${bucket}/key`, kms: (account: string) => `arn:aws:kms:eu-central-1:${account}:key/k` };
  const namings = {
    nobody: otherRole.arn,
    account: accountRoot(studio),
    everybody: "*",
    role: role.arn,
    session: sessionArn,
  };
  for (const [kind, arnIn] of Object.entries(kinds))
    for (const [naming, named] of Object.entries(namings))
      for (const own of [true, false])
        for (const bounded of ["free", "within", "beyond"])
          for (const resourceAccount of [studio, data]) {
            const { allowed } = decide(
              {
                principal: role,
                action: kind === "s3" ? "s3:GetObject" : "kms:Decrypt",
                resource: arnIn(resourceAccount),
                resourceAccount,
              },
              {
                identity: [own ? all : none],
                resource: [{ ...all, Principal: { AWS: named } }],
                ...(bounded === "free" ? {} : { boundary: [bounded === "within" ? all : none] }),
              },
            );
            const byIdentity = own && bounded !== "beyond";
            const isNamed = naming !== "nobody";
            const direct =
              naming === "session" || naming === "everybody" || (naming === "role" && bounded !== "beyond");
            const inOneAccount = direct || (byIdentity && (isNamed || kind === "s3"));
            const expected = resourceAccount === data ? isNamed && byIdentity : inOneAccount;
            expect({ kind, naming, own, bounded, resourceAccount, allowed }).toEqual({
              kind,
              naming,
              own,
              bounded,
              resourceAccount,
              allowed: expected,
            });
          }
});

test("whatever JSON comes, it is read or refused by a PolicyError", () => {
  const words = fc.constantFrom("Allow", "Deny", "*", "s3:*", "arn:aws:s3:::b/*", "${aws:username}", "${", "true");
  const { tree } = fc.letrec<{ tree: unknown; leaf: unknown }>((tie) => ({
    leaf: fc.oneof(words, fc.json(), fc.integer(), fc.boolean(), fc.constant(null)),
    tree: fc.oneof(
      { maxDepth: 4 },
      tie("leaf"),
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          "Version",
          "Statement",
          "Effect",
          "Action",
          "Resource",
          "Principal",
          "AWS",
          "Condition",
          "Bool",
        ),
        tie("tree"),
      ),
    ),
  }));
  const kind = fc.constantFrom<PolicyKind[]>("identity", "resource", "trust", "endpoint", "gatewayEndpoint");
  fc.assert(
    fc.property(
      fc.oneof(
        tree.map((value) => JSON.stringify(value) ?? ""),
        fc.string(),
      ),
      kind,
      (text, as) => {
        try {
          parsePolicy(text, "p", as);
        } catch (error) {
          expect(error).toBeInstanceOf(PolicyError);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
