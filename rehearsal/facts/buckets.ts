/** A team's buckets stack: owners, keys, the endpoint and the roles that policies name, and the way of the access logs. */
import { accessLogsBucket, accountOf, bucketName } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { domainOf } from "./accounts";
import type { Domain, Facts, PolicyDocument, Violation } from "./facts";

type Bucket = Facts["buckets"][number];

export function ofBuckets(environment: Environment, team: Team, accounts: readonly Facts[]): Violation[] {
  const domain = domainOf(environment, team, accounts);
  if (!domain) return [];
  const data = team.dataAccount.id;
  const nameOf = (bucket: string) => bucketName(environment, team, bucket, data);
  const held = new Map(accounts.flatMap(({ buckets }) => buckets.map((bucket) => [bucket.name, bucket])));
  const logs = held.get(nameOf(accessLogsBucket));
  // The key is the whole team's, and so are the parties that it opens to.
  const allRoles = team.buckets.flatMap(({ producers, readers }) => [...producers, ...readers].map(({ role }) => role));
  const ownership = [...team.buckets.map(({ name }) => nameOf(name)), nameOf(accessLogsBucket)].flatMap((name) => {
    const owner = held.get(name)?.owner;
    const what = `bucket ${name}`;
    if (owner === undefined) return [{ what, fault: "is not there" }];
    return owner === data ? [] : [{ what, fault: `is owned by account ${owner}, not by the data account ${data}` }];
  });
  return [
    ...ownership,
    ...team.buckets.flatMap((declared) => {
      const bucket = held.get(nameOf(declared.name));
      if (!bucket) return [];
      const parties = [...declared.producers, ...declared.readers];
      const roles = parties.map(({ role }) => role);
      const endpoints = parties.flatMap(({ vpcEndpoint }) => vpcEndpoint ?? []);
      const what = `bucket ${bucket.name}`;
      const key = accounts.flatMap(({ keys }) => keys).find(({ arn }) => arn === bucket.key);
      const keyFault = `${bucket.key || "S3's own"} is not one of the data account ${data}`;
      return [
        ...ofEndpoint(`policy of ${what}`, bucket.policy, endpoints, domain, accounts),
        ...ofPrincipals(`policy of ${what}`, bucket.policy, roles, domain, accounts),
        ...(key && accountOf(key.arn) === data ? [] : [{ what: `key of ${what}`, fault: keyFault }]),
        ...(key ? ofPrincipals(`policy of the key of ${what}`, key.policy, allRoles, domain, accounts) : []),
        ...ofAccessLogs(`access logs of ${what}`, bucket, logs),
      ];
    }),
  ];
}

/** The policy names one endpoint that nobody declared: the one that the domain's subnets route through. */
function ofEndpoint(
  what: string,
  policy: PolicyDocument,
  declared: readonly string[],
  { name, subnets }: Domain,
  accounts: readonly Facts[],
): Violation[] {
  const named = valuesOf(policy, "aws:SourceVpce").filter((id) => !declared.includes(id));
  if (named.length === 0) return [{ what, fault: "it names no endpoint" }];
  return named.flatMap((id) => {
    const gateway = accounts.flatMap(({ gateways }) => gateways).find((each) => each.id === id);
    if (!gateway) return [{ what, fault: `it names ${id}, and there is no such gateway endpoint` }];
    const routed = accounts.flatMap((account) => account.subnets);
    const outside = subnets.filter((subnet) => {
      const table = routed.find((each) => each.id === subnet)?.routeTable;
      return table === undefined || !gateway.routeTables.includes(table);
    });
    const fault = (subnet: string) =>
      `${subnet} of domain ${name} does not route through the endpoint that it names, ${id}`;
    return outside.map((subnet) => ({ what, fault: fault(subnet) }));
  });
}

/** The policy names the domain's role, and no role that is neither there nor declared. */
function ofPrincipals(
  what: string,
  policy: PolicyDocument,
  declared: readonly string[],
  { name, role }: Domain,
  accounts: readonly Facts[],
): Violation[] {
  const named = valuesOf(policy, "aws:PrincipalArn");
  const known = new Set([...accounts.flatMap(({ roles }) => roles), ...declared]);
  return [
    ...(named.includes(role) ? [] : [{ what, fault: `it does not name ${role}, the role of domain ${name}` }]),
    ...named
      .filter((arn) => !known.has(arn))
      .map((arn) => ({ what, fault: `it names ${arn}, and there is no such role` })),
  ];
}

/** S3 takes any bucket of the account as the target of access logs; whether its policy lets them in, it finds out later, and tells nobody. */
function ofAccessLogs(what: string, { logsTo }: Bucket, logs: Bucket | undefined): Violation[] {
  if (!logs || logsTo !== logs.name) return [{ what, fault: `they go to ${logsTo || "no bucket"}` }];
  const writes = (logs.policy.Statement ?? []).some(
    ({ Effect, Principal, Action }) =>
      Effect === "Allow" &&
      typeof Principal === "object" &&
      [Principal["Service"]].flat().includes("logging.s3.amazonaws.com") &&
      [Action].flat().includes("s3:PutObject"),
  );
  return writes ? [] : [{ what, fault: `the policy of ${logs.name} does not let them be written` }];
}

/** Each value that a policy's conditions compare a key with, once. */
const valuesOf = ({ Statement = [] }: PolicyDocument, wanted: string): string[] => [
  ...new Set(
    Statement.flatMap(({ Condition = {} }) =>
      Object.values(Condition).flatMap((tests) =>
        Object.entries(tests).flatMap(([key, values]) => (key === wanted ? [values].flat() : [])),
      ),
    ),
  ),
];
