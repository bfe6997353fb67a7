/** A cause that stops many guarantees is told once, in every format, with what it stops and what to do about it. */
import { nothing } from "../../../cli/proof";
import { proofJson } from "../../../cli/proof-report";
import { causesOf, describeStops, foldCauses } from "../../../isolation/report/causes";
import { junitOf } from "../../../isolation/report/junit";
import { markdownOf } from "../../../isolation/report/markdown";
import { sarifOf } from "../../../isolation/report/sarif";
import { reportOf, verdict, violated } from "./reports";

const problem =
  "cdktf.out/stacks/dev-networking/cdk.tf.json $.resource.aws_vpn_gateway: is a type that is not understood here; move it";
const stopped = ["G1", "G2", "G3"].flatMap((guarantee) =>
  ["dev", "staging"].map((environment) =>
    verdict({ environment, guarantee, outcome: "not decidable", undecided: [problem] }),
  ),
);
/** One more cause, of one guarantee alone. */
const other = "prod-buckets-fraud aws_s3_bucket_policy.policy $.Statement[0]: tests a key that AWS does not have";
const verdicts = [...stopped, violated, verdict({ guarantee: "G2", outcome: "not decidable", undecided: [other] })];
const report = reportOf({ verdicts });

test.each([
  ["JUnit", junitOf(report)],
  ["SARIF", sarifOf(report)],
  ["Markdown", markdownOf(report)],
  ["JSON", JSON.stringify(proofJson({ ...nothing, verdicts }), null, 2)],
])("%s", (_, text) => {
  expect(text.match(/aws_vpn_gateway: is a type/g)).toHaveLength(1);
  expect(text).toContain("tests a key that AWS does not have");
  expect(text).toContain("a request reaches data");
});

test("every environment and guarantee that a cause stops is named", () => {
  const [first, second] = causesOf(verdicts);
  expect(first && describeStops(first)).toBe("dev: all 3 guarantees; staging: all 3 guarantees");
  expect(second && describeStops(second)).toBe("prod: G2");
  expect([first?.id, second?.id]).toEqual(["C1", "C2"]);
});

test("in JUnit every guarantee that is stopped stays an error, and refers to where the cause is told", () => {
  const text = junitOf(reportOf({ verdicts: stopped }));
  expect(text.match(/<error /g)).toHaveLength(6);
  expect(text.match(/message="not decidable for the same cause as dev G1"/g)).toHaveLength(5);
});

test("in SARIF a cause is one alert, at its place, under the first guarantee that it stops", () => {
  const [run] = JSON.parse(sarifOf(reportOf({ verdicts: stopped }))).runs;
  expect(run.results).toHaveLength(1);
  expect(run.results[0]).toMatchObject({ ruleId: "G1", properties: { outcome: "not decidable", cause: "C1" } });
  expect(run.properties.verdicts).toHaveLength(6);
});

test("in JSON verdicts refer to the cause by its id", () => {
  const json = JSON.parse(JSON.stringify(proofJson({ ...nothing, verdicts })));
  expect(json.causes).toMatchObject([
    { id: "C1", problem },
    { id: "C2", problem: other },
  ]);
  expect(json.verdicts.map(({ undecided }: { undecided: string[] }) => undecided.join())).toEqual([
    ...stopped.map(() => "C1"),
    "",
    "C2",
  ]);
});

test("for people, causes that differ only in their stack are told once, with the other stacks", () => {
  const said = (stack: string) => `out/stacks/${stack}/.terraform.lock.hcl: is not listed; synthesize ${stack} anew`;
  const stacks = ["dev-networking", "dev-studio-a", "prod-networking"];
  const folded = foldCauses(
    stacks.map((stack) =>
      verdict({
        environment: stack.split("-")[0] ?? "",
        guarantee: stack === "dev-studio-a" ? "G2" : "G1",
        outcome: "not decidable",
        undecided: [said(stack), other],
      }),
    ),
  );
  expect(folded.map(({ problem, others }) => ({ problem, others }))).toEqual([
    { problem: said("dev-networking"), others: ["dev-studio-a", "prod-networking"] },
    { problem: other, others: [] },
  ]);
  expect(folded.map(describeStops)).toEqual(Array(2).fill("dev: all 2 guarantees; prod: G1"));
});
