/** What the platform made in the studio account stays as it is: the team's role changes no domain, profile, script and image there, and none of the platform's alarms and log groups. */
import { actionsOf } from "../../decide";
import type { Facts, TeamFacts } from "../../facts/facts";
import { platformPrefix } from "../../facts/platform-prefix";
import { grantedTo } from "../../facts/role-grants";
import { allOf, placeOf } from "../../model";
import { ask, except } from "../../questions/about";
import type { Failure } from "../guarantee";

/** SageMaker's types that administrators make and apps start with, or that apps live in. */
const types = [
  "app-image-config",
  "code-repository",
  "domain",
  "image",
  "image-version",
  "studio-lifecycle-config",
  "user-profile",
];

const changesOf = (service: string): readonly string[] =>
  actionsOf(service)
    .filter(({ onlyReads }) => !onlyReads)
    .map(({ name }) => name);

/** ARNs of the platform's alarms: those of the stacks, and all that have the names of its resources. */
function alarmsOf(facts: Facts): readonly string[] {
  const prefix = platformPrefix(facts);
  const names = [
    ...(prefix === undefined ? [] : [`${prefix}*`]),
    ...allOf(facts.environment, "aws_cloudwatch_metric_alarm").map(({ config }) => config.alarm_name),
  ];
  return names.map((name) => `arn:${facts.partition}:cloudwatch:${facts.region}:${facts.account}:alarm:${name}`);
}

export function ofPlatform(facts: Facts, team: TeamFacts): Failure[] {
  const { partition, region, account, environment } = facts;
  const sagemaker = (type: string, name = "*") => `arn:${partition}:sagemaker:${region}:${account}:${type}/${name}`;
  const alarms = alarmsOf(facts);
  const groups = allOf(environment, "aws_cloudwatch_log_group").flatMap(({ arn }) => [arn, `${arn}:*`]);
  const found = grantedTo(
    facts,
    team,
    ask({ Action: changesOf("sagemaker"), Resource: types.map((type) => sagemaker(type)) }),
    // It opens Studio, and changes nothing (G6, G11).
    except({
      Action: "sagemaker:CreatePresignedDomainUrl",
      Resource: sagemaker("user-profile", `${team.domain.id}/*`),
    }),
    ...(alarms.length > 0 ? [ask({ Action: changesOf("cloudwatch"), Resource: alarms })] : []),
    ...(groups.length > 0 ? [ask({ Action: "logs:*", Resource: groups })] : []),
  );
  return found.map((each) => ({
    what: `${team.name}'s role changes what the platform made in the studio account`,
    where: placeOf(team.role.resource),
    found: each,
    change:
      "grant no change of domains, profiles, lifecycle configurations, images and log groups of the stacks, and name the platform's alarms as its other resources, which the role's policies deny",
  }));
}
