/** The design's promises, on every shipped environment and on the fixture where studio and data account are one. */
import { guarantees } from "./promises";
import { Deployment } from "./support/deployment";
import { synthesized } from "./support/environments";

const all = [...synthesized("shipped"), ...synthesized("singleAccount")];

describe.each(all.map((each) => [each.environment.name, each] as const))("%s", (_, { environment, stacks }) => {
  const world = { environment, deployment: new Deployment(stacks) };
  describe.each(Object.entries(guarantees))("%s", (_guarantee, promises) => {
    test.each(promises.map((promise) => [promise.name, promise] as const))("%s", (_name, { check }) => check(world));
  });
});
