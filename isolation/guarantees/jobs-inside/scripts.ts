/** The role starts apps and makes spaces with its team's own lifecycle configurations, or with none, and does not change which script these run. */
import type { Facts, TeamFacts } from "../../facts/facts";
import { grantedTo } from "../../facts/role-grants";
import { placeOf } from "../../model";
import { ask, type Part } from "../../questions/about";
import { telling } from "../../questions/sagemaker-calls";
import type { Failure } from "../guarantee";

const key = "sagemaker:StudioLifecycleConfigArns";
/** What a request says to take a script away. Source: docs.aws.amazon.com/sagemaker/latest/APIReference/API_StudioLifecycleConfigDetails.html (the pattern of the ARN) */
const none = "None";

const ownScripts = ({ studio }: TeamFacts): readonly string[] =>
  studio.resources("aws_sagemaker_studio_lifecycle_config").map(({ arn }) => arn);

/** Requests for an app or a space that runs another script than the team's. */
export const foreignScripts = (team: TeamFacts): Part =>
  ask(
    { Action: telling(key), Resource: "*" },
    { "ForAnyValue:StringNotEquals": { [key]: [...ownScripts(team), none] } },
  );

export function ofScripts(facts: Facts, team: TeamFacts): Failure[] {
  const own = ownScripts(team);
  const found = grantedTo(facts, team, foreignScripts(team));
  const tags = ["sagemaker:AddTags", "sagemaker:DeleteTags"];
  const retagged = grantedTo(facts, team, ask({ Action: tags, Resource: own }));
  const started = found.map((each) => ({
    what: `${team.name}'s role starts an app with a lifecycle configuration that is not its team's`,
    where: placeOf(team.role.resource),
    found: each,
    change: `deny it where any value of ${key} is none of ${[...own, none].join(", ")}`,
  }));
  return [
    ...started,
    ...retagged.map((each) => ({
      what: `${team.name}'s role changes which script its team's apps run`,
      where: placeOf(team.role.resource),
      found: each,
      change: `allow ${tags.join(" and ")} on no lifecycle configuration: a tag names the script`,
    })),
  ];
}
