/** The design's promises where teams have turned features of the platform on, in both modes of separation. */
import { withFeatureStore, withMlflow, withModelRegistry } from "./isolation/with-features";
import { guarantees } from "./promises";
import { Deployment } from "./support/deployment";

const withRecordsAndModels = (name: string) => withModelRegistry(name, withFeatureStore(name));

describe.each([
  ["dev", "Feature Store and the model registry", withRecordsAndModels],
  ["solo", "Feature Store and the model registry", withRecordsAndModels],
  ["solo", "MLflow", withMlflow],
] as const)("%s with %s", (name, _feature, synthesized) => {
  const { environment, stacks } = synthesized(name);
  const world = { environment, deployment: new Deployment(stacks) };
  describe.each(Object.entries(guarantees))("%s", (_guarantee, promises) => {
    test.each(promises.map((promise) => [promise.name, promise] as const))("%s", (_name, { check }) => check(world));
  });
});
