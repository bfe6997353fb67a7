/** Inference components: their endpoint has no model, so that its configuration says the network, and each component says the model. */
import { type Context, foreignObject, may, mayNot, type TeamView, views } from "./access";
import { onNvmeTypes } from "./instance-types";
import { attempt, insideTheWalls, outsideNetwork } from "./jobs-inside";
import type { Promised, World } from "./promise";

/** An endpoint's configuration for components: it names no model. */
const config = (world: World, team: TeamView, context: Context, identity = team.identity) =>
  attempt(
    world,
    team,
    "CreateEndpointConfig",
    "endpoint-config",
    { ...context, "sagemaker:ModelArn": undefined },
    identity,
  );

/** On types that encrypt their local storage themselves and refuse a volume key. */
const onNvme = (context: Context, ...types: readonly string[]): Context => ({
  ...context,
  "sagemaker:VolumeKmsKeyArn": undefined,
  "sagemaker:InstanceTypes": types,
});

export const promises: Promised[] = [
  {
    name: "an endpoint without a model lies in the team's subnets and the jobs' group: so say the grants alone, and the denials whatever is attached to the role",
    check: (world) => {
      for (const team of views(world)) {
        const inside = insideTheWalls(world, team);
        for (const identity of [team.grants, team.walled]) {
          may(config(world, team, inside, identity));
          for (const outside of outsideNetwork(inside)) {
            mayNot(config(world, team, outside, identity));
            mayNot(config(world, team, onNvme(outside, "ml.g5.xlarge"), identity));
          }
        }
      }
    },
  },
  {
    name: "an endpoint without a model has the studio key on its volumes, but on types that encrypt by themselves",
    check: (world) => {
      for (const team of views(world)) {
        const inside = insideTheWalls(world, team);
        may(config(world, team, inside));
        for (const [type, policies] of onNvmeTypes(team, "endpoints"))
          may(config(world, team, onNvme(inside, type), policies));
        for (const context of [
          { ...inside, "sagemaker:VolumeKmsKeyArn": undefined },
          { ...inside, "sagemaker:VolumeKmsKeyArn": `${team.studioKeyArn}-of-others` },
          { ...inside, "sagemaker:VolumeKmsKeyArn": undefined, "sagemaker:InstanceTypes": undefined },
          onNvme(inside, "ml.g5.xlarge", "ml.m5.xlarge"),
        ])
          mayNot(config(world, team, context));
      }
    },
  },
  {
    name: "an inference component brings a model of the team's: so say the grants alone, and none is made without a model, whatever is attached to the role",
    check: (world) => {
      for (const team of views(world)) {
        const inside = insideTheWalls(world, team);
        for (const type of ["endpoint", "inference-component"]) {
          const component = (models: readonly string[] | undefined, identity = team.grants) =>
            attempt(
              world,
              team,
              "CreateInferenceComponent",
              type,
              { ...inside, "sagemaker:ModelArn": models },
              identity,
            );
          const mine = inside["sagemaker:ModelArn"] as readonly string[];
          for (const identity of [team.grants, team.identity, team.walled]) may(component(mine, identity));
          mayNot(component(undefined));
          mayNot(component(undefined, team.walled));
          mayNot(component([...mine, foreignObject(world, "model").on]));
        }
      }
    },
  },
];
