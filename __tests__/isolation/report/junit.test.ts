/** JUnit XML of a proof: violated is a failure, not understood an error, and whatever stacks are called it stays XML. */
import { DOMParser, type Element } from "@xmldom/xmldom";
import { junitOf } from "../../../isolation/report/junit";
import { hostileReport, noTeam, notEntered, reportOf, undecided, verdict, violated } from "./reports";

/** Of XML 1.0, "Characters". */
const legal = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;

function parse(text: string) {
  expect(text).toMatch(legal);
  const onError = (level: string, message: string) => {
    throw new Error(`${level}: ${message}`);
  };
  const document = new DOMParser({ onError }).parseFromString(text, "text/xml");
  const all = (name: string): Element[] => [...document.getElementsByTagName(name)];
  const root = document.documentElement;
  if (!root) throw new Error("no root");
  return { root, all };
}

test("a suite an environment and a case a guarantee, with counts that add up", () => {
  const staging = verdict({ environment: "staging" });
  const { root, all } = parse(junitOf(reportOf({ verdicts: [violated, undecided, staging] })));
  expect(["tests", "failures", "errors"].map((name) => root.getAttribute(name))).toEqual(["3", "1", "1"]);
  expect(all("testsuite").map((each) => [each.getAttribute("name"), each.getAttribute("tests")])).toEqual([
    ["prod", "2"],
    ["staging", "1"],
  ]);
  expect(all("testcase").map((each) => each.getAttribute("name"))).toEqual([
    "G1 front door",
    "G4 no internet",
    "G1 front door",
  ]);
});

test("a violation is a failure with request, statements and change; exceptions go to its output", () => {
  const { all } = parse(junitOf(reportOf({ verdicts: [violated] })));
  const [failure] = all("failure");
  expect(failure?.getAttribute("message")).toContain("fraud: a request reaches data");
  expect(failure?.textContent).toContain("request: anybody, without credentials calls s3:GetObject");
  expect(failure?.textContent).toContain(
    "let through by: prod-buckets-fraud aws_s3_bucket_policy.policy $.Statement[2]",
  );
  expect(all("system-out")[0]?.textContent).toContain("the deployer may list key names");
});

test("what is not understood is an error", () => {
  const { all } = parse(junitOf(reportOf({ verdicts: [undecided] })));
  expect(all("failure")).toHaveLength(0);
  expect(all("error")[0]?.getAttribute("message")).toContain("not understood: cdktf.out/stacks/prod-networking");
});

test("what is open is skipped and says why; it is no failure", () => {
  const { root, all } = parse(junitOf(reportOf({ verdicts: [noTeam, notEntered] })));
  expect(["failures", "errors", "skipped"].map((name) => root.getAttribute(name))).toEqual(["0", "0", "2"]);
  expect(all("skipped").map((each) => each.getAttribute("message"))).toEqual([
    "no team",
    "nobody enters yet; fraud: access names no network",
  ]);
});

test("problems of the configuration are errors, not an empty success", () => {
  const { root, all } = parse(junitOf(reportOf({ problems: [{ text: "a.yaml:2:3 cidr: is too wide" }] })));
  expect(root.getAttribute("errors")).toBe("1");
  expect(all("error")[0]?.getAttribute("message")).toBe("a.yaml:2:3 cidr: is too wide");
});

test("hostile names leave it XML, with the same cases", () => {
  const { all } = parse(junitOf(hostileReport));
  expect(all("testcase")).toHaveLength(6);
  expect(all("failure")[0]?.textContent).toContain("<img src=x onerror=alert(1)>");
});
