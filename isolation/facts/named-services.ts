/** What a team's role may do, through an added interface endpoint, with what administrators made and named after the team. */
import { except, type Part } from "../questions/about";
import type { Facts, TeamFacts } from "./facts";
import { doorsOf } from "./interface-endpoints";

/** By the endpoint's short name: what comes before a name in ARNs, and calls. None of them shares, or takes a role. */
const services: Readonly<Record<string, { readonly before: readonly string[]; readonly calls: readonly string[] }>> = {
  codecommit: {
    before: ["codecommit:?:"],
    calls: ["GetBranch", "GetCommit", "GetDifferences", "GetFile", "GetFolder", "GetRepository", "ListBranches"],
  },
  events: { before: ["events:?:event-bus/"], calls: ["PutEvents"] },
  "git-codecommit": { before: ["codecommit:?:"], calls: ["GitPull", "GitPush"] },
  secretsmanager: { before: ["secretsmanager:?:secret:"], calls: ["DescribeSecret", "GetSecretValue"] },
  ssm: { before: ["ssm:?:parameter/"], calls: ["GetParameter", "GetParameters", "GetParametersByPath"] },
  states: {
    before: ["states:?:stateMachine:", "states:?:execution:"],
    calls: ["DescribeExecution", "StartExecution", "StopExecution"],
  },
};

/** Actions and ARNs behind an endpoint, of names that begin so; undefined where its service is not one of these. */
export function namedThrough(
  { partition, region, account }: Facts,
  endpoint: string,
  beginning: string,
): { readonly Action: readonly string[]; readonly Resource: readonly string[] } | undefined {
  const service = services[endpoint];
  if (service === undefined) return undefined;
  const place = `${region}:${account}`;
  return {
    Action: service.calls.map((call) => `${service.before[0]?.split(":")[0]}:${call}`),
    Resource: service.before.map((before) => `arn:${partition}:${before.replace("?", place)}${beginning}*`),
  };
}

/** Those of the environment's endpoints. */
const present = (facts: Facts): readonly string[] => doorsOf(facts).flatMap(({ name }) => name ?? []);

/** Requests that are not in question where the endpoint is there. */
export const ofNamedServices = (facts: Facts, team: TeamFacts): readonly Part[] =>
  present(facts).flatMap((name) => {
    const about = namedThrough(facts, name, team.jobPrefix);
    return about === undefined ? [] : [except(about)];
  });

/** Of these, what hands something on to what administrators made, in ARNs. */
export const handedOn = (facts: Facts, team: TeamFacts): readonly string[] =>
  present(facts)
    .filter((name) => ["events", "git-codecommit", "states"].includes(name))
    .flatMap((name) => namedThrough(facts, name, team.jobPrefix)?.Resource ?? []);
