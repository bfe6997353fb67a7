/** What a team's role reaches: its own SageMaker objects and logs, and whatever else is its team's. */
import { publicHubArns, readHubActions } from "../../../config/tables/public-hub";
import type { Facts, TeamFacts } from "../../facts/facts";
import { grantedTo } from "../../facts/role-grants";
import { nameOf, ownLogs, ownObjects } from "../../facts/sagemaker-objects";
import { separationOf } from "../../facts/separation";
import { placeOf } from "../../model";
import { ask, except } from "../../questions/about";
import { ofWholeAccount } from "../../questions/sagemaker-calls";
import type { Failure } from "../guarantee";
import { beyondOwn } from "./role-reach";

/** Calls without a resource that Studio's pages make: they show names of other teams' domains, profiles, spaces and apps. */
const listsForPages = [
  "sagemaker:ListApps",
  "sagemaker:ListDomains",
  "sagemaker:ListSpaces",
  "sagemaker:ListUserProfiles",
];
/** They show names of log groups and streams, and make an empty group. */
const logGroups = ({ partition, region, account }: Facts): string =>
  `arn:${partition}:logs:${region}:${account}:log-group:/aws/sagemaker/*`;
/**
 * A query may say in its own text which groups it reads, by a prefix or all of them: what it names as its resource says little.
 * Page: docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Source.html
 */
const querying = "logs:StartQuery";
const logNames = ["logs:CreateLogGroup", "logs:DescribeLogStreams"];

/** The role's own grants end at its own SageMaker objects and logs: so no role reaches another team's. */
export function ofSageMaker(facts: Facts, team: TeamFacts): Failure[] {
  const { role } = team;
  const objects = grantedTo(
    facts,
    team,
    ask({ Action: "sagemaker:*", NotResource: ownObjects(facts, team) }),
    except({ Action: separationOf(facts) === "account" ? ofWholeAccount : listsForPages, Resource: "*" }),
    except({ Action: readHubActions, Resource: publicHubArns(facts.partition, facts.region) }),
  );
  const logs = grantedTo(
    facts,
    team,
    ask({ Action: "logs:*", NotResource: ownLogs(facts, team) }),
    ...(separationOf(facts) === "names" ? [ask({ Action: querying, Resource: "*" })] : []),
    except({ Action: logNames, Resource: logGroups(facts) }),
  );
  const others = beyondOwn(facts, team);
  const change = `name only ${nameOf(facts, team, "*")} of ${facts.account} and the domain ${team.domain.id} in the role's policies`;
  return [
    ...objects.map((found) => ({
      what: `${team.name}'s role reaches SageMaker objects that are not its team's`,
      where: placeOf(role.resource),
      found,
      change,
    })),
    ...logs.map((found) => ({
      what: `${team.name}'s role reaches logs that are not its team's`,
      where: placeOf(role.resource),
      found,
      change,
    })),
    ...others.map((found) => ({
      what: `${team.name}'s role is granted something that is not its team's`,
      where: placeOf(role.resource),
      found,
      change: "name the team's own buckets, keys and metrics, and images of its account and of AWS",
    })),
  ];
}
