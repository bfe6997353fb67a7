/** The design's promises where teams have turned features of the platform on, in both modes of separation. */
import { withFeatureStore, withModelRegistry } from "./isolation/with-features";
import { guarantees } from "./promises";
import { Deployment } from "./support/deployment";

describe.each(["dev", "solo"])("%s with Feature Store and the model registry", (name) => {
  const { environment, stacks } = withModelRegistry(name, withFeatureStore(name));
  const world = { environment, deployment: new Deployment(stacks) };
  describe.each(Object.entries(guarantees))("%s", (_guarantee, promises) => {
    test.each(promises.map((promise) => [promise.name, promise] as const))("%s", (_name, { check }) => check(world));
  });
});
