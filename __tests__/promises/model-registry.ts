/** The model registry: where a team's file turns it on, the team sees and deploys versions of its name from its own networks, and registers, changes and approves none. */
import {
  type Context,
  everybodysOwn,
  foreignObject,
  fromOwnSubnet,
  may,
  mayNot,
  ownName,
  sagemakerObject,
  type TeamView,
  views,
} from "./access";
import type { Promised, World } from "./promise";
import { callsOn } from "./sagemaker-table";

const types = ["model-package", "model-package-group"];
const reading = [
  "sagemaker:BatchDescribeModelPackage",
  "sagemaker:DescribeModelPackage",
  "sagemaker:DescribeModelPackageGroup",
  "sagemaker:ListModelPackages",
];
const access = "sagemaker:AccessModelPackage";

const isOn = ({ team }: TeamView): boolean => team.features.modelRegistry !== undefined;

const call = (world: World, team: TeamView, { action, type }: { action: string; type: string }, context: Context) => ({
  as: team.role,
  action,
  on: sagemakerObject(world, `${type}/${ownName(world, team)}`),
  account: world.environment.accounts.studio.id,
  context,
  policies: { identity: team.identity },
});

export const promises: Promised[] = [
  {
    name: "with the model registry the team reads and deploys versions of its name, and does nothing else of what SageMaker's table knows; without it nothing",
    check: (world) => {
      for (const team of views(world)) {
        const context = { ...fromOwnSubnet(world, team), "sagemaker:TaggingAction": "CreateModelPackage" };
        for (const each of callsOn(types)) {
          const ask = isOn(team) && [access, ...reading].includes(each.action) ? may : mayNot;
          ask(call(world, team, each, context));
        }
      }
    },
  },
  {
    name: "no version that is not of the team's name is read or deployed",
    check: (world) => {
      const studio = world.environment.accounts.studio.id;
      for (const team of views(world)) {
        for (const { action, type } of callsOn(types)) {
          const { on, account } = foreignObject(world, type);
          const policies = { identity: team.grants, ...(account !== studio && { resource: everybodysOwn }) };
          mayNot({ as: team.role, action, on, account, context: fromOwnSubnet(world, team), policies });
        }
      }
    },
  },
  {
    name: "versions are read from the team's networks alone; SageMaker itself asks from its own whether the team may deploy one",
    check: (world) => {
      for (const team of views(world).filter(isOn)) {
        const elsewhere: Context = { "aws:SourceIp": "192.0.2.1", "aws:ViaAWSService": "false" };
        for (const each of callsOn(types).filter(({ action }) => reading.includes(action)))
          mayNot(call(world, team, each, elsewhere));
        may(call(world, team, { action: access, type: "model-package" }, { "aws:ViaAWSService": "false" }));
      }
    },
  },
  {
    name: "all groups of the account are listed by a team that has the account alone",
    check: (world) => {
      for (const team of views(world)) {
        const asked = { as: team.role, account: world.environment.accounts.studio.id, on: "*" };
        const ask = isOn(team) && world.environment.separation === "account" ? may : mayNot;
        const context = fromOwnSubnet(world, team);
        ask({ ...asked, action: "sagemaker:ListModelPackageGroups", context, policies: { identity: team.identity } });
      }
    },
  },
];
