/** What the team does with the jobs, models, endpoints, pipelines and notes of its runs that it has made: each action of SageMaker's table is asked. */
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
import { insideTheWalls, placedJobs } from "./jobs-inside";
import type { Promised, World } from "./promise";
import { callsOn } from "./sagemaker-table";

/** What the team makes, by SageMaker's names of the types. */
const workTypes: readonly string[] = [
  ...new Set(Object.values(placedJobs)),
  "endpoint",
  "endpoint-config",
  "inference-component",
  "model",
  "pipeline",
  "transform-job",
];

/** Experiments and lineage: what the team notes of its runs. */
export const trackingTypes = [
  "action",
  "artifact",
  "context",
  "experiment",
  "experiment-trial",
  "experiment-trial-component",
];

export const ownTypes: readonly string[] = [...workTypes, ...trackingTypes];

/** SageMaker names an artifact itself, after its source: whose it is shows where the account is one team's alone. */
const isNamed = ({ environment }: World, type: string) => type !== "artifact" || environment.separation === "account";

/** What the team does not do with its own: each is refused. */
const neverDone: ReadonlySet<string> = new Set(
  [
    // Tags come with what is created: other policies may rest on them.
    "DeleteTags",
    // What ran stays on record.
    "DeleteHyperParameterTuningJob",
    "DeleteProcessingJob",
    "DeleteTrainingJob",
    // It may bring another model or image, and says neither.
    "UpdateInferenceComponent",
    // No example in notebooks/ makes these calls.
    "ListPipelineVersions",
    "SendPipelineExecutionStepFailure",
    "SendPipelineExecutionStepSuccess",
    "UpdateMonitoringAlert",
    "UpdatePipelineExecution",
    "UpdatePipelineVersion",
  ].map((name) => `sagemaker:${name}`),
);

/** All that the actions' conditions ask for. */
const asAsked = (world: World, team: TeamView): Context => ({
  ...insideTheWalls(world, team),
  ...fromOwnSubnet(world, team),
  "sagemaker:TaggingAction": "CreateModel",
});

export const promises: Promised[] = [
  {
    name: "the team does with what it has made all that SageMaker's table of actions knows, but for a short list",
    check: (world) => {
      const account = world.environment.accounts.studio.id;
      for (const team of views(world)) {
        const call = { as: team.role, account, context: asAsked(world, team), policies: { identity: team.identity } };
        for (const { action, type, tail } of callsOn(ownTypes)) {
          const on = sagemakerObject(world, `${type}/${ownName(world, team)}${tail}`);
          (neverDone.has(action) || !isNamed(world, type) ? mayNot : may)({ ...call, action, on });
        }
      }
    },
  },
  {
    name: "nothing of SageMaker's table of actions is granted on an object that is not the team's",
    check: (world) => {
      const studio = world.environment.accounts.studio.id;
      for (const team of views(world)) {
        const call = { as: team.role, context: asAsked(world, team) };
        for (const { action, type, tail } of callsOn(ownTypes)) {
          const { on, account } = foreignObject(world, type);
          const policies = { identity: team.grants, ...(account !== studio && { resource: everybodysOwn }) };
          mayNot({ ...call, action, on: `${on}${tail}`, account, policies });
        }
      }
    },
  },
];
