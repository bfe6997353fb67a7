/** The role with which the VPC writes its flow logs, into one log group. */
import { arn } from "../config/names";
import type { Environment } from "../config/schema";
import type { Statement, TrustStatement } from "./document";

/** Source: docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html */
export const flowLogTrust = (environment: Environment): TrustStatement[] => [
  {
    Sid: "FlowLogsOfThisAccount",
    Effect: "Allow",
    Principal: { Service: "vpc-flow-logs.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { "aws:SourceAccount": environment.accounts.studio.id },
      ArnLike: {
        "aws:SourceArn": arn(environment, "ec2", environment.region, environment.accounts.studio.id, "vpc-flow-log/*"),
      },
    },
  },
];

export const flowLogRole = (logGroupArn: string): Statement[] => [
  {
    Sid: "WriteFlowLogs",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    Resource: [logGroupArn, `${logGroupArn}:*`],
  },
  { Sid: "FindLogGroup", Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
];
