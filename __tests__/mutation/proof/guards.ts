/** Everything in an environment that policies guard, by name: what each role may do and who may become it, buckets, keys, endpoints, and what people are given. */
import { administrator, open } from "../../../isolation/decide";
import { doorsOf } from "../../../isolation/facts/interface-endpoints";
import { leftTo } from "../../../isolation/facts/role-grants";
import type { Facts } from "../../../isolation/guarantees";
import { insiders } from "../../../isolation/guarantees/front-desk";
import { allOf, bucketsOf, keysOf, placeOf, policyOf, type Resource, type Role } from "../../../isolation/model";
import type { Policies, Policy, Statement } from "../../../isolation/policy";
import { ask, caller, requests } from "../../../isolation/questions/about";
import type { Guard, View } from "./admits";

export function guardsOf(facts: Facts): ReadonlyMap<string, Guard> {
  const { environment, world } = facts;
  return new Map([
    ...facts.roles.flatMap((role) => ofRole(facts, role)),
    ...environment.stacks.flatMap((stack): [string, Guard][] => [
      ...bucketsOf(stack).map(({ resource, arn, account, policy }): [string, Guard] => [
        placeOf(resource),
        {
          set: policy ? [policy] : [],
          views: byAll(facts, ([each]) => (each ? { resource: each } : {}), callsOf("s3")),
          world: { ...world, owner: account },
          guarded: [arn, `${arn}/*`],
          declared: requests(ask({ Action: "s3:GetBucketLocation", Resource: "*" })).statements,
        },
      ]),
      ...keysOf(stack).map(({ resource, arn, aliases, policy }): [string, Guard] => [
        placeOf(resource),
        {
          set: [policy],
          views: byAll(facts, ([each]) => (each ? { resource: each } : {}), callsOf("kms")),
          world: { ...world, known: new Map(aliases.length > 0 ? [["kms:resourcealiases", aliases]] : []) },
          guarded: [arn],
        },
      ]),
    ]),
    ...facts.endpoints.map(({ resource, policy }): [string, Guard] => [
      placeOf(resource),
      {
        set: [policy],
        views: byAll(facts, ([endpoint]) => (endpoint ? { endpoint } : {}), notThrough(facts, resource), leftTo),
        world,
      },
    ]),
    ...ofPeople(facts),
  ]);
}

/** Spaces and apps: the domain is the team's by G2. */
const colleagues = requests(
  ask({
    Action: ["sagemaker:*Space", "sagemaker:*App"],
    Resource: ["arn:*:sagemaker:*:*:space/*", "arn:*:sagemaker:*:*:app/*"],
  }),
).statements;

function ofRole({ world }: Facts, role: Role): [string, Guard][] {
  const resource = leftTo(role.account);
  const callers = [{ kind: "role" as const, arn: role.arn, account: role.account }];
  const view = (policies: View["policies"]): View[] => [{ policies, callers, butNot: [] }];
  const place = placeOf(role.resource);
  const bounds = role.boundary ? { boundary: role.boundary } : {};
  return [
    [
      `what ${place} may do`,
      {
        declared: colleagues,
        set: role.identity,
        views: view((identity) => ({ identity, resource, ...bounds })),
        world,
      },
    ],
    [
      `what bounds ${place}`,
      {
        set: role.boundary ? [role.boundary] : [],
        views: view(([boundary]) => ({ identity: role.identity, resource, ...(boundary && { boundary }) })),
        world,
      },
    ],
    [
      `who becomes ${place}`,
      {
        set: [role.trust],
        views: [strangers(([trust]) => (trust ? { resource: trust } : {}), [])],
        world,
        guarded: [role.arn],
      },
    ],
  ];
}

/** Policies that are attached to nothing are for people, whatever else these may do. */
function ofPeople({ environment, partition, world }: Facts): [string, Guard][] {
  const attached = new Set(allOf(environment, "aws_iam_role_policy_attachment").map(({ config }) => config.policy_arn));
  return environment.stacks.flatMap((stack) => {
    const { account } = stack;
    const callers = [{ kind: "user" as const, arn: `arn:${partition}:iam::${account}:user/somebody`, account }];
    const resource = leftTo(account);
    return stack
      .resources("aws_iam_policy")
      .filter(({ arn }) => !attached.has(arn))
      .map((policy): [string, Guard] => [
        placeOf(policy),
        {
          set: [policyOf(policy, policy.config.policy, "identity")],
          views: [[], [administrator]].map((others) => ({
            policies: (identity) => ({ identity: [...others, ...identity], resource }),
            callers,
            butNot: [],
          })),
          world,
        },
      ]);
  });
}

const strangers = (policies: (set: readonly Policy[]) => Policies, butNot: readonly Statement[]): View => ({
  policies: (set) => ({ ...policies(set), identity: [administrator] }),
  callers: "anyone",
  butNot,
});

/** Calls that an endpoint does not carry, whatever its policy says of them. */
function notThrough(facts: Facts, endpoint: Resource): readonly Statement[] {
  const service = doorsOf(facts).find((door) => door.endpoint.resource === endpoint)?.service;
  return service ? callsOf(service.iamService) : [];
}

/** All other calls than those of a service. */
const callsOf = (service: string): readonly Statement[] =>
  requests(ask({ NotAction: `${service}:*`, Resource: "*" })).statements;

/**
 * Everybody but the environment's roles, whatever their own policies grant; and these roles, whose own policies are known. `resource` is what the called resource says to an account's roles, where the set does not say it.
 */
function byAll(
  facts: Facts,
  policies: (set: readonly Policy[]) => Policies,
  butNot: readonly Statement[],
  resource?: (account: string) => Policy,
): View[] {
  // An endpoint admits by the environment's name; buckets and keys know the roles themselves.
  const named = resource ? insiders(facts) : caller(...facts.roles.map(({ arn }) => arn));
  const those = requests(ask({ Action: "*", Resource: "*" }, named)).statements;
  return [
    strangers((set) => ({ ...(resource && { resource: open }), ...policies(set) }), [...those, ...butNot]),
    ...facts.roles.map(
      ({ arn, account, identity, boundary }): View => ({
        policies: (set) => ({
          ...(resource && { resource: resource(account) }),
          ...policies(set),
          identity,
          ...(boundary && { boundary }),
        }),
        callers: [{ kind: "role", arn, account }],
        butNot,
      }),
    ),
  ];
}
