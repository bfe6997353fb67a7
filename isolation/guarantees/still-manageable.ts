/** The deployer role can make every management call that Terraform makes, and what AWS asks with it: nobody is locked out, whoever applies next. */
import { type Guarded, grouped, needsOf, type StackKind } from "../calls/needed";
import { administrator, answer, type Found, open, Undecided } from "../decide";
import { type Facts, serviceHost } from "../facts/facts";
import { bucketsOf, keysOf, placeOf, type Resource, type Stack } from "../model";
import { evaluate, matches, type Policy, type Principal, type Request, type Statement } from "../policy";
import { spelledKey } from "../policy/keys";
import { all, ask, type Conditions, except, requests } from "../questions/about";
import { assumptionsOf, type Call } from "../requests/call";
import { type Known, knownIn } from "../requests/known";
import { holdsUntil } from "../requests/until";
import { type Check, type Failure, type Guarantee, leftOpen } from "./guarantee";

/** Something of a stack that has a policy. */
interface Guard {
  readonly on: Guarded;
  readonly resource: Resource;
  readonly arn: string;
  readonly policy?: Policy;
  /** kms:ResourceAliases. */
  readonly aliases: readonly string[];
}

const guardsOf = (stack: Stack): readonly Guard[] => [
  ...bucketsOf(stack).map(({ holdsAccessLogs, ...bucket }) => ({
    ...bucket,
    on: holdsAccessLogs ? ("access log bucket" as const) : ("data bucket" as const),
    aliases: [],
  })),
  ...keysOf(stack).map((key) => ({ ...key, on: "key" as const })),
];

/** From outside of the VPC, encrypted; any session name, any address, any other condition key. */
const fromOutside: Conditions = {
  Null: { "aws:SourceVpce": "true" },
  Bool: { "aws:SecureTransport": "true" },
};
const directly: Conditions = all(fromOutside, {
  Null: { "kms:ViaService": "true" },
  Bool: { "aws:ViaAWSService": "false" },
});

const deployerOf = ({ deployerRole: arn }: Stack): Principal & { kind: "role" } => ({
  kind: "role",
  arn,
  account: arn.split(":")[4] ?? "",
});

interface Wanted {
  readonly actions: readonly string[];
  readonly conditions: Conditions;
}

/**
 * A request of those that are wanted which the resource's policy denies or, where it must allow, does not. Undecided where it
 * rests on what the configuration could say and does not.
 */
function refused(facts: Facts, stack: Stack, guard: Guard, wanted: Wanted): Found | Undecided | undefined {
  const { on, arn, policy, aliases } = guard;
  if (!policy) return undefined;
  const told = toldOf(facts, stack, guard, policy, wanted);
  const known = new Map([...told.values, ...(aliases.length > 0 ? [["kms:resourcealiases", aliases] as const] : [])]);
  const asked = requests(ask({ Action: wanted.actions, Resource: arn }, all(wanted.conditions, ...told.conditions)));
  const elsewhere = requests(except({ Action: "*", NotResource: arn })).statements;
  const [ours] = asked.statements;
  if (!ours) return undefined;
  /** A statement as far as it speaks of what is wanted. */
  const within = (statement: Statement): Statement[] => {
    const entries = ours.actions.entries.filter((_, index) => {
      const action = (wanted.actions[index] ?? "").toLowerCase();
      return statement.actions.entries.some((pattern) => matches(pattern, action)) !== statement.actions.not;
    });
    const conditions = [...statement.conditions, ...ours.conditions];
    return entries.length === 0
      ? []
      : [{ ...statement, effect: "Allow", actions: { not: false, entries }, conditions }];
  };
  const search = (name: string, statements: readonly Statement[]) =>
    answer({
      about: { ...asked, name, version: policy.version, statements },
      policies: { identity: [administrator], resource: open },
      callers: [deployerOf(stack)],
      world: { ...facts.world, owner: stack.account, known },
    });
  const speaking = (effect: Statement["effect"]) => policy.statements.filter((each) => each.effect === effect);
  const struck = search("what is denied", [...speaking("Deny").flatMap(within), ...elsewhere]);
  if (struck) return cited(struck.request, policy, told);
  // A bucket of the deployer's own account leaves the rest to its own policies; a key never does.
  if (on !== "key") return undefined;
  const allowed = speaking("Allow").map((statement) => ({ ...statement, effect: "Deny" as const }));
  const missed = search("what is not allowed", [ours, ...allowed]);
  return missed && cited(missed.request, policy, told);
}

/** What AWS sends with the deployer's requests, of what the policy tests. */
function toldOf(facts: Facts, stack: Stack, { arn }: Guard, policy: Policy, { actions, conditions }: Wanted): Known {
  const settled = Object.values(conditions).flatMap((tests) => Object.keys(tests).map((key) => key.toLowerCase()));
  const call: Call = {
    sender: "deployer",
    request: {
      principal: deployerOf(stack),
      action: actions[0] ?? "",
      resource: arn,
      resourceAccount: stack.account,
    },
    assumptions: assumptionsOf(facts),
  };
  return knownIn(policy, call, new Set(settled));
}

/** By the evaluator, which knows the policy as it is. Where every statement that decides tests what is not declared, nobody can tell. */
function cited(request: Request, policy: Policy, { undeclared }: Known): Found | Undecided {
  const decision = evaluate(request, { identity: [administrator], resource: policy });
  if (decision.allowed) throw new Error(`the evaluator allows what was found refused: ${JSON.stringify(request)}`);
  const paths = new Set(decision.statements.map(({ path }) => path));
  const deciding = policy.statements.filter(({ path, effect }) =>
    paths.size > 0 ? paths.has(path) : effect === "Allow",
  );
  const open = deciding.flatMap(({ conditions }) => conditions.find(({ key }) => undeclared.has(key)) ?? []);
  const [first] = open;
  const isOpen = paths.size > 0 ? open.length === deciding.length : open.length > 0;
  return first && isOpen
    ? new Undecided(
        first.where,
        `whether the deployer can call ${request.action} depends on ${spelledKey(first.key)}, and ${undeclared.get(first.key)}`,
      )
    : { request, statements: decision.statements };
}

/** One failure for each group of needs: the first call that is refused shows the rest. */
function failuresOf(
  facts: Facts,
  kind: StackKind,
  stack: Stack,
  groups: ReturnType<typeof grouped>,
): (Failure | Undecided)[] {
  const { account } = deployerOf(stack);
  if (account !== stack.account) {
    return [
      {
        what: `${stack.name} is deployed to account ${stack.account} by a role of account ${account}`,
        where: `${stack.name} provider.aws`,
        change: `let Terraform assume a role of account ${stack.account}`,
      },
    ];
  }
  const guards = guardsOf(stack);
  const service = (name: string) => serviceHost(facts, name);
  const own = groups.filter((group) => group.stack === kind);
  return own.flatMap(({ on, actions, through }) => {
    const conditions = through ? all(fromOutside, through(service)) : directly;
    return guards
      .filter((guard) => guard.on === on)
      .flatMap((guard): (Failure | Undecided)[] => {
        const refusals: Found[] = [];
        // Each that is found is left out of the next search, so that all are named.
        for (let left = actions; left.length > 0; ) {
          const found = refused(facts, stack, guard, { actions: left, conditions });
          if (!found) break;
          // What is not declared keeps all of the group open.
          if (found instanceof Undecided) return [found];
          refusals.push(found);
          left = left.filter((action) => action !== found.request.action);
        }
        const [first] = refusals;
        if (!first) return [];
        const names = refusals.map(({ request }) => request.action).sort();
        return [
          {
            what: `the deployer cannot call ${names.join(", ")} on ${guard.arn}`,
            where: placeOf(guard.resource),
            found: first,
            refused: true,
            change:
              first.statements.length > 0
                ? `exempt ${stack.deployerRole} from the denial`
                : `allow it to account ${account}, or to ${stack.deployerRole} by aws:PrincipalArn`,
          },
        ];
      });
  });
}

const omnipotent = "the deployer has every right by its own policies, and you say who assumes it";

export const stillManageable: Guarantee = {
  id: "G9",
  name: "still manageable",
  concernsNetwork: true,
  promise:
    "the deployer role can make every management call that Terraform makes, and what AWS needs with it: no lock-out",
  checks: (facts) => {
    let known: ReturnType<typeof grouped> | undefined;
    // Read when it is asked for, because what is not understood then leaves the guarantee undecided.
    const groups = () => (known ??= grouped(needsOf()));
    const { networking, teams } = facts.environment;
    return [
      { failures: () => failuresOf(facts, "networking", networking, groups()) },
      ...teams.flatMap(({ name: team, studio, buckets }): Check[] => [
        { team, failures: () => failuresOf(facts, "studio", studio, groups()) },
        { team, failures: () => failuresOf(facts, "buckets", buckets, groups()) },
      ]),
    ];
  },
  until: holdsUntil,
  exceptions: ({ environment: { networking, teams } }) => [
    ...leftOpen(omnipotent, [networking.deployerRole]),
    ...teams.flatMap(({ name, buckets }) =>
      buckets.deployerRole === networking.deployerRole ? [] : leftOpen(omnipotent, [buckets.deployerRole], name),
    ),
    { kind: "the calls are those of the rehearsals: rehearsal/recorded-calls.json" },
    { kind: "access logs are deleted with their bucket, after the bucket's policy" },
  ],
};
