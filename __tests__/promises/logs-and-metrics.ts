/** Logs and metrics of the team's work: SageMaker writes them with the team's role, and the team reads its own. */
import { works } from "../../isolation/service-calls/works";
import { fromOwnSubnet, may, mayNot, ownName, type TeamView, views } from "./access";
import type { Promised, World } from "./promise";

/** A log group that SageMaker makes for work under this name. */
interface Logs {
  /** Below /aws/sagemaker/. */
  readonly group: string;
  readonly streams: readonly string[];
}

/** Work that names tell to be the team's, and all of it where the account is the team's alone. */
function logsOf(world: World, team: TeamView): readonly Logs[] {
  const named = works.flatMap(({ name, logs }): Logs[] => {
    if (logs === undefined) return [];
    if (!name.startsWith("<prefix>") && world.environment.separation === "names") return [];
    const own = name.replace("<prefix>", ownName(world, team, ""));
    return [
      {
        group: logs.group.replace("<name>", own),
        streams: logs.streams.map((stream) => stream.replace("<name>", own)),
      },
    ];
  });
  return [...named, { group: "studio", streams: [`${team.domainId}/lab/JupyterLab/default`] }];
}

const arnOf = ({ environment }: World, rest: string) =>
  `arn:${environment.partition}:logs:${environment.region}:${environment.accounts.studio.id}:log-group:/aws/sagemaker/${rest}`;

const call = (world: World, team: TeamView) => ({
  as: team.role,
  account: world.environment.accounts.studio.id,
  policies: { identity: team.identity },
});

export const promises: Promised[] = [
  {
    name: "SageMaker writes the logs of each kind of work, and the team finds and reads them",
    check: (world) => {
      for (const team of views(world)) {
        const context = fromOwnSubnet(world, team);
        for (const { group, streams } of logsOf(world, team)) {
          for (const action of ["logs:CreateLogGroup", "logs:DescribeLogStreams"])
            for (const on of [arnOf(world, group), arnOf(world, `${group}:log-stream:`)])
              may({ ...call(world, team), action, on });
          for (const stream of streams) {
            const on = arnOf(world, `${group}:log-stream:${stream}`);
            may({ ...call(world, team), action: "logs:GetLogEvents", on, context });
            for (const action of ["logs:CreateLogStream", "logs:PutLogEvents"])
              may({ ...call(world, team), action, on });
          }
        }
      }
    },
  },
  {
    name: "the team searches a whole log group where all in it is its own; a query, which may name further groups in its text, where the account is the team's alone",
    check: (world) => {
      const isAlone = world.environment.separation === "account";
      for (const team of views(world)) {
        const context = fromOwnSubnet(world, team);
        for (const { group } of logsOf(world, team)) {
          const asked = { ...call(world, team), on: arnOf(world, group), context };
          const isOwn = isAlone || group.includes(ownName(world, team, ""));
          (isOwn ? may : mayNot)({ ...asked, action: "logs:FilterLogEvents" });
          for (const action of ["logs:GetQueryResults", "logs:StartQuery"])
            (isAlone ? may : mayNot)({ ...asked, action });
        }
        for (const action of ["logs:FilterLogEvents", "logs:GetQueryResults", "logs:StartQuery"]) {
          const other = arnOf(world, "Endpoints/one").replace("/aws/sagemaker/", "/aws/lambda/");
          mayNot({ ...call(world, team), action, on: other, context });
        }
      }
    },
  },
  {
    name: "SageMaker writes metrics of the team's work, and no metrics of anything else",
    check: (world) => {
      for (const team of views(world)) {
        const metric = { ...call(world, team), action: "cloudwatch:PutMetricData", on: "*" };
        const ofWorks = works.flatMap(({ metrics }) => metrics ?? []);
        for (const namespace of [...ofWorks, "AWS/SageMaker", "aws/sagemaker/Endpoints"])
          may({ ...metric, context: { "cloudwatch:namespace": namespace } });
        mayNot({ ...metric, context: { "cloudwatch:namespace": "billing" } });
        mayNot(metric);
      }
    },
  },
];
