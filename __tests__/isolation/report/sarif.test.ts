/** SARIF of a proof: valid against the published schema, at the resource, and never an empty success. */
import type { Log } from "sarif";
import { lineIn } from "../../../isolation/report/place";
import { sarifOf } from "../../../isolation/report/sarif";
import { hostileReport, noTeam, notEntered, reportOf, undecided, verdict, violated } from "./reports";

// Brings the schema that OASIS published.
expect.extend(require("@microsoft/jest-sarif"));
const valid = expect as unknown as (value: unknown) => { toBeValidSarifLog(): void };

const runOf = (text: string) => {
  const log = JSON.parse(text) as Log;
  valid(log).toBeValidSarifLog();
  const [run] = log.runs;
  if (!run) throw new Error("no run");
  return run;
};

test("a violation stands at its resource: file, line, Terraform address and JSON path, with the statements that let it through", () => {
  const run = runOf(
    sarifOf(
      reportOf({ verdicts: [violated], lineOf: (_, address) => (address === "aws_s3_bucket.data" ? 7 : undefined) }),
    ),
  );
  const [result] = run.results ?? [];
  expect(result).toMatchObject({
    ruleId: "G1",
    level: "error",
    properties: { environment: "prod", outcome: "violated" },
  });
  expect(result?.message.text).toContain("prod: fraud: a request reaches data");
  expect(result?.message.text).toContain("change: deny");
  expect(result?.locations?.[0]).toMatchObject({
    physicalLocation: {
      artifactLocation: { uri: "cdktf.out/stacks/prod-buckets-fraud/cdk.tf.json" },
      region: { startLine: 7 },
    },
    logicalLocations: [{ name: "aws_s3_bucket.data" }, { name: "$.resource.aws_s3_bucket.data" }],
  });
  expect(result?.relatedLocations?.[0]).toMatchObject({
    logicalLocations: [{ name: "aws_s3_bucket_policy.policy" }, { name: "$.Statement[2]" }],
    message: { text: "prod-buckets-fraud aws_s3_bucket_policy.policy $.Statement[2] (AllowAll)" },
  });
});

test("every guarantee is a rule with its promise; what holds is no alert, and its exceptions are told", () => {
  const run = runOf(sarifOf(reportOf({ verdicts: [verdict({ exceptions: [{ kind: "declared" }] })] })));
  expect(run.tool.driver.rules?.[0]).toMatchObject({
    id: "G1",
    name: "FrontDoor",
    fullDescription: { text: "no request passes" },
  });
  expect(run.results).toEqual([]);
  expect(run.invocations?.[0]?.executionSuccessful).toBe(true);
  expect(run.properties?.verdicts).toEqual([{ environment: "prod", guarantee: "G1", outcome: "proved" }]);
  expect(run.properties?.exceptions).toEqual([
    { kind: "G1 declared", count: 1, of: [{ text: "", environments: { prod: [] } }] },
  ]);
});

test("what is open is no alert, and is told among the verdicts", () => {
  const run = runOf(sarifOf(reportOf({ verdicts: [noTeam, notEntered] })));
  expect(run.results).toEqual([]);
  expect(run.properties?.verdicts).toMatchObject([
    { outcome: "no team" },
    { outcome: "nobody enters yet", notes: ["fraud: access names no network"] },
  ]);
});

test("what is not understood is an error at its place", () => {
  const [result] = runOf(sarifOf(reportOf({ verdicts: [undecided] }))).results ?? [];
  expect(result).toMatchObject({
    ruleId: "G4",
    level: "error",
    properties: { outcome: "not decidable" },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: "cdktf.out/stacks/prod-networking/cdk.tf.json" } },
        logicalLocations: [{ name: "aws_route.out" }, { name: "$.resource.aws_route.out" }],
      },
    ],
  });
  expect(result?.message.text).toContain("not understood");
});

test("problems of the configuration are a failed execution, not an empty success", () => {
  const problem = { text: "a.yaml:2:3 cidr: is too wide", file: "a b.yaml", line: 2, column: 3 };
  const run = runOf(sarifOf(reportOf({ problems: [problem] })));
  expect(run.invocations?.[0]).toMatchObject({
    executionSuccessful: false,
    toolExecutionNotifications: [
      {
        level: "error",
        message: { text: problem.text },
        locations: [
          { physicalLocation: { artifactLocation: { uri: "a%20b.yaml" }, region: { startLine: 2, startColumn: 3 } } },
        ],
      },
    ],
  });
});

test("hostile names leave it valid, each result with a place", () => {
  const run = runOf(sarifOf(hostileReport));
  expect(run.results).toHaveLength(2);
  for (const { locations } of run.results ?? [])
    expect(locations?.[0]?.physicalLocation?.artifactLocation?.uri).toMatch(/^[\w./%*!'()~-]+$/);
});

test("the line is the resource's own, not that of a text that looks like it", () => {
  const stack = { variable: { data: {} }, resource: { aws_s3_bucket: { data: { bucket: '"data": {' } } } };
  const text = JSON.stringify(stack, null, 2);
  const line = lineIn(text, "aws_s3_bucket.data");
  expect(text.split("\n")[(line ?? 0) - 1]).toBe('      "data": {');
  expect(lineIn(text, "aws_s3_bucket.other")).toBeUndefined();
});
