import type { Obstacle } from "../../teardown/obstacles";
import { planTeardown, planUser, unknownFileSystems } from "../../teardown/plan";

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

describe("one person leaves", () => {
  const app = (SpaceName?: string): Obstacle => ({
    kind: "app",
    id: `d-1/${SpaceName ?? "ada"}/JupyterLab/default`,
    app: { DomainId: "d-1", AppType: "JupyterLab", AppName: "default", UserProfileName: "ada", SpaceName },
    status: "InService",
  });
  const space = (name: string, shared: boolean): Obstacle => ({
    kind: "space",
    id: `d-1/${name}`,
    domain: "d-1",
    name,
    owner: "ada",
    shared,
  });
  const obstacles = [app(), app("lab"), app("team"), space("lab", false), space("team", true)];
  const kept = (withShared: boolean) =>
    planUser(obstacles, { withShared }).flatMap(({ obstacle: { id }, keep }) => (keep ? [id] : []));

  test("their own apps and private spaces go", () => {
    expect(kept(false)).not.toEqual(expect.arrayContaining(["d-1/ada/JupyterLab/default"]));
    expect(kept(false)).not.toEqual(expect.arrayContaining(["d-1/lab"]));
  });

  test("a shared space stays with the app in it, and the plan says what the team would lose and how it could go", () => {
    expect(kept(false)).toEqual(["d-1/team/JupyterLab/default", "d-1/team"]);
    const step = planUser(obstacles, { withShared: false }).find(({ obstacle: { id } }) => id === "d-1/team");
    expect(step?.keep).toMatch(/everybody of the team loses what is in it.*--with-shared-spaces/);
  });

  test("with --with-shared-spaces everything goes, in the order that AWS takes", () => {
    expect(kept(true)).toEqual([]);
    expect(planUser(obstacles, { withShared: true }).map(({ obstacle }) => obstacle)).toEqual(obstacles);
  });
});
