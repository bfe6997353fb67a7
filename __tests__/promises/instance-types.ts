/** Apps, jobs and endpoints start on the instance types that the team's file allows, and on no other, whatever is attached to the role. */
import type { Team } from "../../config/schema";
import { nvmeInstancePatterns } from "../../config/tables/nvme-instances";
import { type Context, fromOwnSubnet, may, mayNot, ownName, sagemakerObject, type TeamView, views } from "./access";
import { insideTheWalls, placedJobs } from "./jobs-inside";
import type { Promised } from "./promise";

/** AutoML chooses its instance types itself, and has no condition key for them. */
const { CreateAutoMLJob: _, CreateAutoMLJobV2: __, ...placed } = placedJobs;

/** Calls that say instance types, with the type of what they make. Source: sagemaker:InstanceTypes in SageMaker's table of condition keys */
const calls = {
  apps: { CreateApp: "app", CreateSpace: "space", UpdateSpace: "space" },
  jobs: {
    ...placed,
    CreateTransformJob: "transform-job",
    UpdateTrainingJob: "training-job",
  },
  endpoints: { CreateEndpointConfig: "endpoint-config" },
} as const;

/** Types that nobody's list has by a smaller one's pattern. */
const dear = ["ml.p5.48xlarge", "ml.trn1.32xlarge", "ml.p4d.24xlarge"];
const among = (type: string, patterns: readonly string[]): boolean =>
  patterns.some((each) => new RegExp(`^${each.replaceAll(".", "\\.").replaceAll("*", "[a-z0-9-]+")}$`).test(type));

/** Of each family with local NVMe storage one type, as the grants alone have it; and as all policies do where the team's file allows it. */
export const onNvmeTypes = (
  { team: { instanceTypes }, grants, identity }: TeamView,
  work: keyof Team["instanceTypes"],
): readonly (readonly [type: string, policies: TeamView["identity"]])[] => {
  const types = nvmeInstancePatterns.map((family) => family.replace("*", "4xlarge"));
  const right = types.filter((type) => among(type, instanceTypes[work]));
  if (right.length === 0) throw new Error(`no type with NVMe storage is among ${instanceTypes[work].join(", ")}`);
  return [...types.map((type) => [type, grants] as const), ...right.map((type) => [type, identity] as const)];
};

export const promises: Promised[] = [
  {
    name: "the role starts apps, jobs and endpoints on its team's instance types alone, whatever is attached to it",
    check: (world) => {
      for (const team of views(world)) {
        const { instanceTypes, name } = team.team;
        const inside: Context = { ...insideTheWalls(world, team), ...fromOwnSubnet(world, team) };
        for (const [work, actions] of Object.entries(calls)) {
          const patterns = instanceTypes[work as keyof typeof calls];
          const right = patterns.map((each) => each.replaceAll("*", "other"));
          const wrong = dear.filter((type) => !among(type, patterns));
          if (wrong.length === 0) throw new Error(`${name} may have every type for ${work}`);
          for (const [operation, type] of Object.entries(actions)) {
            const call = (types: readonly string[]) => ({
              as: team.role,
              account: world.environment.accounts.studio.id,
              action: `sagemaker:${operation}`,
              on: sagemakerObject(world, `${type}/${ownName(world, team)}`),
              context: { ...inside, "sagemaker:InstanceTypes": types },
              policies: { identity: team.walled },
            });
            for (const each of right) may(call([each]));
            may(call(right));
            for (const each of wrong) {
              mayNot(call([each]));
              mayNot(call([...right, each]));
            }
          }
        }
      }
    },
  },
  {
    name: "an app that names no instance type starts",
    check: (world) => {
      for (const team of views(world)) {
        const { "sagemaker:InstanceTypes": _, ...context } = {
          ...insideTheWalls(world, team),
          ...fromOwnSubnet(world, team),
        };
        const call = {
          as: team.role,
          account: world.environment.accounts.studio.id,
          action: "sagemaker:CreateApp",
          on: sagemakerObject(world, `app/${team.domainId}/space/jupyterlab/default`),
          policies: { identity: team.walled },
        };
        may({ ...call, context });
        may({ ...call, context: { ...context, "sagemaker:InstanceTypes": ["system"] } });
      }
    },
  },
];
