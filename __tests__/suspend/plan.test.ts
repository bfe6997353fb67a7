/** What a suspension stops, in which order, what it leaves running, and that it says why. */
import fc from "fast-check";
import { jobTypes } from "../../policies/execution-role/jobs";
import { type Asked, type Endpoint, planSuspension, type Running } from "../../suspend/plan";
import { type Work, workKinds } from "../../suspend/work";
import type { App, Space } from "../../teardown/inside-domain";

const space = (name: string, owner: string, shared: boolean): Space => ({
  kind: "space",
  id: `d-1/${name}`,
  domain: "d-1",
  name,
  owner,
  shared,
});
const app = (of: { readonly SpaceName: string } | { readonly UserProfileName: string }): App => ({
  kind: "app",
  id: `d-1/${Object.values(of)[0]}`,
  app: { DomainId: "d-1", AppType: "JupyterLab", AppName: "default", ...of },
});
const endpoint = (id: string, more: Partial<Endpoint> = {}): Endpoint => ({
  kind: "endpoint",
  id,
  configuration: `${id}-config`,
  status: "InService",
  components: 0,
  ownTags: [],
  ...more,
});
const running: Running = {
  work: [...workKinds].reverse().map((kind): Work => ({ kind, id: `dev-research-${kind}` })),
  inside: [
    space("adas-lab", "ada", false),
    space("bobs-lab", "bob", false),
    space("team-eda", "bob", true),
    app({ SpaceName: "adas-lab" }),
    app({ SpaceName: "bobs-lab" }),
    app({ SpaceName: "team-eda" }),
    app({ UserProfileName: "ada" }),
  ],
  endpoints: [endpoint("churn"), endpoint("llm", { components: 2 }), endpoint("old", { status: "Deleting" })],
};
const stopped = (asked: Asked, what = running) =>
  planSuspension(what, asked).flatMap(({ target, keep }) => (keep === undefined ? [target.id] : []));
const kept = (asked: Asked) =>
  Object.fromEntries(
    planSuspension(running, asked).flatMap(({ target, keep }) => (keep === undefined ? [] : [[target.id, keep]])),
  );

test("of a team everything is stopped, first what starts other work; endpoints last", () => {
  expect(stopped({ authMode: "IAM" })).toEqual([
    ...workKinds.map((kind) => `dev-research-${kind}`),
    "d-1/adas-lab",
    "d-1/bobs-lab",
    "d-1/team-eda",
    "d-1/ada",
    "churn",
  ]);
});

test("of one person the pipeline executions that they started are stopped; somebody else's stays, and the plan says whose", () => {
  const execution = (id: string, startedBy?: string): Work => ({
    kind: "pipeline execution",
    id,
    ...(startedBy !== undefined && { startedBy }),
  });
  const work = [execution("one", "ada"), execution("two", "bob"), execution("three")];
  const steps = planSuspension({ work, inside: [], endpoints: [] }, { user: "ada", authMode: "IAM" });
  expect(steps.map(({ target, keep }) => [target.id, keep?.split(";")[0]])).toEqual([
    ["one", undefined],
    ["two", "it is the team's, and bob started it"],
    ["three", "it is the team's, and AWS does not tell who started it"],
  ]);
});

test("an endpoint whose configuration is gone stays, because nothing could make it anew", () => {
  const { configuration: _, ...orphan } = endpoint("orphan");
  const [step] = planSuspension({ work: [], inside: [], endpoints: [orphan] }, { authMode: "IAM" });
  expect(step?.keep).toContain("its configuration is gone");
});

test("an endpoint with inference components stays, and the plan says what to do; so does one that goes already", () => {
  expect(kept({ authMode: "IAM" })).toEqual({
    llm: "it has 2 inference components; delete these and it yourself",
    old: "it is being deleted",
  });
});

test("--keep-endpoints keeps endpoints alone, and the plan says who still gets answers", () => {
  const asked = { authMode: "IAM", keepEndpoints: true } as const;
  expect(Object.keys(kept(asked))).toEqual(["churn", "llm", "old"]);
  expect(kept(asked)).toMatchObject({ churn: expect.stringContaining("still get answers") });
});

test("of one person their apps stop; jobs and endpoints are the team's and go on, with the option that stops them", () => {
  const asked = { authMode: "IAM", user: "ada" } as const;
  expect(stopped(asked)).toEqual(["d-1/adas-lab", "d-1/ada"]);
  const reasons = Object.values(kept(asked));
  expect(reasons).toHaveLength(workKinds.length + 3);
  for (const reason of reasons) expect(reason).toMatch(/add --with-team-jobs/);
  expect(stopped({ ...asked, withTeamJobs: true })).toEqual([
    ...workKinds.map((kind) => `dev-research-${kind}`),
    "d-1/adas-lab",
    "d-1/ada",
    "churn",
  ]);
});

test("in SSO mode a person's open browser is cut off from shared spaces too, and from nobody else's private one", () => {
  expect(stopped({ authMode: "SSO", user: "ada" })).toEqual(["d-1/adas-lab", "d-1/team-eda", "d-1/ada"]);
});

test("nothing that runs is left out: it is stopped, or the plan says why it goes on", () => {
  const flags = fc.record({
    authMode: fc.constantFrom("IAM" as const, "SSO" as const),
    withTeamJobs: fc.boolean(),
    keepEndpoints: fc.boolean(),
  });
  fc.assert(
    fc.property(flags, (asked) => {
      const apps = running.inside.filter(({ kind }) => kind === "app");
      const all = [...running.work, ...apps, ...running.endpoints].map(({ id }) => id);
      expect(
        planSuspension(running, asked)
          .map(({ target }) => target.id)
          .sort(),
      ).toEqual(all.sort());
    }),
  );
});

test("every kind of job that the execution role may create is looked for", () => {
  const stops: Readonly<Record<string, (typeof workKinds)[number]>> = {
    "automl-job": "AutoML job",
    "hyper-parameter-tuning-job": "tuning job",
    "monitoring-schedule": "monitoring schedule",
    "processing-job": "processing job",
    "training-job": "training job",
  };
  // A definition of a monitoring job does not run; its schedule does.
  const runs = jobTypes.filter((type) => !type.endsWith("-job-definition"));
  expect(Object.keys(stops)).toEqual(runs);
  expect(Object.values(stops).filter((kind) => !workKinds.includes(kind))).toEqual([]);
});
