/** Volumes and outputs lie under the team's keys; NVMe storage encrypts itself. */
import { nvmeInstancePatterns } from "../../../config/tables/nvme-instances";
import type { Facts, TeamFacts } from "../../facts/facts";
import { grantedTo } from "../../facts/role-grants";
import { placeOf } from "../../model";
import { absent, all, ask, type Conditions } from "../../questions/about";
import { telling } from "../../questions/sagemaker-calls";
import type { Failure } from "../guarantee";
import { byDefinition } from "./placement";

const onOtherInstances: readonly Conditions[] = [
  absent("sagemaker:InstanceTypes"),
  { "ForAnyValue:StringNotLike": { "sagemaker:InstanceTypes": nvmeInstancePatterns } },
];

export function ofEncryption(facts: Facts, team: TeamFacts): Failure[] {
  const volumeKeys = team.studioKeys.map(({ arn }) => arn);
  const dataKeys = `arn:${facts.partition}:kms:${facts.region}:${team.data.account}:key/*`;
  const found = grantedTo(
    facts,
    team,
    ...onOtherInstances.map((instances) =>
      ask(
        { Action: telling("sagemaker:VolumeKmsKeyArn"), Resource: "*" },
        all(instances, { ArnNotEquals: { "sagemaker:VolumeKmsKeyArn": volumeKeys } }),
      ),
    ),
    ...byDefinition(facts),
    // Without an output key the bucket's default encryption applies, which G8 proves to be the team's data key.
    ask(
      { Action: telling("sagemaker:OutputKmsKeyArn"), Resource: "*" },
      all(
        { Null: { "sagemaker:OutputKmsKeyArn": "false" } },
        { ArnNotLike: { "sagemaker:OutputKmsKeyArn": dataKeys } },
      ),
    ),
  );
  return found.map((each) => ({
    what: `${team.name}'s role starts something that is not encrypted under its team's keys`,
    where: placeOf(team.role.resource),
    found: each,
    change:
      "allow it only with sagemaker:VolumeKmsKeyArn (or NVMe instance types) and sagemaker:OutputKmsKeyArn of the team",
  }));
}
