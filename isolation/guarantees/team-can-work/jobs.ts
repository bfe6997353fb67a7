/** Starting jobs inside the walls, seeing and measuring them, and calling what comes of them. */
import type { Facts, TeamFacts } from "../../facts/facts";
import { nameOf } from "../../facts/sagemaker-objects";
import { arnIn, type Call } from "./needs";

export function ofJobs(facts: Facts, team: TeamFacts): Call[] {
  const { domain, studio, studioKeys, dataKeys } = team;
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
      what: "have SDKs tag its training job",
      action: "sagemaker:AddTags",
      resource: sagemaker("training-job", "one"),
      context: { "sagemaker:TaggingAction": "CreateTrainingJob" },
    },
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
  ];
}
