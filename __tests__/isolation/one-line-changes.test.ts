/** One line of a construct is enough to break a guarantee, and the proof names it: each of them is seen violated, and docs/guarantees.md tells it as it is. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { guarantees } from "../../isolation/guarantees";
import type { Verdict } from "../../isolation/prove";
import { describeFailure, describeVerdict } from "../../isolation/report/words";
import { changedText, synthesizeChanged } from "./one-line-changes/changed-source";
import { type OneLineChange, oneLineChanges } from "./one-line-changes/changes";
import { type Files, proveEdited, shipped } from "./stacks";

const docs = readFileSync(join(__dirname, "..", "..", "docs", "guarantees.md"), "utf8");
/** Told whole, as a security reviewer would want to see them. */
const counterexamples = ["G3", "G7", "G11"];

const code = (text: string) => `\`\` ${text.replaceAll("|", "\\|")} \`\``;
const row = ({ guarantee, file, line, becomes }: OneLineChange, { failures: [first] }: Verdict) =>
  `| ${[guarantee, file, code(line), code(becomes), first ? describeFailure(first)[0] : ""].join(" | ")} |`;

function replaceAll(files: Files, stacks: Files): void {
  for (const [name, file] of files) {
    for (const key of Object.keys(file)) delete file[key];
    Object.assign(file, structuredClone(stacks.get(name)));
  }
}

test("every guarantee has its line, here and in the docs", () => {
  const ids = guarantees.map(({ id }) => id);
  expect(oneLineChanges.map(({ guarantee }) => guarantee)).toEqual(ids);
  expect([...docs.matchAll(/^\| (G\d+) \| (?:modules|policies)\//gm)].map(([, id]) => id)).toEqual(ids);
});

test("a line that is not there, or twice, is an error", () => {
  const [change] = oneLineChanges;
  if (!change) throw new Error("no change");
  expect(() => changedText({ ...change, line: "gone" })).toThrow('has 0 lines "gone"');
  expect(() => changedText({ ...change, line: "];" })).toThrow(/has \d+ lines/);
});

test("source that is loaded anew and not changed gives the same stacks", () => {
  const { environment, stacks } = shipped("dev");
  expect([...synthesizeChanged(environment).stacks]).toEqual([...stacks]);
});

test.each(oneLineChanges)("$guarantee is violated by one line of $file", async (change) => {
  const { guarantee } = change;
  const dev = shipped("dev");
  const { stacks } = synthesizeChanged(dev.environment, change);
  const [verdict] = await proveEdited(dev, (files) => replaceAll(files, stacks), { guarantees: [guarantee] });
  expect(verdict).toMatchObject({ guarantee, outcome: "violated" });
  if (!verdict) throw new Error("no verdict");
  expect(docs).toContain(row(change, verdict));
  if (counterexamples.includes(guarantee)) {
    expect(docs).toContain(`\`\`\`\n${describeVerdict(verdict).join("\n")}\n\`\`\``);
  }
});
