/** The environments in which the examples are measured: as shipped, and with every opt-in that an example needs. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { formatProblem } from "../../config/problems";
import type { Environment, Image, Team } from "../../config/schema";
import { extraInterfaceEndpoints } from "../../config/tables/interface-endpoints";
import { declaredBy } from "../../isolation/declared";
import { type Facts, factsOf } from "../../isolation/facts/facts";
import { readEnvironments, readStackFiles } from "../../isolation/model";
import { synthesize } from "../../stacks/synthesize";
import type { ExampleList } from "../examples";
import { people } from "../harness/person";
import type { Mode } from "../harness/recordings";

interface Pair<Of> {
  readonly shipped: Of;
  /** With all extra interface endpoints, all features of the team, and the buckets that the examples read. */
  readonly opened: Of;
}
export type Measured = Pair<Facts>;

/** Throws where the mode's environment has problems. */
export function measuredIn(mode: Mode, list: ExampleList): Measured {
  const { shipped, opened } = environmentsOf(mode, list);
  return { shipped: factsIn(shipped), opened: factsIn(opened) };
}

/** Throws where the mode's environment has problems. */
export function environmentsOf(mode: Mode, list: ExampleList): Pair<Environment> {
  const name = people[mode].environment;
  const { environments, problems } = loadEnvironments(join(__dirname, "..", "..", "environments"), {
    environment: name,
  });
  const [environment] = environments;
  if (problems.length > 0 || environment === undefined) {
    throw new Error([`environments/${name} is expected to load`, ...problems.map(formatProblem)].join("\n"));
  }
  return { shipped: environment, opened: opened(environment, list) };
}

/** The image of the example that starts an app with one. */
const ownImage: Image = {
  name: "lab",
  repository: { name: "own/lab" },
  digests: [`sha256:${"a".repeat(64)}`],
  apps: ["jupyterlab"],
  container: {},
};

const everyType = { apps: ["ml.*"], jobs: ["ml.*"], endpoints: ["ml.*"] };

function opened(environment: Environment, list: ExampleList): Environment {
  const declared = new Set(environment.readOnlyBuckets.map((bucket) => bucket.name));
  const read = list.examples
    .flatMap(({ forms }) => Object.values(forms).flatMap(({ reads = [] }) => reads))
    .map((bucket) => bucket.trim().replace("<region>", environment.region));
  return {
    ...environment,
    readOnlyBuckets: [
      ...environment.readOnlyBuckets,
      ...[...new Set(read)].filter((bucket) => !declared.has(bucket)).map((bucket) => ({ name: bucket })),
    ],
    // The registries of the examples with another account's.
    imageRegistries: [{ account: "234567890123", repositories: ["platform/training"] }],
    packageRegistries: [{ account: "234567890123", domain: "central", repositories: ["approved"] }],
    network: { ...environment.network, extraInterfaceEndpoints },
    teams: environment.teams.map((team) => ({
      ...team,
      instanceTypes: everyType,
      images: [ownImage],
      features: {
        ...team.features,
        athena: athenaIn(team),
        featureStore: { offline: offlineStoreOf(team) },
        modelRegistry: {},
        mlflow: mlflowOf(team),
        pipelineReads: pipelineReadsOf(team),
      },
    })),
  };
}

/** Below the prefix where the harness's server has clients leave artifacts. */
const mlflowOf = ({ buckets: [first] }: Team) => ({
  bucket: first?.name ?? "",
  prefix: "mlflow/",
  size: "Small" as const,
});
/** With the group that the example writes to. */
const offlineStoreOf = ({ buckets: [first] }: Team) => ({
  bucket: first?.name ?? "",
  prefix: "feature-store/",
  groups: [
    {
      name: "customers",
      recordIdentifier: "customer_id",
      eventTime: "event_time",
      online: true,
      features: [
        { name: "customer_id", type: "String" as const },
        { name: "event_time", type: "Fractional" as const },
        { name: "orders", type: "Integral" as const },
      ],
    },
  ],
});
/** Below the prefix where the example's step leaves its file. */
const pipelineReadsOf = ({ buckets: [first] }: Team) => ({ bucket: first?.name ?? "", prefix: "pipelines/" });
/** Tables below one prefix of the team's first bucket, and results beside them. */
function athenaIn({ buckets }: Team): Team["features"]["athena"] {
  const bucket = buckets[0]?.name ?? "";
  return { reads: [{ bucket, prefix: "curated/" }], results: { bucket, prefix: "athena/" } };
}

/** As the proof reads the environment's stacks. */
export function factsIn(environment: Environment): Facts {
  const folder = mkdtempSync(join(tmpdir(), "enclave-measure-"));
  try {
    synthesize([environment], { outdir: folder });
    const [outline] = readEnvironments(readStackFiles(folder)).environments;
    if (outline === undefined) throw new Error(`${environment.name} is expected to be in its own stacks`);
    const model = outline.model();
    for (const stack of model.stacks) stack.resources();
    return factsOf(model, declaredBy(environment));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
