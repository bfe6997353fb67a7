/** The command lines of `npm run rehearse` and `npm run break`: exit codes, problems, and what the last line counts. */
import { join } from "node:path";
import { runBreak } from "../../rehearsal/breaks/command";
import { runRehearse } from "../../rehearsal/rehearse-command";
import { countSteps, type Failure, type Report } from "../../rehearsal/report";
import { fixtures } from "../config/folders";

async function ran(run: typeof runRehearse, ...args: string[]) {
  let [stdout, stderr] = ["", ""];
  const exitCode = await run(args, {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    env: {},
  });
  return { exitCode, stdout, stderr };
}

describe("wrong usage exits with 2 and says what is wrong", () => {
  test.each([
    ["day two through cdktf", ["--through", "cdktf", "--day-two"], "cannot be used with option '--day-two'"],
    ["a record of faults", ["--record", "--faults"], "cannot be used with option '--faults'"],
    ["an option that is none", ["--fault"], "unknown option '--fault'"],
    ["HCP Terraform's state through cdktf", ["--through", "cdktf"], "(prod)"],
    ["more than one environment to keep", ["--keep"], "--keep"],
    ["a report that never comes, because its environment is kept", ["--keep", "--json"], "'--json'"],
  ])("rehearse: %s", async (_, args, says) => {
    const { exitCode, stdout, stderr } = await ran(runRehearse, ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(says);
  });

  test.each([["--seed"], ["--count"]])("break: %s that is no number", async (option) => {
    const { exitCode, stderr } = await ran(runBreak, option, "x");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("Write a whole number.");
  });
});

describe.each([
  ["rehearse", runRehearse, { reports: [] }],
  ["break", runBreak, { verdicts: [] }],
])("%s names problems of the configuration", (_, run, nothing) => {
  test("by their paths from the working directory, and exits with 1", async () => {
    const { exitCode, stdout } = await ran(run, "--environment", "nosuch");
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^environments:1:1 there is no environment "nosuch"/);
  });

  test("also for machines", async () => {
    const folder = join(fixtures, "bad/everything");
    const { exitCode, stdout } = await ran(run, "--environments", folder, "--environment", "ranges", "--json");
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, ...nothing });
    expect(JSON.parse(stdout).problems.length).toBeGreaterThan(0);
  });
});

describe("the last line counts steps", () => {
  const times = [
    { phase: "apply", what: "networking", seconds: 1 },
    { phase: "ask what is there", seconds: 1 },
    { phase: "tear down", seconds: 1 },
    { phase: "tear down", seconds: 1 },
  ] as const;
  const counted = (...failures: Failure[]) => {
    const report: Report = { environment: "dev", stacks: 1, times, failures, remarks: [] };
    return countSteps([report, report]);
  };

  test("that all went well", () => {
    expect(counted()).toEqual({ passed: 8, failed: 0 });
  });

  test("with several failures once", () => {
    const failure = { phase: "ask what is there", error: "not as it should be" } as const;
    expect(counted(failure, failure)).toEqual({ passed: 6, failed: 2 });
  });

  test("of a comparison that has no time of its own, without taking it from those that went well", () => {
    const failure = { phase: "compare calls", error: "not recorded" } as const;
    expect(counted(failure, failure)).toEqual({ passed: 8, failed: 2 });
  });
});
