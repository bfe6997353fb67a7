import type { Obstacle } from "../../teardown/obstacles";
import { planTeardown, unknownFileSystems } from "../../teardown/plan";

const fileSystem: Obstacle = { kind: "file system", id: "fs-1", domain: "d-1" };
const networkInterface = (inUse: boolean): Obstacle => ({
  kind: "network interface",
  id: "eni-1",
  inUse,
  description: "a training job",
});

test("home directories stay, and the plan says how they could go", () => {
  const [step] = planTeardown([fileSystem], []);
  expect(step?.keep).toContain("--delete-file-system fs-1");
});

test("home directories go when their file system is named, and no other's", () => {
  const other: Obstacle = { kind: "file system", id: "fs-2", domain: "d-2" };
  const steps = planTeardown([fileSystem, other], ["fs-1"]);
  expect(steps.map(({ keep }) => keep === undefined)).toEqual([true, false]);
});

test("a network interface in use stays, and the plan says what uses it; a free one goes", () => {
  expect(planTeardown([networkInterface(true)], [])[0]?.keep).toContain("a training job");
  expect(planTeardown([networkInterface(false)], [])[0]?.keep).toBeUndefined();
});

test("a file system that was not found cannot be named", () => {
  expect(unknownFileSystems([fileSystem], ["fs-1", "fs-9"])).toEqual(["fs-9"]);
});
