/** The deployer role can make every management call that Terraform makes, and what AWS asks with it: nobody is locked out, whoever applies next. */
import { onlineStorePermissions } from "../calls/dependent-permissions";
import { grouped, needsOf, type StackKind } from "../calls/needed";
import type { Found, Undecided } from "../decide";
import { type Facts, serviceHost } from "../facts/facts";
import { hasOnlineStores } from "../facts/feature-groups";
import { placeOf, type Stack } from "../model";
import { all } from "../questions/about";
import { type Doubt, undecidedBy } from "../requests/doubts";
import { holdsUntil } from "../requests/until";
import { type Check, type Failure, type Guarantee, leftOpen } from "./guarantee";
import { deployerOf, directly, fromOutside, guardsOf, refused } from "./still-manageable/refusals";

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
        const doubts: Doubt[] = [];
        // Each that is found is left out of the next search, so that all are named.
        for (let left = actions; left.length > 0; ) {
          const refusal = refused(facts, stack, guard, { actions: left, conditions });
          if (!refusal) break;
          if (refusal.doubt) doubts.push(refusal.doubt);
          else refusals.push(refusal.found);
          left = left.filter((action) => action !== refusal.found.request.action);
        }
        const undecided = undecidedBy("the deployer", doubts);
        const [first] = refusals;
        if (!first) return [...undecided];
        const names = refusals.map(({ request }) => request.action).sort();
        return [
          ...undecided,
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

/** On the studio key of a team whose declared feature groups have an online store. */
const needsOfOnlineStores = onlineStorePermissions.map(({ actions, through }) => ({
  stack: "studio" as const,
  on: "key" as const,
  actions,
  ...(through && { through }),
}));

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
        ...(hasOnlineStores({ data: buckets })
          ? [{ team, failures: () => failuresOf(facts, "studio", studio, needsOfOnlineStores) }]
          : []),
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
