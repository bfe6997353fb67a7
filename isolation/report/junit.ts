/** JUnit XML: a suite for each environment, a case for each guarantee; violated is a failure, not decidable an error, what is open is skipped. */
import { create } from "xmlbuilder";
import { printable } from "../../config/problems";
import { fails, isOpen } from "../outcome";
import type { Verdict } from "../prove";
import { findingsOf } from "./findings";
import type { Report } from "./report";

const nothing = "nothing proved";

const countsOf = (verdicts: readonly Verdict[]) => ({
  tests: verdicts.length,
  failures: verdicts.filter(({ outcome }) => outcome === "violated").length,
  errors: verdicts.filter(({ outcome }) => outcome === "not decidable").length,
  skipped: verdicts.filter(({ outcome }) => isOpen(outcome)).length,
});

/** Page: github.com/testmoapp/junitxml. Problems that leave no verdicts are errors of a suite of their own. */
export function junitOf({ verdicts, problems }: Report): string {
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
    for (const verdict of own) {
      const { guarantee, name, promise, outcome, exceptions, notes } = verdict;
      const test = suite.ele("testcase", { classname: printable(environment), name: `${guarantee} ${name}` });
      if (isOpen(outcome)) test.ele("skipped", { message: printable([outcome, ...notes].join("; ")) });
      if (fails(outcome)) {
        const findings = findingsOf(verdict);
        const text = [`promise: ${promise}`, ...findings.flatMap(({ lines }) => lines)].join("\n");
        const kind = outcome === "violated" ? "failure" : "error";
        test.ele(kind, { message: findings[0]?.what ?? outcome, type: outcome }, text);
      }
      if (exceptions.length > 0)
        test.ele("system-out", {}, ["declared exceptions:", ...exceptions.map(printable)].join("\n"));
    }
  }
  if (problems.length > 0) {
    const suite = root.ele("testsuite", {
      name: nothing,
      tests: problems.length,
      failures: 0,
      errors: problems.length,
    });
    for (const { text } of problems) {
      const message = printable(text);
      suite.ele("testcase", { classname: nothing, name: message }).ele("error", { message, type: "not decidable" });
    }
  }
  return root.end({ pretty: true });
}
