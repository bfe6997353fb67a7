/** Flow logs and access logs are written, and kept: whoever writes them may, on every side. */

import type { Undecided } from "../../decide";
import { type Facts, serviceHost, type TeamFacts } from "../../facts/facts";
import { asRole, policiesOf } from "../../facts/role-grants";
import { type Bucket, keysOf, placeOf, type Resource } from "../../model";
import type { Policies, Request } from "../../policy";
import { askCall } from "../../requests/ask-call";
import { assumptionsOf, type Sender } from "../../requests/call";
import { type Doubt, undecidedBy } from "../../requests/doubts";
import type { Failure } from "../guarantee";
import { flowLogGroup } from "./addresses";

interface Write {
  readonly sender: Sender;
  readonly request: Request;
  readonly policies: Policies;
  /** Whose policy refuses it. */
  readonly resource: Resource;
}

/** One failure for each request that is refused, as AWS completes it. */
function refusals(facts: Facts, what: string, writes: readonly Write[]): (Failure | Undecided)[] {
  const failures: Failure[] = [];
  const doubts: Doubt[] = [];
  for (const { sender, request, policies, resource } of writes) {
    const answer = askCall({ sender, request, assumptions: assumptionsOf(facts) }, policies);
    if (answer.outcome === "depends") doubts.push({ ...answer, what: `call ${request.action} on ${request.resource}` });
    if (answer.outcome !== "refused") continue;
    failures.push({
      what: `${what}: ${answer.decision.reason}`,
      where: placeOf(resource),
      found: { request: answer.request, statements: answer.decision.statements },
      refused: true,
      change: "allow it",
    });
  }
  return [...failures, ...undecidedBy("AWS, to write logs,", doubts)];
}

/** The VPC's traffic, all of it, in a log group that keeps it as declared. */
export function ofFlowLogs(facts: Facts): (Failure | Undecided)[] {
  const { environment, vpcId, declared } = facts;
  const { networking } = environment;
  const logs = networking.resources("aws_flow_log").filter(({ config }) => config.vpc_id === vpcId);
  const log = logs.find(({ config }) => config.traffic_type === "ALL") ?? logs[0];
  const vpc = networking.resources("aws_vpc")[0];
  if (log?.config.traffic_type !== "ALL") {
    return [
      {
        what: log ? "flow logs do not tell all traffic" : "the VPC has no flow logs",
        where: log ? placeOf(log) : vpc ? placeOf(vpc) : networking.name,
        change: 'log the VPC with traffic_type "ALL"',
      },
    ];
  }
  const group = networking.resources("aws_cloudwatch_log_group").find(({ arn }) => arn === log.config.log_destination);
  if (!group) return networking.fail(`${log.path}.log_destination`, "is no log group of this stack");
  const found = group.config.retention_in_days;
  const wanted = declared?.keeping.flowLogDays;
  return [
    ...(group.name === flowLogGroup
      ? []
      : [
          {
            what: `flow logs are written to ${group.config.name}, and nobody says how long those of before are kept`,
            where: placeOf(log),
            change: `log to aws_cloudwatch_log_group.${flowLogGroup}`,
          },
        ]),
    ...(wanted === undefined || found === wanted
      ? []
      : [
          {
            what: `flow logs are kept ${found === undefined ? "for ever" : `${found} days`}, and the configuration says ${wanted} days`,
            where: placeOf(group),
            change: `set retention_in_days to ${wanted}, or flowLogRetentionDays in environment.yaml`,
          },
        ]),
    ...flowLogWrites(facts, log, group),
  ];
}

/** Source: docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html */
function flowLogWrites(
  facts: Facts,
  log: Resource<"aws_flow_log">,
  group: Resource<"aws_cloudwatch_log_group">,
): (Failure | Undecided)[] {
  const { partition, region, account, roles, environment } = facts;
  const role = roles.find(({ arn }) => arn === log.config.iam_role_arn);
  if (!role) {
    return [
      {
        what: `flow logs are written by ${log.config.iam_role_arn}, which is no role of the stacks`,
        where: placeOf(log),
        change: "name the role of flow logs in the same stack",
      },
    ];
  }
  const assumed: Write = {
    sender: "service",
    request: {
      principal: { kind: "service", service: "vpc-flow-logs.amazonaws.com" },
      action: "sts:AssumeRole",
      resource: role.arn,
      resourceAccount: role.account,
      context: {
        "aws:SourceAccount": account,
        "aws:SourceArn": `arn:${partition}:ec2:${region}:${account}:vpc-flow-log/fl-0123456789abcdef0`,
      },
    },
    policies: { resource: role.trust },
    resource: role.resource,
  };
  const written = (
    [
      ["CreateLogStream", group.arn],
      ["DescribeLogStreams", group.arn],
      ["DescribeLogGroups", "*"],
      ["PutLogEvents", `${group.arn}:log-stream:eni-0123456789abcdef0-all`],
    ] as const
  ).map(
    ([name, resource]): Write => ({
      sender: "platform",
      request: { principal: asRole(role), action: `logs:${name}`, resource, resourceAccount: account },
      policies: policiesOf(role),
      resource: role.resource,
    }),
  );
  const keys = keysOf(environment.networking).filter(({ arn }) => arn === group.config.kms_key_id);
  const encrypted = keys.flatMap(({ arn, account: owner, policy, resource }) =>
    ["Encrypt", "Decrypt", "GenerateDataKey"].map(
      (name): Write => ({
        sender: "service",
        request: {
          principal: { kind: "service", service: serviceHost(facts, "logs") },
          action: `kms:${name}`,
          resource: arn,
          resourceAccount: owner,
          context: { "kms:EncryptionContext:aws:logs:arn": group.arn },
        },
        policies: { resource: policy },
        resource,
      }),
    ),
  );
  return refusals(facts, "flow logs are not written", [assumed, ...written, ...encrypted]);
}

/** Source: docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
export function ofAccessLogs(facts: Facts, team: TeamFacts, bucket: Bucket): (Failure | Undecided)[] {
  const target = team.logBuckets.find(({ name }) => name === bucket.logging?.config.target_bucket);
  if (!target) return [];
  return refusals(facts, `access logs of ${bucket.name} are not written`, [
    {
      sender: "service",
      request: {
        principal: { kind: "service", service: "logging.s3.amazonaws.com" },
        action: "s3:PutObject",
        resource: `${target.arn}/${bucket.logging?.config.target_prefix}2026-11-23-00-00-00-0123456789ABCDEF`,
        resourceAccount: target.account,
        context: { "aws:SourceAccount": bucket.account, "aws:SourceArn": bucket.arn },
      },
      policies: target.policy ? { resource: target.policy } : {},
      resource: target.resource,
    },
  ]);
}
