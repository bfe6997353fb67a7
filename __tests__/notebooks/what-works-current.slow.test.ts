/** docs/what-works.md says what the recordings, the policies and the tables say today. */
import { readFileSync } from "node:fs";
import { collectedIn } from "../../isolation/recorded/collected";
import { decide } from "../../isolation/recorded/decided";
import { refusalOf } from "../../isolation/recorded/refusals";
import { loadExamples } from "../../notebooks/examples";
import { modes } from "../../notebooks/harness/recordings";
import { documentOf } from "../../notebooks/measure/document";
import { measuredIn } from "../../notebooks/measure/environments";
import { measure, whatWorksFile } from "../../notebooks/measure/what-works-command";

test("the page is current (if not: npm run what-works)", () => {
  expect(readFileSync(whatWorksFile, "utf8").replaceAll("\r\n", "\n")).toBe(documentOf(measure()));
});

test.each(modes)("no refusal on purpose speaks of a request that passes once every endpoint is added (%s)", (mode) => {
  const collected = collectedIn(mode);
  const { opened } = measuredIn(mode, loadExamples());
  const [team] = opened.teams;
  if (!collected || !team) throw new Error(`nothing was recorded in mode ${mode}`);
  const excused = decide(opened, team, collected).filter(
    ({ kind, verdict }) => verdict.outcome === "passes" && refusalOf(kind.request, collected.from, mode),
  );
  expect(excused.map(({ kind }) => kind.request)).toEqual([]);
});
