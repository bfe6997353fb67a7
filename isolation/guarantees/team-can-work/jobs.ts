/** Starting jobs inside the walls, seeing and measuring them, and calling what comes of them. */
import type { Facts, TeamFacts } from "../../facts/facts";
import { nameOf } from "../../facts/sagemaker-objects";
import { arnIn, type Call } from "./needs";

export function ofJobs(facts: Facts, team: TeamFacts): Call[] {
  const { domain, studio, role, studioKeys, dataKeys } = team;
  const sagemaker = (type: string, name: string) => arnIn(facts, "sagemaker", `${type}/${nameOf(facts, team, name)}`);
  const inside = {
    "sagemaker:VpcSubnets": studio.resources("aws_subnet").map(({ id }) => id),
    "sagemaker:VpcSecurityGroupIds": studio
      .resources("aws_security_group")
      .map(({ id }) => id)
      .filter((id) => domain.config.tags?.["jobs-security-group"] === id),
  };
  const encrypted = { ...inside, "sagemaker:OutputKmsKeyArn": dataKeys[0]?.arn };
  return [
    {
      door: "sagemaker.api",
      what: "start a training job",
      action: "sagemaker:CreateTrainingJob",
      resource: sagemaker("training-job", "one"),
      context: {
        ...encrypted,
        "sagemaker:VolumeKmsKeyArn": studioKeys[0]?.arn,
        "sagemaker:InstanceTypes": ["ml.m5.large"],
      },
    },
    {
      door: "sagemaker.api",
      what: "start a training job on an instance with NVMe storage",
      action: "sagemaker:CreateTrainingJob",
      resource: sagemaker("training-job", "two"),
      context: { ...encrypted, "sagemaker:InstanceTypes": ["ml.g5.xlarge"] },
    },
    {
      door: "sagemaker.api",
      what: "make a model",
      action: "sagemaker:CreateModel",
      resource: sagemaker("model", "one"),
      context: inside,
    },
    {
      door: "sagemaker.api",
      what: "lend the role to a job",
      action: "iam:PassRole",
      resource: role.arn,
      context: { "iam:PassedToService": "sagemaker.amazonaws.com" },
      by: "SageMaker",
    },
    {
      door: "sagemaker.api",
      what: "have SDKs tag its training job",
      action: "sagemaker:AddTags",
      resource: sagemaker("training-job", "one"),
      context: { "sagemaker:TaggingAction": "CreateTrainingJob" },
    },
    {
      door: "logs",
      what: "make the log group of training jobs",
      by: "either",
      action: "logs:CreateLogGroup",
      resource: arnIn(facts, "logs", "log-group:/aws/sagemaker/TrainingJobs"),
    },
    {
      door: "logs",
      what: "find the logs of training jobs",
      by: "either",
      action: "logs:DescribeLogStreams",
      resource: arnIn(facts, "logs", "log-group:/aws/sagemaker/TrainingJobs"),
    },
    ...["CreateLogStream", "PutLogEvents"].map((name) => ({
      door: "logs",
      what: `write logs of its training job (${name})`,
      by: "either" as const,
      action: `logs:${name}`,
      resource: arnIn(
        facts,
        "logs",
        `log-group:/aws/sagemaker/TrainingJobs:log-stream:${nameOf(facts, team, "one")}/algo-1-1700000000`,
      ),
    })),
    {
      door: "sagemaker.api",
      what: "see its training job",
      action: "sagemaker:DescribeTrainingJob",
      resource: sagemaker("training-job", "one"),
    },
    {
      door: "sagemaker.runtime",
      what: "invoke its endpoint",
      action: "sagemaker:InvokeEndpoint",
      resource: sagemaker("endpoint", "one"),
    },
    {
      door: "monitoring",
      what: "write metrics",
      by: "either",
      action: "cloudwatch:PutMetricData",
      resource: "*",
      context: { "cloudwatch:namespace": "/aws/sagemaker/TrainingJobs" },
    },
  ];
}
