/** What names no object shows or changes those of the whole account: the team may ask it only where the account is the team's alone. */
import {
  type Attempt,
  type Context,
  fromOwnSubnet,
  may,
  mayNot,
  strangerAccount,
  type TeamView,
  views,
} from "./access";
import { attempt, grantedKinds, insideTheWalls } from "./jobs-inside";
import type { Promised, World } from "./promise";
import { listsOfAccount } from "./sagemaker-table";

const isAlone = ({ environment }: World): boolean => environment.separation === "account";

/** Only where the account is the team's alone. */
const mayWhereAlone = (world: World, asked: Attempt): void => (isAlone(world) ? may : mayNot)(asked);

const call = (world: World, team: TeamView, action: string, on: string, context?: Context): Attempt => ({
  as: team.role,
  action,
  on,
  account: world.environment.accounts.studio.id,
  context: { ...fromOwnSubnet(world, team), ...context },
  policies: { identity: team.identity },
});

/** Studio's pages begin with them; they show names, in every environment. */
const listsOfPages = ["ListApps", "ListDomains", "ListSpaces", "ListUserProfiles"];

/** What belongs to objects of the team's kinds, beside the kinds' own lists, and what searches them. */
const furtherLists = [
  "ListAssociations",
  "ListCandidatesForAutoMLJob",
  "ListMonitoringAlertHistory",
  "ListMonitoringAlerts",
  "ListMonitoringExecutions",
];
const searches = ["QueryLineage", "Search"];

/** CreateModel makes what ListModels lists. Source: the names in SageMaker's table of actions. */
const listOfKind = (create: string): string => `${create.replace(/^Create(.*?)(V2)?$/, "List$1")}s`;

export const promises: Promised[] = [
  {
    name: "lists and searches of the account's objects are the team's where the account is its own, and only of kinds that it makes",
    check: (world) => {
      for (const team of views(world)) {
        const versions = team.team.features.modelRegistry ? ["ListModelPackageGroups"] : [];
        const lists = new Set([...grantedKinds(world, team).map(listOfKind), ...furtherLists, ...versions]);
        for (const action of listsOfAccount()) {
          const name = action.replace("sagemaker:", "");
          const asked = call(world, team, action, "*");
          if (listsOfPages.includes(name)) may(asked);
          else if (lists.has(name)) mayWhereAlone(world, asked);
          else mayNot(asked);
        }
        for (const name of searches) mayWhereAlone(world, call(world, team, `sagemaker:${name}`, "*"));
      }
    },
  },
  {
    name: "metrics of the account are read where it is the team's alone",
    check: (world) => {
      for (const team of views(world))
        for (const name of ["GetMetricData", "GetMetricStatistics", "ListMetrics"])
          mayWhereAlone(world, call(world, team, `cloudwatch:${name}`, "*"));
    },
  },
  {
    name: "alarms are set, seen and deleted where the account is the team's alone, and do nothing but scale in it",
    check: (world) => {
      const { partition, region, accounts } = world.environment;
      const arn = (service: string, account: string, resource: string) =>
        `arn:${partition}:${service}:${region}:${account}:${resource}`;
      const alarm = arn("cloudwatch", accounts.studio.id, "alarm:TargetTracking-endpoint/churn-AlarmHigh");
      const scaling = (account: string) => arn("autoscaling", account, "scalingPolicy:one:resource/sagemaker/endpoint");
      const key = "cloudwatch:AlarmActions";
      for (const team of views(world)) {
        for (const name of ["DeleteAlarms", "DescribeAlarms"])
          mayWhereAlone(world, call(world, team, `cloudwatch:${name}`, alarm));
        const put = (actions?: readonly string[]) =>
          call(world, team, "cloudwatch:PutMetricAlarm", alarm, { [key]: actions });
        mayWhereAlone(world, put());
        mayWhereAlone(world, put([scaling(accounts.studio.id)]));
        for (const other of [
          scaling(strangerAccount),
          arn("sns", accounts.studio.id, "everybody"),
          arn("lambda", accounts.studio.id, "function:export"),
        ])
          for (const actions of [[other], [scaling(accounts.studio.id), other]]) mayNot(put(actions));
      }
    },
  },
  {
    name: "alarms that are named as the platform's resources are its own: no team sets or deletes them",
    check: (world) => {
      const { partition, region, accounts } = world.environment;
      const prefix = `${world.environment.namePrefix}-${world.environment.name}-`;
      for (const team of views(world)) {
        const alarm = `arn:${partition}:cloudwatch:${region}:${accounts.studio.id}:alarm:${prefix}`;
        for (const on of [`${alarm}errors`, alarm])
          for (const name of ["DeleteAlarms", "PutMetricAlarm"]) mayNot(call(world, team, `cloudwatch:${name}`, on));
        mayWhereAlone(world, call(world, team, "cloudwatch:DescribeAlarms", `${alarm}errors`));
      }
    },
  },
  {
    name: "a monitoring schedule names a definition where all definitions are the team's, and says nothing of its own then",
    check: (world) => {
      const keys = ["InstanceTypes", "VpcSubnets", "VpcSecurityGroupIds", "VolumeKmsKeyArn"] as const;
      for (const team of views(world)) {
        const inside = insideTheWalls(world, team);
        for (const action of ["CreateMonitoringSchedule", "UpdateMonitoringSchedule"]) {
          const schedule = (context: Context, identity = team.identity) =>
            attempt(world, team, action, "monitoring-schedule", context, identity);
          mayWhereAlone(world, schedule({}));
          // The grants alone refuse it, without the denials.
          for (const key of keys) mayNot(schedule({ [`sagemaker:${key}`]: inside[`sagemaker:${key}`] }, team.grants));
        }
      }
    },
  },
];
