/** Whether a team deploys registered models: versions that administrators register for it. */
import { ask } from "../questions/about";
import type { Facts, TeamFacts } from "./facts";
import { grantedTo } from "./role-grants";

export const deploysVersions = (facts: Facts, team: TeamFacts): boolean =>
  grantedTo(facts, team, ask({ Action: "sagemaker:AccessModelPackage", Resource: "*" })).length > 0;
