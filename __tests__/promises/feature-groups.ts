/** Feature Store: where a team's file turns it on, the team makes feature groups of its own that store records online alone, under the studio key. */
import {
  administrator,
  type Context,
  everybodysOwn,
  foreignObject,
  fromOwnSubnet,
  keyPolicy,
  may,
  mayNot,
  ownName,
  roleIn,
  sagemakerObject,
  type TeamView,
  views,
} from "./access";
import type { Promised, World } from "./promise";
import { callsOn } from "./sagemaker-table";

const type = "feature-group";
const create = "sagemaker:CreateFeatureGroup";
/** Tags come with what is created: other policies may rest on them. */
const neverDone = new Set(["sagemaker:DeleteTags"]);

const isOn = ({ team }: TeamView): boolean => team.features.featureStore !== undefined;

/** A group with an online store alone, as the policies ask for it. */
const online = (world: World, team: TeamView): Context => ({
  ...fromOwnSubnet(world, team),
  "sagemaker:FeatureGroupEnableOnlineStore": "true",
  "sagemaker:FeatureGroupOnlineStoreKmsKeyArn": team.studioKeyArn,
  "sagemaker:TaggingAction": "CreateFeatureGroup",
});

const call = (world: World, team: TeamView, action: string, context: Context, identity = team.identity) => ({
  as: team.role,
  action,
  on: sagemakerObject(world, `${type}/${ownName(world, team)}`),
  account: world.environment.accounts.studio.id,
  context,
  policies: { identity },
});

/** What KMS is asked when SageMaker makes a group, or reads a record, for the role. */
const ofKey = ["kms:ListGrants", "kms:RetireGrant", "kms:RevokeGrant"];

export const promises: Promised[] = [
  {
    name: "with Feature Store the team does with its own feature groups all that SageMaker's table knows, and without it nothing",
    check: (world) => {
      for (const team of views(world)) {
        for (const { action } of callsOn([type])) {
          const ask = isOn(team) && !neverDone.has(action) ? may : mayNot;
          ask(call(world, team, action, online(world, team)));
        }
      }
    },
  },
  {
    name: "nothing of it is granted on a feature group that is not the team's",
    check: (world) => {
      const studio = world.environment.accounts.studio.id;
      for (const team of views(world)) {
        const { on, account } = foreignObject(world, type);
        const policies = { identity: team.grants, ...(account !== studio && { resource: everybodysOwn }) };
        for (const { action } of callsOn([type]))
          mayNot({ as: team.role, action, on, account, context: online(world, team), policies });
      }
    },
  },
  {
    name: "a feature group has an online store under the studio key and no other: so say the grants alone",
    check: (world) => {
      for (const team of views(world)) {
        const asked = online(world, team);
        for (const context of [
          { ...asked, "sagemaker:FeatureGroupOfflineStoreConfig": "present" },
          { ...asked, "sagemaker:FeatureGroupEnableOnlineStore": "false" },
          { ...asked, "sagemaker:FeatureGroupEnableOnlineStore": undefined },
          { ...asked, "sagemaker:FeatureGroupOnlineStoreKmsKeyArn": undefined },
          { ...asked, "sagemaker:FeatureGroupOnlineStoreKmsKeyArn": `${team.studioKeyArn}-of-others` },
        ])
          mayNot(call(world, team, create, context, team.grants));
      }
    },
  },
  {
    name: "whatever is attached to the role, it makes no feature group with an offline store",
    check: (world) => {
      for (const team of views(world)) {
        const asked = online(world, team);
        may(call(world, team, create, asked, team.walled));
        mayNot(
          call(world, team, create, { ...asked, "sagemaker:FeatureGroupOfflineStoreConfig": "present" }, team.walled),
        );
      }
    },
  },
  {
    name: "with Feature Store SageMaker sees and ends grants on the studio key for the role, which the role itself does not",
    check: (world) => {
      const { partition, region, accounts } = world.environment;
      const service = `sagemaker.${region}.${partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}`;
      for (const team of views(world)) {
        const key = { identity: team.identity, resource: keyPolicy(world, team.studio) };
        const asked = { as: team.role, account: accounts.studio.id, policies: key };
        const through: Context = { "kms:ViaService": service, "aws:ViaAWSService": "true" };
        for (const action of ofKey) {
          (isOn(team) ? may : mayNot)({ ...asked, action, on: team.studioKeyArn, context: through });
          mayNot({ ...asked, action, on: team.studioKeyArn, context: fromOwnSubnet(world, team) });
          mayNot({ ...asked, action, on: `${team.studioKeyArn}-of-others`, context: through });
        }
        // Whatever is attached to the role, the key's own policy says who retires grants.
        const walled = { ...asked, policies: { ...key, identity: team.walled }, on: team.studioKeyArn };
        mayNot({ ...walled, action: "kms:RetireGrant", context: fromOwnSubnet(world, team) });
        const other = { as: roleIn(world.environment, accounts.studio.id), context: through };
        const administrating = { ...key, identity: [administrator] };
        mayNot({ ...walled, ...other, action: "kms:RetireGrant", policies: administrating });
        const aliases = { ...asked, policies: { identity: team.identity }, action: "kms:ListAliases", on: "*" };
        (isOn(team) ? may : mayNot)({ ...aliases, context: through });
        mayNot({ ...aliases, context: fromOwnSubnet(world, team) });
      }
    },
  },
];
