/** JUnit XML: a suite for each environment, a case for each guarantee; violated is a failure, not decidable an error, what is open is skipped. */
import { create, type XMLElement } from "xmlbuilder";
import { printable } from "../../config/problems";
import { fails, isOpen } from "../outcome";
import type { Verdict } from "../prove";
import { causesBehind, causesOf } from "./causes";
import { groupDeclarations } from "./declarations";
import { exceptionsOf, groupExceptions } from "./exceptions";
import { findingsOf } from "./findings";
import { countOf, type Group, linesOf } from "./groups";
import type { Report } from "./report";

const countsOf = (verdicts: readonly Verdict[]) => ({
  tests: verdicts.length,
  failures: verdicts.filter(({ outcome }) => outcome === "violated").length,
  errors: verdicts.filter(({ outcome }) => outcome === "not decidable").length,
  skipped: verdicts.filter(({ outcome }) => isOpen(outcome)).length,
});

/** Page: github.com/testmoapp/junitxml. Problems that belong to no environment are errors of a suite of their own. */
export function junitOf({ verdicts, undeclared, changes, problems }: Report): string {
  const causes = causesOf(verdicts);
  /** Where each cause is told in full. */
  const told = new Map<string, string>();
  const { tests, failures, errors, skipped } = countsOf(verdicts);
  // Characters that XML has no way to write.
  const root = create("testsuites", { version: "1.0", encoding: "UTF-8", invalidCharReplacement: "?" }).att({
    name: "Studio Enclave",
    tests: tests + problems.length,
    failures,
    errors: errors + problems.length,
    skipped,
  });
  for (const environment of new Set(verdicts.map((each) => each.environment))) {
    const own = verdicts.filter((each) => each.environment === environment);
    const suite = root.ele("testsuite", { name: printable(environment), ...countsOf(own) });
    const ofEnvironment = (each: { readonly environment: string }) => each.environment === environment;
    addProperties(suite, "declared nowhere", groupDeclarations(undeclared.filter(ofEnvironment)));
    for (const which of changes ? (["new", "gone"] as const) : []) {
      addProperties(suite, `${which} since the baseline`, [
        ...groupDeclarations((changes?.[which].declarations ?? []).filter(ofEnvironment)),
        ...groupExceptions((changes?.[which].exceptions ?? []).filter(ofEnvironment)),
      ]);
    }
    for (const verdict of own) {
      const { guarantee, name, promise, outcome, exceptions, notes } = verdict;
      const test = suite.ele("testcase", { classname: printable(environment), name: `${guarantee} ${name}` });
      if (isOpen(outcome)) test.ele("skipped", { message: printable([outcome, ...notes].join("; ")) });
      if (fails(outcome)) {
        const findings = findingsOf(verdict);
        const here = printable(`${environment} ${guarantee}`);
        const stopped = causesBehind(causes, verdict).map(({ id, problem }) => {
          const first = told.get(id) ?? here;
          told.set(id, first);
          return first === here ? `not understood: ${problem}` : `not decidable for the same cause as ${first}`;
        });
        const [message = outcome, ...further] = [...findings.map(({ what }) => what), ...stopped];
        const lines = findings.length > 0 ? [...findings.flatMap((each) => each.lines), ...stopped] : further;
        const kind = outcome === "violated" ? "failure" : "error";
        test.ele(kind, { message, type: outcome }, [`promise: ${promise}`, ...lines].join("\n"));
      }
      if (exceptions.length > 0)
        test.ele(
          "system-out",
          {},
          ["declared exceptions:", ...groupExceptions(exceptionsOf([verdict])).flatMap((group) => linesOf(group))].join(
            "\n",
          ),
        );
    }
  }
  if (problems.length > 0) {
    const name = verdicts.length === 0 ? "nothing proved" : "problems";
    const suite = root.ele("testsuite", {
      name,
      tests: problems.length,
      failures: 0,
      errors: problems.length,
    });
    for (const { text } of problems) {
      const message = printable(text);
      suite.ele("testcase", { classname: name, name: message }).ele("error", { message, type: "not decidable" });
    }
  }
  return root.end({ pretty: true });
}

/** How many, and each group. */
function addProperties(suite: XMLElement, name: string, groups: readonly Group[]): void {
  if (groups.length === 0) return;
  const properties = suite.ele("properties");
  properties.ele("property", { name, value: countOf(groups) });
  for (const group of groups) {
    properties.ele("property", { name: `${name}: ${printable(group.head)}`, value: linesOf(group).join("\n") });
  }
}
