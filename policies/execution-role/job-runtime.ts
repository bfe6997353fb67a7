/** What SageMaker does with the role while a job runs: network interfaces, logs, metrics. */
import { arn } from "../../config/names";
import type { Condition, Statement } from "../document";
import type { ExecutionRoleContext } from "./context";
import { ownLogStreams } from "./separation";

export function jobRuntimeStatements(context: ExecutionRoleContext): Statement[] {
  const { environment, subnetIds, jobSecurityGroupId } = context;
  const ec2 = (resource: string) =>
    arn(environment, "ec2", environment.region, environment.accounts.studio.id, resource);
  const inOwnSubnets: Condition = { ArnEquals: { "ec2:Subnet": subnetIds.map((id) => ec2(`subnet/${id}`)) } };
  return [
    {
      // The subnet and the group bind it; an interface that does not exist yet has no subnet to test.
      Sid: "MakeInterfaces",
      Effect: "Allow",
      Action: "ec2:CreateNetworkInterface",
      Resource: [
        ...subnetIds.map((id) => ec2(`subnet/${id}`)),
        ec2(`security-group/${jobSecurityGroupId}`),
        ec2("network-interface/*"),
      ],
    },
    {
      Sid: "InterfacesInOwnSubnets",
      Effect: "Allow",
      Action: [
        "ec2:CreateNetworkInterfacePermission",
        "ec2:DeleteNetworkInterface",
        "ec2:DeleteNetworkInterfacePermission",
      ],
      Resource: ec2("network-interface/*"),
      Condition: inOwnSubnets,
    },
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
      // Shows the names of other teams' log streams, which are names of their jobs; their contents stay closed.
      Sid: "FindLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogGroup", "logs:DescribeLogStreams"],
      Resource: arn(
        environment,
        "logs",
        environment.region,
        environment.accounts.studio.id,
        "log-group:/aws/sagemaker/*",
      ),
    },
    {
      Sid: "OwnMetrics",
      Effect: "Allow",
      Action: "cloudwatch:PutMetricData",
      Resource: "*",
      Condition: { StringLike: { "cloudwatch:namespace": ["AWS/SageMaker*", "/aws/sagemaker/*", "aws/sagemaker/*"] } },
    },
  ];
}
