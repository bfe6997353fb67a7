/** What the local AWS holds after an apply, held against what was meant: owners, endpoints, roles and groups that really are. */
import { accessLogsBucket, accountOf, bucketName, teamPrefix } from "../config/names";
import type { Environment, Team } from "../config/schema";

interface PolicyDocument {
  readonly Statement?: readonly {
    readonly Sid?: string;
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  }[];
}

/** What one account holds in a region. Groups, route tables, subnets and VPCs by their ids. */
export interface Facts {
  readonly account: string;
  /** ARNs. */
  readonly roles: readonly string[];
  /** The key that encrypts by default: an ARN; empty for S3's own. */
  readonly buckets: readonly {
    readonly name: string;
    readonly owner: string;
    readonly key: string;
    readonly policy: PolicyDocument;
  }[];
  readonly keys: readonly { readonly arn: string; readonly policy: PolicyDocument }[];
  readonly gateways: readonly {
    readonly id: string;
    readonly service: string;
    readonly routeTables: readonly string[];
  }[];
  readonly subnets: readonly { readonly id: string; readonly routeTable: string }[];
  readonly groups: readonly { readonly id: string; readonly vpc: string }[];
  readonly domains: readonly {
    readonly id: string;
    readonly name: string;
    readonly vpc: string;
    readonly subnets: readonly string[];
    readonly role: string;
    readonly groups: readonly string[];
  }[];
  readonly profiles: readonly { readonly domain: string; readonly name: string; readonly groups: readonly string[] }[];
}

type Domain = Facts["domains"][number];

/** What is not as the environment means it: one line each. */
export function violations(environment: Environment, accounts: readonly Facts[]): string[] {
  const studio = accounts.find(({ account }) => account === environment.accounts.studio.id);
  if (!studio) throw new Error("the studio account is not among what was read");
  return environment.teams.flatMap((team) => {
    const name = teamPrefix(environment, team);
    const domain = studio.domains.find((each) => each.name === name);
    if (!domain) return [`there is no domain ${name} in the studio account ${studio.account}`];
    return [
      ...ofRole(domain, studio),
      ...ofProfiles(domain, studio, team),
      ...ofBuckets(environment, team, domain, accounts),
    ];
  });
}

const ofRole = ({ name, role }: Domain, { roles, account }: Facts): string[] =>
  roles.includes(role) ? [] : [`domain ${name}: its role ${role || "(none)"} is not in account ${account}`];

/** Each profile has groups, which are in the domain's VPC and nobody else's. */
function ofProfiles(domain: Domain, { profiles, groups }: Facts, team: Team): string[] {
  const inVpc = new Set(groups.filter(({ vpc }) => vpc === domain.vpc).map(({ id }) => id));
  return team.users.flatMap(({ name }) => {
    const profile = profiles.find((each) => each.domain === domain.id && each.name === name);
    if (!profile) return [`domain ${domain.name} has no profile ${name}`];
    const what = `profile ${name} of ${domain.name}`;
    if (profile.groups.length === 0) return [`${what} has no security group of its own`];
    return profile.groups.flatMap((group) => {
      if (!inVpc.has(group)) return [`${what}: security group ${group} is not in the VPC ${domain.vpc}`];
      const holder = profiles.find((other) => other !== profile && other.groups.includes(group));
      if (holder) return [`${what} shares security group ${group} with profile ${holder.name}`];
      return domain.groups.includes(group) ? [`${what} shares security group ${group} with the whole domain`] : [];
    });
  });
}

function ofBuckets(environment: Environment, team: Team, domain: Domain, accounts: readonly Facts[]): string[] {
  const data = team.dataAccount.id;
  const nameOf = (bucket: string) => bucketName(environment, team, bucket, data);
  const held = new Map(accounts.flatMap(({ buckets }) => buckets.map((bucket) => [bucket.name, bucket])));
  const ownership = [...team.buckets.map(({ name }) => nameOf(name)), nameOf(accessLogsBucket)].flatMap((name) => {
    const owner = held.get(name)?.owner;
    if (owner === undefined) return [`there is no bucket ${name}`];
    return owner === data ? [] : [`bucket ${name} is owned by account ${owner}, not by the data account ${data}`];
  });
  // The key is the whole team's, and so are the parties that it opens to.
  const allRoles = team.buckets.flatMap(({ producers, readers }) => [...producers, ...readers].map(({ role }) => role));
  return [
    ...ownership,
    ...team.buckets.flatMap((declared) => {
      const bucket = held.get(nameOf(declared.name));
      if (!bucket) return [];
      const parties = [...declared.producers, ...declared.readers];
      const outside = {
        roles: parties.map(({ role }) => role),
        endpoints: parties.flatMap(({ vpcEndpoint }) => vpcEndpoint ?? []),
      };
      const what = `bucket ${bucket.name}`;
      const key = accounts.flatMap(({ keys }) => keys).find(({ arn }) => arn === bucket.key);
      return [
        ...ofEndpoint(what, bucket.policy, outside.endpoints, domain, accounts),
        ...ofPrincipals(what, bucket.policy, outside.roles, domain, accounts),
        ...(key && accountOf(key.arn) === data
          ? []
          : [`${what}: its key ${bucket.key || "(S3's own)"} is not one of the data account ${data}`]),
        ...(key ? ofPrincipals(`key ${key.arn}`, key.policy, allRoles, domain, accounts) : []),
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
): string[] {
  const named = valuesOf(policy, "aws:SourceVpce").filter((id) => !declared.includes(id));
  if (named.length === 0) return [`${what}: its policy names no endpoint`];
  return named.flatMap((id) => {
    const gateway = accounts.flatMap(({ gateways }) => gateways).find((each) => each.id === id);
    if (!gateway) return [`${what}: its policy names ${id}, and there is no such gateway endpoint`];
    const routed = accounts.flatMap((account) => account.subnets);
    const outside = subnets.filter((subnet) => {
      const table = routed.find((each) => each.id === subnet)?.routeTable;
      return table === undefined || !gateway.routeTables.includes(table);
    });
    return outside.map((subnet) => `${what}: ${subnet} of domain ${name} does not route through its endpoint ${id}`);
  });
}

/** The policy names the domain's role, and no role that is neither there nor declared. */
function ofPrincipals(
  what: string,
  policy: PolicyDocument,
  declared: readonly string[],
  { name, role }: Domain,
  accounts: readonly Facts[],
): string[] {
  const named = valuesOf(policy, "aws:PrincipalArn");
  const known = new Set([...accounts.flatMap(({ roles }) => roles), ...declared]);
  return [
    ...(named.includes(role) ? [] : [`${what}: its policy does not name ${role}, the role of domain ${name}`]),
    ...named
      .filter((arn) => !known.has(arn))
      .map((arn) => `${what}: its policy names ${arn}, and there is no such role`),
  ];
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
