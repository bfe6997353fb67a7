/** features.pipelineReads: SageMaker runs the team's pipelines with a role of their own, which reads one prefix and starts jobs inside with the execution role. */
import assert from "node:assert/strict";
import { pipelineRoleName } from "../../config/names";
import { roleTakers } from "../../isolation/questions/role-takers";
import {
  administrator,
  type Context,
  dataBuckets,
  everybodysOwn,
  foreignObject,
  fromOwnSubnet,
  keyPolicy,
  may,
  mayNot,
  ownName,
  roleIn,
  strangerAccount,
  views,
} from "./access";
import { attempt, insideTheWalls, outsideNetwork } from "./jobs-inside";
import { trackingTypes } from "./own-objects";
import type { Promised, World } from "./promise";
import { callsOn } from "./sagemaker-table";
import { becoming, teamsWithRole, type WithRole } from "./service-role";

/** Teams that have the role. */
const readers = (world: World): WithRole[] =>
  teamsWithRole(world, pipelineRoleName, ({ features }) => features.pipelineReads);

const everyCall = [
  "s3:DeleteObject",
  "s3:GetObjectTagging",
  "s3:GetObjectVersion",
  "s3:PutObject",
  "s3:PutObjectAcl",
  "s3:PutObjectTagging",
];

/** What a job has to do with the notes of its run. */
const ofRuns = /:(AddAssociation|DeleteAssociation|(Dis)?[aA]ssociateTrialComponent|Batch(Get|Put)Metrics)$/;

const passedToSageMaker: Context = { "iam:PassedToService": "sagemaker.amazonaws.com" };

export const promises: Promised[] = [
  {
    name: "without a feature that needs one a team has no role but the execution role",
    check: (world) => {
      for (const { team, studio } of views(world)) {
        const roles = world.deployment
          .resources(studio, "aws_iam_role")
          .map(({ config }) => config.name)
          .filter((name) => !name.endsWith("-images"));
        const { pipelineReads, featureStore, mlflow } = team.features;
        const others = [pipelineReads, featureStore?.offline, mlflow].filter((each) => each !== undefined);
        assert.equal(roles.length, 1 + others.length, `${studio} has ${roles}`);
      }
    },
  },
  {
    name: "the pipelines' role reads below its prefix without the team's endpoint, and makes no other call whatever the bucket or its policies grant",
    check: (world) => {
      for (const { team, as, identity, bucket, prefix } of readers(world)) {
        const file = `${bucket.arn}/${prefix}evaluation.json`;
        const call = { as, account: team.dataAccount };
        const policies = { identity, ...(bucket.policy && { resource: bucket.policy }) };
        const widened = { identity: [administrator], resource: bucket.widened };
        may({ ...call, action: "s3:GetObject", on: file, policies });
        for (const context of [{}, { "aws:SourceVpce": team.endpointId }] as Record<string, string>[]) {
          for (const action of everyCall) mayNot({ ...call, action, on: file, context, policies: widened });
          mayNot({ ...call, action: "s3:GetObject", on: `${bucket.arn}/elsewhere/file`, context, policies: widened });
          for (const action of ["s3:ListBucket", "s3:GetBucketPolicy", "s3:PutBucketPolicy"])
            mayNot({ ...call, action, on: bucket.arn, context, policies: widened });
        }
        for (const other of dataBuckets(world, team).filter(({ name }) => name !== bucket.name))
          mayNot({
            ...call,
            action: "s3:GetObject",
            on: `${other.arn}/${prefix}file`,
            policies: { identity: [administrator], resource: other.widened },
          });
        // By its own policies alone, in a bucket that lets everybody in.
        const open = { identity, resource: bucket.widened };
        mayNot({ ...call, action: "s3:GetObject", on: "arn:aws:s3:::somebody-elses/file", policies: open });
        mayNot({ ...call, action: "s3:GetObject", on: file, account: strangerAccount, policies: open });
      }
    },
  },
  {
    name: "nobody else reads below the prefix without the team's endpoint: the execution role neither",
    check: (world) => {
      for (const { team, bucket, prefix } of readers(world))
        for (const as of [team.role, roleIn(world.environment, world.environment.accounts.studio.id, "pipeline")])
          mayNot({
            as,
            action: "s3:GetObject",
            on: `${bucket.arn}/${prefix}file`,
            account: team.dataAccount,
            policies: { identity: [administrator], resource: bucket.widened },
          });
    },
  },
  {
    name: "the bucket's policy lets nobody else read there from elsewhere, even if it denied nothing",
    check: (world) => {
      for (const { team, bucket, prefix } of readers(world))
        for (const as of [team.role, roleIn(world.environment, world.environment.accounts.studio.id)])
          mayNot({
            as,
            action: "s3:GetObject",
            on: `${bucket.arn}/${prefix}file`,
            account: team.dataAccount,
            policies: { identity: [administrator], ...(bucket.granted && { resource: bucket.granted }) },
          });
    },
  },
  {
    name: "the pipelines' role decrypts with the data key through S3, and does nothing else with it",
    check: (world) => {
      const { environment } = world;
      const suffix = environment.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
      for (const { team, as, identity } of readers(world)) {
        const named = {
          "kms:ResourceAliases": [`alias/${environment.namePrefix}-${environment.name}-${team.team.name}-data`],
        };
        const context: Context = {
          ...named,
          "kms:ViaService": `s3.${environment.region}.${suffix}`,
          "aws:ViaAWSService": "true",
        };
        const call = { as, on: team.dataKeyArn, account: team.dataAccount };
        const policies = { identity, resource: keyPolicy(world, team.buckets) };
        const widened = { ...policies, identity: [administrator] };
        may({ ...call, action: "kms:Decrypt", context, policies });
        mayNot({ ...call, action: "kms:Decrypt", context: named, policies: widened });
        for (const action of ["kms:CreateGrant", "kms:Encrypt", "kms:GenerateDataKey"])
          mayNot({ ...call, action, context, policies: widened });
        // By its own policies alone, on keys that serve everybody.
        const open = { identity, resource: everybodysOwn };
        for (const foreign of [
          named,
          { ...context, "kms:ViaService": `ec2.${environment.region}.${suffix}` },
          { ...context, "kms:ResourceAliases": ["alias/somebody-elses"] },
        ])
          mayNot({ ...call, action: "kms:Decrypt", context: foreign, policies: open });
      }
    },
  },
  {
    name: "SageMaker becomes the pipelines' role for the team's own pipelines, and for nothing that another operation starts with it",
    check: (world) => {
      for (const each of readers(world)) {
        const own = `pipeline/${ownName(world, each.team)}`;
        may(becoming(world, each, `${own}/execution/abcdefghijkl`));
        for (const source of Object.values(roleTakers).flatMap((sources) => sources ?? [])) {
          if (source.startsWith("pipeline/")) continue;
          mayNot(becoming(world, each, source.replace("exactly ", "").replace("/*", `/${ownName(world, each.team)}`)));
        }
        for (const type of ["automl-job", "feature-group", "hyper-parameter-tuning-job", "notebook-instance", "space"])
          mayNot(becoming(world, each, `${type}/${ownName(world, each.team)}`));
        if (world.environment.separation === "names")
          mayNot(becoming(world, each, `pipeline/${world.environment.name}-somebody-churn/execution/a`));
        const { as, context, ...rest } = becoming(world, each, `${own}/execution/a`);
        mayNot({ ...rest, as, context: { ...context, "aws:SourceAccount": "999999999999" } });
        mayNot({ ...rest, context, as: { kind: "service", service: "lambda.amazonaws.com" } });
        mayNot({ ...rest, context, as: each.team.role, policies: { ...rest.policies, identity: [administrator] } });
      }
    },
  },
  {
    name: "notebooks pass the pipelines' role to SageMaker alone, and it passes the execution role alone",
    check: (world) => {
      for (const { team, as, identity } of readers(world)) {
        const pass = (role: string, context: Context = passedToSageMaker) => ({
          action: "iam:PassRole",
          on: role,
          account: as.account,
          context,
        });
        may({ ...pass(as.arn), as: team.role, policies: { identity: team.identity } });
        mayNot({
          ...pass(as.arn, { "iam:PassedToService": "lambda.amazonaws.com" }),
          as: team.role,
          policies: { identity: team.identity },
        });
        may({ ...pass(team.roleArn), as, policies: { identity } });
        mayNot({ ...pass(as.arn), as, policies: { identity } });
        const stranger = `${as.arn}-of-somebody-else`;
        for (const caller of [team.role, as])
          mayNot({ ...pass(stranger), as: caller, policies: { identity: [administrator, ...identity] } });
      }
    },
  },
  {
    name: "the pipelines' role writes down runs of its own team, as SageMaker's table of actions knows them, and no other's",
    check: (world) => {
      for (const { team, as, identity } of readers(world)) {
        const tagged: Context = { ...fromOwnSubnet(world, team), "sagemaker:TaggingAction": "CreateTrial" };
        const grants = identity.map((policy) => ({
          ...policy,
          statements: policy.statements.filter(({ effect }) => effect === "Allow"),
        }));
        const call = (action: string, type: string, context: Context = tagged, policies = identity) => ({
          ...attempt(world, team, action.replace("sagemaker:", ""), type, context, policies),
          as,
        });
        for (const { action, type } of callsOn(trackingTypes)) {
          if (action === "sagemaker:DeleteTags" || type === "artifact") continue;
          may(call(action, type));
          mayNot({ ...call(action, type), ...foreignObject(world, type) });
        }
        for (const { action, type } of callsOn(["processing-job", "training-job"]))
          if (ofRuns.test(action)) may(call(action, type));
        for (const type of trackingTypes) mayNot(call("AddTags", type, {}, grants));
      }
    },
  },
  {
    name: "the pipelines' role starts the steps' jobs inside, and none outside the team's subnets, groups and keys, whatever else is attached to it",
    check: (world) => {
      for (const { team, as, identity } of readers(world)) {
        const inside = insideTheWalls(world, team);
        const jobs = [
          ["CreateTrainingJob", "training-job"],
          ["CreateProcessingJob", "processing-job"],
          ["CreateModel", "model"],
        ] as const;
        for (const [action, type] of jobs) {
          const call = (context: Context, policies = identity) => ({
            ...attempt(world, team, action, type, context, policies),
            as,
          });
          may(call(inside));
          for (const outside of outsideNetwork(inside)) {
            mayNot(call(outside));
            mayNot(call(outside, [administrator, ...identity]));
          }
        }
        for (const action of ["CreateNotebookInstance", "CreateDomain", "CreateJob", "CreateMlflowTrackingServer"])
          mayNot({
            ...attempt(world, team, action, "anything", inside, [administrator, ...identity]),
            as,
          });
      }
    },
  },
];
