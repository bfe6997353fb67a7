/** What a team cannot do without: requests, each with every policy that must let it through. */
import type { Facts, TeamFacts } from "../../facts/facts";
import { doorsOf } from "../../facts/interface-endpoints";
import { asRole, policiesOf } from "../../facts/role-grants";
import type { Role } from "../../model";
import type { Policies, Request } from "../../policy";
import { parseRange, type Range, showAddress } from "../../policy/address";
import type { Sender } from "../../requests/call";

export interface Need {
  /** Completes "the team cannot ..."; of somebody else's request it names them. */
  readonly what: string;
  readonly sender: Sender;
  readonly request: Request;
  readonly policies: Policies;
  /** Addresses that the caller may have; each must do. Undefined: only the one that the request says. */
  readonly from?: readonly Range[];
}

/** A call through one of the environment's interface endpoints. */
export interface Call {
  /** Short name of the endpoint's service. */
  readonly door: string;
  readonly what: string;
  readonly action: string;
  readonly resource: string;
  /** Condition keys beside those of the network. */
  readonly context?: Request["context"];
  /** Undefined: the role's own. */
  readonly policies?: Policies;
  /** The account of the resource; undefined: Studio's. */
  readonly owner?: string;
  /** Who makes it: an app or a job through the endpoint, SageMaker with the role from its own network, or either. Undefined: an app or a job. */
  readonly by?: "SageMaker" | "either";
}

/**
 * Addresses that apps and jobs of the team may have: of each subnet all but those that AWS keeps.
 * Page: docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html (the first four and the last)
 */
export const addressesOf = ({ studio }: TeamFacts): readonly Range[] =>
  studio
    .resources("aws_subnet")
    .flatMap(({ config }) => parseRange(config.cidr_block) ?? [])
    .map(({ family, first, last }) => ({ family, first: first + 4n, last: last - 1n }));

/** Condition keys of what an app of the team sends through an endpoint of the VPC. */
export const networkKeys = (team: TeamFacts, endpoint: string, vpc: string): Request["context"] => ({
  "aws:SourceVpce": endpoint,
  "aws:SourceVpc": vpc,
  "aws:VpcSourceIp": showAddress(4, addressesOf(team)[0]?.first ?? 0n),
});

/** Calls as needs, but for those whose endpoint is missing: that is a failure of its own. */
export function needsOf(facts: Facts, team: TeamFacts, calls: readonly Call[]): Need[] {
  const endpoints = new Map(doorsOf(facts).map(({ name, endpoint }) => [name, endpoint]));
  return calls.flatMap((call) => {
    const { door, what, action, resource, context, owner, by } = call;
    const endpoint = endpoints.get(door);
    if (endpoint === undefined) return [];
    const policies = call.policies ?? policiesOf(team.role);
    const request = (network: Request["context"]): Request => ({
      principal: asRole(team.role),
      action,
      resource,
      resourceAccount: owner ?? facts.account,
      context: { ...network, ...context },
    });
    const inside: Need = {
      what,
      sender: "session",
      request: request(networkKeys(team, endpoint.id, facts.vpcId)),
      policies: { ...policies, endpoint: endpoint.policy },
      from: addressesOf(team),
    };
    const outside: Need = { what: `have SageMaker ${what}`, sender: "platform", request: request({}), policies };
    return [...(by === "SageMaker" ? [] : [inside]), ...(by === undefined ? [] : [outside])];
  });
}

/** SageMaker becomes a role for one source, whose ARN it names. `what` says what the team has it do. */
export const becomingFor = (
  source: string,
  { arn, account, trust }: Pick<Role, "arn" | "account" | "trust">,
  what: string,
): Need => ({
  what,
  sender: "service",
  request: {
    principal: { kind: "service", service: "sagemaker.amazonaws.com" },
    action: "sts:AssumeRole",
    resource: arn,
    resourceAccount: account,
    context: { "aws:SourceAccount": account, "aws:SourceArn": source },
  },
  policies: { resource: trust },
});

/** ARN of a resource in the environment's region. */
export const arnIn = ({ partition, region, account }: Facts, service: string, resource: string, owner = account) =>
  `arn:${partition}:${service}:${region}:${owner}:${resource}`;
