/** What SageMaker does with the role while a job runs: network interfaces, logs, metrics. */
import { arn } from "../../config/names";
import type { Condition, Statement } from "../document";
import type { ExecutionRoleContext } from "./context";
import { hasAccountAlone, ownLogGroups, ownLogStreams, sagemakerLogs } from "./separation";

/** They act on an interface that is there. */
const onInterfaces = [
  "ec2:CreateNetworkInterfacePermission",
  "ec2:DeleteNetworkInterface",
  "ec2:DeleteNetworkInterfacePermission",
];

export function jobRuntimeStatements(context: ExecutionRoleContext): Statement[] {
  const { environment, subnetIds, jobSecurityGroupId } = context;
  const ec2 = (resource: string) =>
    arn(environment, "ec2", environment.region, environment.accounts.studio.id, resource);
  // Wherever the resource lies. A request that names one and lacks the key is denied too.
  const deny = (Sid: string, Action: string | readonly string[], type: string, Condition: Condition): Statement => ({
    Sid,
    Effect: "Deny",
    Action,
    Resource: arn(environment, "ec2", "*", "*", `${type}/*`),
    Condition,
  });
  return [
    {
      // No resource and no condition here, and the denials below strike no request without a resource: "Don't scope in the
      // policy with any conditions or resource filters. Otherwise, the validation checks that occur during the creation of
      // the processing job fail." Source: docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html, CreateProcessingJob
      Sid: "MakeInterfaces",
      Effect: "Allow",
      Action: ["ec2:CreateNetworkInterface", ...onInterfaces],
      Resource: "*",
    },
    deny("DenyOtherSubnets", "ec2:CreateNetworkInterface", "subnet", {
      StringNotEquals: { "ec2:SubnetID": subnetIds },
    }),
    deny("DenyOtherGroups", "ec2:CreateNetworkInterface", "security-group", {
      StringNotEquals: { "ec2:SecurityGroupID": jobSecurityGroupId },
    }),
    deny("DenyInterfacesElsewhere", onInterfaces, "network-interface", {
      ArnNotEquals: { "ec2:Subnet": subnetIds.map((id) => ec2(`subnet/${id}`)) },
    }),
    {
      // None of them takes a resource.
      Sid: "SeeNetwork",
      Effect: "Allow",
      Action: [
        "ec2:DescribeDhcpOptions",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcEndpoints",
        "ec2:DescribeVpcs",
      ],
      Resource: "*",
    },
    {
      Sid: "OwnLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:GetLogEvents", "logs:PutLogEvents"],
      Resource: ownLogStreams(context),
    },
    {
      Sid: "SearchOwnLogs",
      Effect: "Allow",
      // A query may say in its own text which groups it reads, so it is granted where all of them are the team's:
      // docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Source.html
      Action: [
        "logs:FilterLogEvents",
        ...(hasAccountAlone(context) ? ["logs:GetQueryResults", "logs:StartQuery"] : []),
      ],
      Resource: ownLogGroups(context),
    },
    {
      // Shows the names of other teams' log streams, which are names of their jobs; their contents stay closed.
      Sid: "FindLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogGroup", "logs:DescribeLogStreams"],
      Resource: sagemakerLogs(context, "*"),
    },
    {
      Sid: "OwnMetrics",
      Effect: "Allow",
      Action: "cloudwatch:PutMetricData",
      Resource: "*",
      Condition: { StringLike: { "cloudwatch:namespace": ["AWS/SageMaker*", "/aws/sagemaker/*", "aws/sagemaker/*"] } },
    },
    ...lendPipelineRole(context),
  ];
}

/** A pipeline may run with the role of its own; whatever else is given it cannot become it (pipeline-role.ts). */
const lendPipelineRole = ({ pipelineRoleArn }: ExecutionRoleContext): Statement[] =>
  pipelineRoleArn === undefined
    ? []
    : [
        {
          Sid: "LendPipelineRoleToSageMaker",
          Effect: "Allow",
          Action: "iam:PassRole",
          Resource: pipelineRoleArn,
          Condition: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
        },
      ];
