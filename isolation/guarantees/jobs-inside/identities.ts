/** The role passes itself to SageMaker and nothing else, and changes nobody's permissions. */
import { tokenForPackages } from "../../facts/extra-endpoints";
import type { Facts, TeamFacts } from "../../facts/facts";
import { grantedTo } from "../../facts/role-grants";
import { placeOf } from "../../model";
import { ask, except } from "../../questions/about";
import type { Failure } from "../guarantee";

/** @param passed ARNs of the roles that it may pass */
export function ofIdentities(facts: Facts, team: TeamFacts, passed: readonly string[]): Failure[] {
  const { role } = team;
  const found = grantedTo(
    facts,
    team,
    ask({ Action: ["iam:*", "sts:*"], Resource: "*" }),
    except(
      { Action: "iam:PassRole", Resource: passed },
      { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
    ),
    tokenForPackages(),
  );
  return found.map((each) => ({
    what: `${team.name}'s role passes another role, becomes one, or changes permissions`,
    where: placeOf(role.resource),
    found: each,
    change: `allow iam:PassRole on ${passed.join(", ")} to sagemaker.amazonaws.com only, and nothing else of IAM and STS but the token for CodeArtifact`,
  }));
}
