/** What SageMaker does by itself (calls.ts, works.ts), as requests of a team. */
import { awsImageAccounts } from "../../config/tables/ecr-registries";
import { open } from "../decide";
import type { Facts, TeamFacts } from "../facts/facts";
import { imageRepositoriesOf } from "../facts/registries";
import { policiesOf } from "../facts/role-grants";
import { nameOf } from "../facts/sagemaker-objects";
import { separationOf } from "../facts/separation";
import { sourceIdentitiesOf } from "../guarantees/team-can-work/assumptions";
import { arnIn, type Call, type Need } from "../guarantees/team-can-work/needs";
import { type About, calls, type ServiceCall } from "./calls";
import { type Work, works } from "./works";

type Target = Pick<Call, "resource" | "context" | "policies" | "owner">;

const targets: Readonly<Record<About, (facts: Facts, team: TeamFacts) => readonly Target[]>> = {
  "nothing in particular": () => [{ resource: "*" }],
  "each of its subnets": (facts, team) =>
    subnetsOf(team).map((id) => ({ resource: arnIn(facts, "ec2", `subnet/${id}`), context: { "ec2:SubnetID": id } })),
  "the jobs' group": (facts, { domain }) => {
    const group = domain.config.tags?.["jobs-security-group"] ?? "";
    return [{ resource: arnIn(facts, "ec2", `security-group/${group}`), context: { "ec2:SecurityGroupID": group } }];
  },
  "an interface": (facts) => [{ resource: arnIn(facts, "ec2", "network-interface/one") }],
  "an interface in each of its subnets": (facts, team) =>
    subnetsOf(team).map((id) => ({
      resource: arnIn(facts, "ec2", "network-interface/one"),
      context: { "ec2:Subnet": arnIn(facts, "ec2", `subnet/${id}`) },
    })),
  "the role": (_, { role }) => [{ resource: role.arn, context: { "iam:PassedToService": "sagemaker.amazonaws.com" } }],
  "an image of AWS": (facts, { role }) =>
    awsImageAccounts(facts.region)
      .slice(0, 1)
      .map((owner) => ({
        resource: arnIn(facts, "ecr", "repository/sagemaker-distribution-cpu", owner),
        policies: { ...policiesOf(role), resource: open },
        owner,
      })),
  // The owner's repository policy is the owner's.
  "an image of a declared repository": (facts, { role }) =>
    imageRepositoriesOf(facts).map((resource) => ({
      resource,
      policies: { ...policiesOf(role), resource: open },
      owner: resource.split(":")[4],
    })),
  "an image of its account": (facts) => [{ resource: arnIn(facts, "ecr", "repository/own") }],
  "the studio key": (_, { role, studioKeys }) =>
    studioKeys.slice(0, 1).map(({ arn, aliases, policy }) => ({
      resource: arn,
      context: { "kms:ResourceAliases": aliases, "kms:GrantIsForAWSResource": "true" },
      policies: { ...policiesOf(role), resource: policy },
    })),
  "its data keys": (_, { role, dataKeys }) =>
    dataKeys.map(({ arn, account, aliases, policy }) => ({
      resource: arn,
      owner: account,
      context: { "kms:ResourceAliases": aliases },
      policies: { ...policiesOf(role), resource: policy },
    })),
  // Through the team's own endpoint: team-can-work/buckets.ts asks these of each bucket.
  "files in its buckets": () => [],
  "its buckets": () => [],
};

const subnetsOf = ({ studio }: TeamFacts): readonly string[] => studio.resources("aws_subnet").map(({ id }) => id);

/** The endpoint through which a service is reached from the subnets. */
const doors: Readonly<Record<string, string>> = { ecr: "ecr.api", kms: "kms", logs: "logs", cloudwatch: "monitoring" };
const doorOf = (action: string): string => doors[action.slice(0, action.indexOf(":"))] ?? "sagemaker.api";

/** Pulled through the registry's own host; AWS's are asked of its API. */
const layered: ReadonlySet<About> = new Set(["an image of its account", "an image of a declared repository"]);

const by = (from: ServiceCall["from"]): Pick<Call, "by"> =>
  from === "the subnets" ? {} : { by: from === "either" ? "either" : "SageMaker" };

/** What the team does with its own files through its endpoint; containers do the same. */
export const fileCalls = calls.filter(({ from }) => from === "the subnets");

/** Works that names can tell apart: those that begin with the team's prefix. */
export const namedWorks = works.filter(({ name }) => name.startsWith("<prefix>"));
/** Those that SageMaker alone names. */
export const unnamedWorks = works.filter((work) => !namedWorks.includes(work));

/** Works that are the team's in the way that tells teams apart. */
const ownWorks = (facts: Facts): readonly Work[] => (separationOf(facts) === "account" ? works : namedWorks);

const naming =
  (facts: Facts, team: TeamFacts, { name }: Work) =>
  (text: string): string =>
    text.replace("<name>", name.replace("<prefix>", nameOf(facts, team, "")));

export function ofCalls(facts: Facts, team: TeamFacts): Call[] {
  return calls.flatMap(({ actions, on, from, what }) =>
    on.flatMap((about) =>
      targets[about](facts, team).flatMap((target) =>
        actions.map((action) => ({
          door: layered.has(about) ? "ecr.dkr" : doorOf(action),
          what: `${what} (${action.slice(action.indexOf(":") + 1)} on ${target.resource})`,
          action,
          ...target,
          ...by(from),
        })),
      ),
    ),
  );
}

/** Logs and metrics; containers may write them, too. */
export function ofOutput(facts: Facts, team: TeamFacts, asked: readonly Work[] = ownWorks(facts)): Call[] {
  const either = { by: "either" } as const;
  const found = asked.flatMap((work): Call[] => {
    const named = naming(facts, team, work);
    const group = work.logs && arnIn(facts, "logs", `log-group:/aws/sagemaker/${named(work.logs.group)}`);
    return [
      ...(group === undefined
        ? []
        : [
            {
              ...either,
              door: "logs",
              what: `make the log group of ${work.what}`,
              action: "logs:CreateLogGroup",
              resource: group,
            },
            {
              ...either,
              door: "logs",
              what: `find the logs of ${work.what}`,
              action: "logs:DescribeLogStreams",
              resource: group,
            },
            ...(work.logs?.streams ?? []).flatMap((stream) =>
              ["CreateLogStream", "PutLogEvents"].map((name) => ({
                ...either,
                door: "logs",
                what: `write the logs of ${work.what} (${name})`,
                action: `logs:${name}`,
                resource: `${group}:log-stream:${named(stream)}`,
              })),
            ),
          ]),
      ...(work.metrics === undefined
        ? []
        : [
            {
              ...either,
              door: "monitoring",
              what: `write metrics of ${work.what}`,
              action: "cloudwatch:PutMetricData",
              resource: "*",
              context: { "cloudwatch:namespace": work.metrics },
            },
          ]),
    ];
  });
  // Works of one kind share a log group and a namespace.
  const keys = found.map(({ action, resource, context }) => JSON.stringify([action, resource, context]));
  return found.filter((_, index) => keys.indexOf(keys[index] ?? "") === index);
}

/**
 * SageMaker becomes the role for Studio and for each kind of work, and names it. Where the domain sets a source identity,
 * that takes a permission too.
 */
export function ofRole(facts: Facts, team: TeamFacts): Need[] {
  const { domain, role } = team;
  const studio = `domain/${domain.id}`;
  const all = works.flatMap((work) => (work.becomes === undefined ? [] : [naming(facts, team, work)(work.becomes)]));
  const become = (action: string, source: string): Need => ({
    what: `have SageMaker act with its role (${action} for ${source})`,
    sender: "service",
    request: {
      principal: { kind: "service", service: "sagemaker.amazonaws.com" },
      action,
      resource: role.arn,
      resourceAccount: role.account,
      context: { "aws:SourceAccount": facts.account, "aws:SourceArn": arnIn(facts, "sagemaker", source) },
    },
    policies: { resource: role.trust },
  });
  return [
    ...[...new Set([studio, ...all])].map((source) => become("sts:AssumeRole", source)),
    ...(sourceIdentitiesOf(team).length > 0 ? [become("sts:SetSourceIdentity", studio)] : []),
  ];
}
