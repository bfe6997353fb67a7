/** Shipped environments whose teams have turned features of the platform on. */
import type { Image } from "../../config/schema";
import { type Synthesized, synthesizeOne } from "../support/environments";
import { shipped } from "./stacks";

/** With Feature Store for every team, and the endpoint that it needs. */
export function withFeatureStore(name: string): Synthesized {
  const { environment } = shipped(name);
  const { extraInterfaceEndpoints } = environment.network;
  return synthesizeOne({
    ...environment,
    network: {
      ...environment.network,
      extraInterfaceEndpoints: [...extraInterfaceEndpoints, "sagemaker.featurestore-runtime"],
    },
    teams: environment.teams.map((team) => ({ ...team, features: { ...team.features, featureStore: {} } })),
  });
}

/** With a role for the pipelines of every team, which reads below pipelines/ in the team's first bucket. */
export function withPipelineReads(name: string): Synthesized {
  const { environment } = shipped(name);
  return synthesizeOne({
    ...environment,
    teams: environment.teams.map((team) => ({
      ...team,
      features: { ...team.features, pipelineReads: { bucket: team.buckets[0]?.name ?? "", prefix: "pipelines/" } },
    })),
  });
}

/** With queries of Athena for every team: below one prefix of its first bucket. */
export function withAthena(name: string): Synthesized {
  const { environment } = shipped(name);
  return synthesizeOne({
    ...environment,
    network: { ...environment.network, extraInterfaceEndpoints: ["athena", "glue"] },
    teams: environment.teams.map((team) => {
      const bucket = team.buckets[0]?.name ?? "";
      const athena = { reads: [{ bucket, prefix: "curated/" }], results: { bucket, prefix: "athena/" } };
      return { ...team, features: { ...team.features, athena } };
    }),
  });
}

/** With the model registry for every team. */
export function withModelRegistry(name: string, { environment } = shipped(name)): Synthesized {
  return synthesizeOne({
    ...environment,
    teams: environment.teams.map((team) => ({ ...team, features: { ...team.features, modelRegistry: {} } })),
  });
}

/** With an image of every team's own. */
export function withOwnImages(name: string): Synthesized {
  const { environment } = shipped(name);
  const image: Image = {
    name: "workshop",
    repository: { name: "own/workshop" },
    digests: [`sha256:${"b".repeat(64)}`],
    apps: ["jupyterlab"],
    container: {},
  };
  return synthesizeOne({
    ...environment,
    teams: environment.teams.map((team) => ({ ...team, images: [image] })),
  });
}

/** With a tracking server for every team, which keeps artifacts below mlflow/ in the team's first bucket, and the endpoint that it needs. */
export function withMlflow(name: string): Synthesized {
  const { environment } = shipped(name);
  return synthesizeOne({
    ...environment,
    network: {
      ...environment.network,
      extraInterfaceEndpoints: [...new Set([...environment.network.extraInterfaceEndpoints, "experiments"])],
    },
    teams: environment.teams.map((team) => ({
      ...team,
      features: {
        ...team.features,
        mlflow: { bucket: team.buckets[0]?.name ?? "", prefix: "mlflow/", size: "Small" as const },
      },
    })),
  });
}
