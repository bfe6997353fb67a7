/** What docs/what-works.md says to write instead: with the parameter, or with the policy, the recorded request passes. */
import { administrator } from "../../isolation/decide";
import type { Facts, TeamFacts } from "../../isolation/facts/facts";
import { asRole, policiesOf } from "../../isolation/facts/role-grants";
import { evaluate } from "../../isolation/policy";
import { collectedIn, type Kind } from "../../isolation/recorded/collected";
import { decide } from "../../isolation/recorded/decided";
import type { Surroundings } from "../../isolation/recorded/made-with";
import { refusalOf } from "../../isolation/recorded/refusals";
import type { IamRequest } from "../../isolation/recorded/requests-of-call";
import { loadExamples } from "../../notebooks/examples";
import { type Mode, modes } from "../../notebooks/harness/recordings";
import { measuredIn } from "../../notebooks/measure/environments";

interface Measured {
  readonly facts: Facts;
  readonly team: TeamFacts;
  readonly from: Surroundings;
  readonly kinds: readonly Kind[];
}

const all = new Map(
  modes.map((mode): [Mode, Measured] => {
    const collected = collectedIn(mode);
    const { opened: facts } = measuredIn(mode, loadExamples());
    const [team] = facts.teams;
    if (!collected || !team) throw new Error(`nothing was recorded in mode ${mode}`);
    return [mode, { facts, team, from: collected.from, kinds: collected.kinds }];
  }),
);
const measured = (mode: Mode): Measured => {
  const found = all.get(mode);
  if (!found) throw new Error(`mode ${mode} is not measured`);
  return found;
};

const named =
  (before: RegExp, prefix = ({ jobPrefix }: Surroundings) => jobPrefix) =>
  (request: IamRequest, from: Surroundings): IamRequest => ({
    ...request,
    resource: request.resource.replace(before, (found) => `${found}${prefix(from)}`),
  });
const having = (request: IamRequest, context: IamRequest["context"]): IamRequest => ({
  ...request,
  context: { ...request.context, ...context },
});

/** By the refusal's id, the request as `instead` says. */
const corrected: Readonly<Record<string, (request: IamRequest, from: Surroundings) => IamRequest>> = {
  "glue-databases": named(/:(database|table)\//, ({ jobPrefix }) => jobPrefix.replaceAll("-", "_")),
  "json-get": (request, { pipelineFiles }) => ({
    ...request,
    by: "pipelines",
    resource: `arn:aws:s3:::${pipelineFiles}evaluation.json`,
  }),
  mlflow: named(/:mlflow-tracking-server\//),
  "other-metrics": (request) => having(request, { "cloudwatch:namespace": "/aws/sagemaker/site" }),
  "other-network": (request, { subnets, securityGroup }) =>
    having(request, { "sagemaker:VpcSubnets": subnets, "sagemaker:VpcSecurityGroupIds": [securityGroup] }),
  repositories: named(/^(?:[^:]*:){5}/),
  secrets: named(/:secret:/),
};

test.each(modes)("with the parameter, each request that a parameter is enough for passes (%s)", (mode) => {
  const { facts, team, from, kinds } = measured(mode);
  const asked = kinds.flatMap((kind) => {
    const refusal = refusalOf(kind.request, from, mode);
    return refusal?.byParameter ? [{ ...kind, id: refusal.id }] : [];
  });
  expect(asked.length).toBeGreaterThan(3);
  const better = asked.map(({ id, ...kind }): Kind => {
    const correct = corrected[id];
    if (!correct) throw new Error(`say here what ${id} becomes with the parameter`);
    return { ...kind, request: correct(kind.request, from) };
  });
  const verdicts = (list: readonly Kind[]) => decide(facts, team, { from, kinds: list });
  expect(verdicts(asked).filter(({ verdict }) => verdict.outcome === "passes")).toEqual([]);
  expect(verdicts(better).filter(({ verdict }) => verdict.outcome !== "passes")).toEqual([]);
});

test.each(["queues", "emr-clusters"])("a policy of your own allows what %s refuses: nothing denies it", (id) => {
  for (const mode of modes) {
    const { facts, team, from, kinds } = measured(mode);
    const own = kinds.filter(({ request }) => refusalOf(request, from, mode)?.id === id);
    expect(own.length).toBeGreaterThan(0);
    for (const { request } of decide(facts, team, { from, kinds: own })) {
      const policies = policiesOf(team.role);
      const asked = { ...request, principal: asRole(team.role), resourceAccount: facts.account };
      expect(evaluate(asked, policies).allowed).toBe(false);
      expect(evaluate(asked, { ...policies, identity: [...(policies.identity ?? []), administrator] }).allowed).toBe(
        true,
      );
    }
  }
});
