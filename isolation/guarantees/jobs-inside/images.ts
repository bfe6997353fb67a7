/** The role starts apps and makes spaces with AWS's images, its team's own, or none. */
import type { Facts, TeamFacts } from "../../facts/facts";
import { acceptedImages } from "../../facts/images";
import { grantedTo } from "../../facts/role-grants";
import { placeOf } from "../../model";
import { ask, type Part } from "../../questions/about";
import { telling } from "../../questions/sagemaker-calls";
import type { Failure } from "../guarantee";

/** What a request says to take a space's version away. Source: docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceSpec.html */
const none = "None";

/** Requests for an app or a space with somebody else's image, or with a version of one. */
export function foreignImages(facts: Facts, team: TeamFacts): readonly Part[] {
  const { images, versions } = acceptedImages(facts, team);
  const keys = { "sagemaker:ImageArns": images, "sagemaker:ImageVersionArns": [...versions, none] };
  return Object.entries(keys).map(([key, accepted]) =>
    ask({ Action: telling(key), Resource: "*" }, { "ForAnyValue:StringNotLike": { [key]: accepted } }),
  );
}

export const ofImages = (facts: Facts, team: TeamFacts): Failure[] =>
  grantedTo(facts, team, ...foreignImages(facts, team)).map((found) => ({
    what: `${team.name}'s role starts an app with an image that is neither AWS's nor its team's`,
    where: placeOf(team.role.resource),
    found,
    change:
      "deny it where any value of sagemaker:ImageArns or sagemaker:ImageVersionArns is neither AWS's nor one of the stack's own images",
  }));
