/** Default AWS quotas that a configuration exceeds, so that they are raised before the first apply fails half-way. */
import { compare } from "./problems";
import type { Environment } from "./schema";
import { defaultInterfaceEndpoints } from "./tables/interface-endpoints";

export type QuotaWarning = {
  /** Environments that share the quota, sorted. */
  readonly environments: readonly string[];
  readonly account: string;
  readonly region: string;
  /** The name of the entry in Service Quotas. */
  readonly quota: string;
  /** Service and quota code: `aws service-quotas request-service-quota-increase --service-code vpc --quota-code L-1B52E74A`. */
  readonly service: string;
  readonly code: string;
  /** AWS's default; an account may have more already. */
  readonly default: number;
  readonly needed: number;
};

type Need = { readonly environment: Environment; readonly account: string; readonly count: number };
type Quota = Pick<QuotaWarning, "quota" | "service" | "code" | "default"> & {
  readonly scope: "VPC" | "region" | "account";
  readonly needs: (environment: Environment) => Need[];
};

const inStudioAccount =
  (count: (environment: Environment) => number): Quota["needs"] =>
  (environment) => [{ environment, account: environment.accounts.studio.id, count: count(environment) }];

const inDataAccounts =
  (count: (team: Environment["teams"][number]) => number): Quota["needs"] =>
  (environment) =>
    environment.teams.map((team) => ({ environment, account: team.dataAccount.id, count: count(team) }));

const zones = (environment: Environment): number => environment.availabilityZoneIds.length;
const users = (environment: Environment): number => environment.teams.reduce((sum, team) => sum + team.users.length, 0);

/**
 * Codes of gateway endpoints, domains and profiles: github.com/gruntwork-io/terraform-aws-utilities,
 * modules/request-quota-increase; the other codes and the defaults come from public tables, not from AWS's own pages, and
 * AWS changes defaults (read 2026-11-23). "Total domains" has been 1 in accounts that never asked for more
 * (github.com/hashicorp/terraform-provider-aws/issues/17402).
 */
const quotas: readonly Quota[] = [
  {
    quota: "Gateway VPC endpoints per Region",
    service: "vpc",
    code: "L-1B52E74A",
    default: 20,
    scope: "region",
    needs: inStudioAccount(({ teams }) => teams.length),
  },
  {
    quota: "Subnets per VPC",
    service: "vpc",
    code: "L-407747CB",
    default: 200,
    scope: "VPC",
    needs: inStudioAccount((environment) => zones(environment) * (environment.teams.length + 1)),
  },
  // A VPC's main route table counts too.
  {
    quota: "Route tables per VPC",
    service: "vpc",
    code: "L-589F43AA",
    default: 200,
    scope: "VPC",
    needs: inStudioAccount(({ teams }) => teams.length + 2),
  },
  {
    quota: "Interface VPC endpoints per VPC",
    service: "vpc",
    code: "L-29B6F2EB",
    default: 50,
    scope: "VPC",
    needs: inStudioAccount(
      ({ network }) => new Set([...defaultInterfaceEndpoints, ...network.extraInterfaceEndpoints]).size,
    ),
  },
  {
    quota: "VPCs per Region",
    service: "vpc",
    code: "L-F678F1CE",
    default: 5,
    scope: "region",
    needs: inStudioAccount(() => 1),
  },
  // One for each profile, one for jobs, two that SageMaker makes for each domain's home directories; endpoints and default.
  {
    quota: "VPC security groups per Region",
    service: "vpc",
    code: "L-E79EC296",
    default: 2500,
    scope: "region",
    needs: inStudioAccount((environment) => users(environment) + 3 * environment.teams.length + 2),
  },
  {
    quota: "Total domains",
    service: "sagemaker",
    code: "L-B683BCB0",
    default: 1,
    scope: "region",
    needs: inStudioAccount(({ teams }) => teams.length),
  },
  {
    quota: "Maximum number of Studio user profiles allowed per account",
    service: "sagemaker",
    code: "L-AC46C40F",
    default: 60,
    scope: "region",
    needs: inStudioAccount(users),
  },
  {
    quota: "Roles per account",
    service: "iam",
    code: "L-FE177D64",
    default: 1000,
    scope: "account",
    needs: inStudioAccount(({ teams }) => teams.length + 1),
  },
  {
    quota: "Customer managed policies per account",
    service: "iam",
    code: "L-E95E4862",
    default: 1500,
    scope: "account",
    needs: inStudioAccount(({ teams }) => teams.length),
  },
  // The access logs' bucket counts too.
  {
    quota: "General purpose buckets",
    service: "s3",
    code: "L-DC2B2D3D",
    default: 10_000,
    scope: "account",
    needs: inDataAccounts(({ buckets }) => buckets.length + 1),
  },
];

/**
 * Every default quota that the environments together exceed in an account, region or VPC.
 * What already runs in the account besides this blueprint is not known here.
 */
export function quotaWarnings(environments: readonly Environment[]): QuotaWarning[] {
  return quotas.flatMap(({ scope, needs, ...quota }) => {
    const places = new Map<string, Need[]>();
    for (const need of environments.flatMap(needs)) {
      const { environment, account } = need;
      const place = { VPC: environment.name, region: `${account} ${environment.region}`, account }[scope];
      places.set(place, [...(places.get(place) ?? []), need]);
    }
    return [...places.values()].flatMap((shared): QuotaWarning[] => {
      const needed = shared.reduce((sum, { count }) => sum + count, 0);
      const [first] = shared;
      if (first === undefined || needed <= quota.default) return [];
      const names = [...new Set(shared.map(({ environment }) => environment.name))].sort(compare);
      return [{ environments: names, account: first.account, region: first.environment.region, ...quota, needed }];
    });
  });
}
