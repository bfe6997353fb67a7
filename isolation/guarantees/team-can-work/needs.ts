/** What a team cannot do without: requests, each with every policy that must let it through. */
import type { Facts, TeamFacts } from "../../facts/facts";
import { doorsOf } from "../../facts/interface-endpoints";
import { asRole, policiesOf } from "../../facts/role-grants";
import type { Policies, Request } from "../../policy";
import { parseRange } from "../../policy/address";
import type { Sender } from "../../requests/call";

export interface Need {
  /** Completes "the team cannot ..."; of somebody else's request it names them. */
  readonly what: string;
  readonly sender: Sender;
  readonly request: Request;
  readonly policies: Policies;
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

/** An address that an app of the team may have. */
function addressOf({ studio }: TeamFacts): string {
  const range = parseRange(studio.resources("aws_subnet")[0]?.config.cidr_block ?? "");
  const value = (range?.first ?? 0n) + 10n;
  return [24n, 16n, 8n, 0n].map((bits) => (value >> bits) & 255n).join(".");
}

/** Condition keys of what an app of the team sends through an endpoint of the VPC. */
export const networkKeys = (team: TeamFacts, endpoint: string, vpc: string): Request["context"] => ({
  "aws:SourceVpce": endpoint,
  "aws:SourceVpc": vpc,
  "aws:VpcSourceIp": addressOf(team),
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
    };
    const outside: Need = { what: `have SageMaker ${what}`, sender: "platform", request: request({}), policies };
    return [...(by === "SageMaker" ? [] : [inside]), ...(by === undefined ? [] : [outside])];
  });
}

/** ARN of a resource in the environment's region. */
export const arnIn = ({ partition, region, account }: Facts, service: string, resource: string, owner = account) =>
  `arn:${partition}:${service}:${region}:${owner}:${resource}`;
