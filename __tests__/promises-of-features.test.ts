/** The design's promises where teams have turned features of the platform on, in both modes of separation. */
import { withFeatureStore } from "./isolation/with-features";
import { guarantees } from "./promises";
import { Deployment } from "./support/deployment";

describe.each(["dev", "solo"])("%s with Feature Store", (name) => {
  const { environment, stacks } = withFeatureStore(name);
  const world = { environment, deployment: new Deployment(stacks) };
  describe.each(Object.entries(guarantees))("%s", (_guarantee, promises) => {
    test.each(promises.map((promise) => [promise.name, promise] as const))("%s", (_name, { check }) => check(world));
  });
});
