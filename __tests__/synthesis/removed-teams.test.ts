/** What is no longer configured leaves the output; what a narrower run does not speak of stays. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { synthesize } from "../../stacks/synthesize";

const { environments } = loadEnvironments(join(__dirname, "..", "..", "environments"));
const staging = environments.filter(({ name }) => name === "staging");
const withoutFraud = staging.map((each) => ({ ...each, teams: each.teams.filter(({ name }) => name !== "fraud") }));

let outdir: string;
const stacks = () => readdirSync(join(outdir, "stacks")).sort();

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), "enclave-test-"));
  synthesize(staging, { outdir });
  // Whatever else somebody keeps there has no synthesized file.
  mkdirSync(join(outdir, "stacks", "notes"));
});
afterEach(() => rmSync(outdir, { recursive: true }));

test("a removed team's stacks leave the output, and nothing else does", () => {
  synthesize(withoutFraud, { outdir, complete: true });
  expect(stacks()).toEqual(["notes", "staging-buckets-research", "staging-networking", "staging-studio-research"]);
});

test("synthesizing one team removes no other's stacks", () => {
  synthesize(withoutFraud, { outdir });
  expect(stacks()).toContain("staging-studio-fraud");
});
