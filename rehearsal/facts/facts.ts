/** What the local AWS holds after an apply, held against what was meant: owners, endpoints, roles, groups and logs that really are. */
import { bucketsStackName, networkingStackName, studioStackName } from "../../config/names";
import type { Environment } from "../../config/schema";
import { ofBuckets } from "./buckets";
import { ofNetwork } from "./network";
import { ofStudio } from "./studio";

export interface PolicyDocument {
  readonly Statement?: readonly {
    readonly Effect?: string;
    readonly Principal?: string | Readonly<Record<string, string | readonly string[]>>;
    readonly Action?: string | readonly string[];
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  }[];
}

/** What one account holds in a region. Groups, route tables, subnets and VPCs by their ids. */
export interface Facts {
  readonly account: string;
  /** ARNs. */
  readonly roles: readonly string[];
  /** Names. */
  readonly logGroups: readonly string[];
  /** The destination is a log group's name. */
  readonly flowLogs: readonly { readonly id: string; readonly role: string; readonly destination: string }[];
  /** The key that encrypts by default: an ARN; empty for S3's own. Where access logs go: a bucket's name; empty for nowhere. */
  readonly buckets: readonly {
    readonly name: string;
    readonly owner: string;
    readonly key: string;
    readonly policy: PolicyDocument;
    readonly logsTo: string;
  }[];
  readonly keys: readonly { readonly arn: string; readonly policy: PolicyDocument }[];
  readonly gateways: readonly {
    readonly id: string;
    readonly service: string;
    readonly routeTables: readonly string[];
  }[];
  /** The route table that the subnet is associated with; empty for none but its VPC's own. */
  readonly subnets: readonly { readonly id: string; readonly zone: string; readonly routeTable: string }[];
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

export type Domain = Facts["domains"][number];

/** Something that is not as the environment means it. */
export interface Violation {
  /** What it is about: `bucket enclave-dev-research-data-222222222222`. */
  readonly what: string;
  /** What is wrong with it, as the rest of a sentence. */
  readonly fault: string;
}

/** What can be asked once the stack is applied, and the stacks that it reads. */
type Question = (accounts: readonly Facts[]) => Violation[];

/** For each of the environment's stacks, by name, what is not as it means it. */
export function questions(environment: Environment): ReadonlyMap<string, Question> {
  return new Map<string, Question>([
    [networkingStackName(environment), (accounts) => ofNetwork(environment, accounts)],
    ...environment.teams.flatMap((team): [string, Question][] => [
      [studioStackName(environment, team), (accounts) => ofStudio(environment, team, accounts)],
      [bucketsStackName(environment, team), (accounts) => ofBuckets(environment, team, accounts)],
    ]),
  ]);
}

/** What is not as the environment means it: one line each. */
export function violations(environment: Environment, accounts: readonly Facts[]): string[] {
  return [...questions(environment).values()].flatMap((ask) => ask(accounts)).map(asLine);
}

export const asLine = ({ what, fault }: Violation) => `${what}: ${fault}`;
