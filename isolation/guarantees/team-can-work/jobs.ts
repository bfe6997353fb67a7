/** Starting jobs inside the walls, seeing and measuring them, and calling what comes of them. */

import { nvmeInstancePatterns } from "../../../config/tables/nvme-instances";
import type { Facts, TeamFacts } from "../../facts/facts";
import { allowedTypes, isAmong } from "../../facts/instance-types";
import { nameOf } from "../../facts/sagemaker-objects";
import { arnIn, type Call } from "./needs";

const sizes = ["xlarge", "large", ...[2, 4, 8, 9, 12, 16, 18, 24, 32, 48].map((number) => `${number}xlarge`)];
const usualTypes = ["ml.m5.large", "ml.m5.xlarge", "ml.g5.xlarge", "ml.t3.medium"];
/** The usual one first, then every size of every family. */
const nvmeTypes = [
  "ml.g5.xlarge",
  ...nvmeInstancePatterns.flatMap((all) => sizes.map((size) => all.replace("*", size))),
];

const typesAmong = (allowed: readonly string[], types: readonly string[]): readonly string[] =>
  types.filter((type) => isAmong(type, allowed));

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
  const types = allowedTypes(facts, team, "jobs") ?? ["ml.*"];
  const [type] = typesAmong(types, usualTypes);
  const [nvme] = typesAmong(types, nvmeTypes);
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
        "sagemaker:InstanceTypes": [type ?? (types[0] ?? "").replaceAll("*", "x")],
      },
    },
    // Nothing to ask where the team may have none of these types.
    ...(nvme === undefined
      ? []
      : [
          {
            door: "sagemaker.api",
            what: "start a training job on an instance with NVMe storage",
            action: "sagemaker:CreateTrainingJob",
            resource: sagemaker("training-job", "two"),
            context: { ...encrypted, "sagemaker:InstanceTypes": [nvme] },
          },
        ]),
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
