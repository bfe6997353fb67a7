/** What people see of a rehearsal while it runs, and what Ctrl-C leaves of it. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { openTerminal } from "../../cli/terminal";
import { cacheFolder } from "../../rehearsal/folders";
import { follow } from "../../rehearsal/live-list";
import { PhaseRun } from "../../rehearsal/phase-run";

const checkout = join(__dirname, "../..");

/** Runs the script in a process that takes its standard error for a terminal; its standard output is none, as after `> file`. */
async function onTerminal(script: string, { interrupt = false } = {}) {
  const start = `
    const { openTerminal } = require("${checkout}/cli/terminal");
    const { atInterrupt, endEverythingOnInterrupt, run } = require("${checkout}/rehearsal/children");
    const { follow } = require("${checkout}/rehearsal/live-list");
    process.stderr.isTTY = true;
    const terminal = openTerminal({ stdout: process.stdout, stderr: process.stderr, env: {} }, true);
  `;
  const child = spawn(process.execPath, ["--require", require.resolve("tsx/cjs"), "-e", start + script], {
    cwd: checkout,
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (text) => {
    stdout += text;
  });
  child.stderr.on("data", (text) => {
    if (interrupt && stderr === "") setTimeout(() => child.kill("SIGINT"), 500);
    stderr += text;
  });
  // Far longer than any machine takes.
  const late = setTimeout(() => child.kill("SIGKILL"), 20 * 60_000);
  const exitCode = await new Promise((resolve) => child.on("close", resolve));
  clearTimeout(late);
  const isCursorShown = stderr.lastIndexOf("\u001b[?25h") > stderr.lastIndexOf("\u001b[?25l");
  return { exitCode, stdout, stderr: stripVTControlCharacters(stderr), isCursorShown };
}

describe("the progress of a rehearsal", () => {
  test("is a line for each finished step where nobody sees it move", async () => {
    let stderr = "";
    const stream = { write: (text: string) => (stderr += text) };
    const report = await follow(
      openTerminal({ stdout: stream, stderr: stream, env: {} }, true),
      "dev",
      async (note) => {
        note({ phase: "apply", what: "dev-networking" });
        note({ phase: "apply", what: "dev-networking", seconds: 2, failed: false });
        note({ phase: "ask what is there", seconds: 0.5, failed: true });
        return "the report";
      },
    );
    expect(report).toBe("the report");
    expect(stderr).toBe("dev: apply dev-networking 2.0 s\ndev: ask what is there 0.5 s, failed\n");
  });

  test("is a line in a log for what goes on for long, too: after two silent seconds, then after every ten", async () => {
    jest.useFakeTimers();
    try {
      const lines: string[] = [];
      const stream = { write: (text: string) => lines.push(text.trimEnd()) };
      const seconds = (count: number) => jest.advanceTimersByTimeAsync(count * 1000);
      await follow(openTerminal({ stdout: stream, stderr: stream, env: {} }, true), "dev", async (note) => {
        note({ phase: "prepare", what: "accounts" });
        await seconds(3);
        note({ phase: "prepare", what: "accounts", seconds: 3 });
        note({ phase: "apply", what: "dev-buckets-research" });
        note({ phase: "apply", what: "dev-buckets-fraud" });
        await seconds(11);
        note({ phase: "apply", what: "dev-buckets-research", seconds: 11 });
        await seconds(12);
        note({ phase: "apply", what: "dev-buckets-fraud", seconds: 23 });
      });
      await seconds(60);
      expect(lines).toEqual([
        "dev: prepare … 2 s (accounts … 2 s)",
        "dev: prepare accounts 3.0 s",
        "dev: apply … 10 s (dev-buckets-research … 10 s, dev-buckets-fraud … 10 s)",
        "dev: apply dev-buckets-research 11.0 s",
        "dev: apply … 21 s (dev-buckets-fraud … 21 s)",
        "dev: apply dev-buckets-fraud 23.0 s",
      ]);
    } finally {
      jest.useRealTimers();
    }
  });

  test("moves on standard error, and never gets into a report that is written to a file", async () => {
    const { stdout, stderr, isCursorShown } = await onTerminal(`
      follow(terminal, "dev", async (note) => {
        note({ phase: "apply", what: "dev-networking" });
        note({ phase: "apply", what: "dev-networking", seconds: 2, failed: false });
        note({ phase: "ask what is there", seconds: 0.5, failed: true });
        return "the report";
      }).then((report) => terminal.printJson(report));
    `);
    expect(stdout).toBe('"the report"\n');
    expect(stderr).toMatch(/✔ dev: apply [\d.]+ s\n.*dev-networking 2\.0 s\n/);
    expect(stderr).toMatch(/✖ dev: ask what is there [\d.]+ s\n/);
    expect(isCursorShown).toBe(true);
  });
});

describe("a phase", () => {
  let now = 0;
  const phase = () => {
    now = 0;
    return new PhaseRun("day two", () => now);
  };

  test("has a line a stack, however many steps it goes through", () => {
    const run = phase();
    run.note({ phase: "day two", what: "a user: comes: plan: dev-networking" });
    run.note({ phase: "day two", what: "a user: comes: plan: dev-networking", seconds: 2 });
    run.note({ phase: "day two", what: "a user: comes: plan: dev-studio" });
    now = 4000;
    expect(run.describe()).toBe("dev-networking 2.0 s\ndev-studio … 4 s a user: comes: plan");
    expect(run.time()).toBe("4 s");
    run.note({ phase: "day two", what: "a user: comes: plan: dev-studio", seconds: 4 });
    run.note({ phase: "day two", what: "a user: comes: apply: dev-networking", seconds: 1.5, failed: true });
    run.end();
    expect(run.describe()).toBe("dev-networking 3.5 s in 2 steps, failed\ndev-studio 4.0 s");
    expect(run.time()).toBe("4.0 s");
  });

  test("has failed when a step of it has, or when it was interrupted", () => {
    const [failed, interrupted, ended] = [phase(), phase(), phase()];
    failed.note({ phase: "day two", seconds: 1, failed: true });
    interrupted.end({ interrupted: true });
    ended.end();
    expect([failed, interrupted, ended].map((run) => run.failed)).toEqual([true, true, false]);
    expect(interrupted.time()).toBe("0.0 s, interrupted");
    expect(failed.describe()).toBe("");
  });
});

describe("Ctrl-C in the middle of a moving list", () => {
  const folder = mkdtempSync(join(tmpdir(), "enclave-interrupt-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("ends what was started, clears up, gives the cursor back, and exits with 130", async () => {
    const script = `
      endEverythingOnInterrupt();
      atInterrupt(async () => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        require("node:fs").writeFileSync("${folder}/cleared", "");
      });
      follow(terminal, "dev", async (note) => {
        note({ phase: "apply", what: "dev-networking" });
        await run({ program: process.execPath, arguments: ["-e", "setInterval(() => {}, 1000)"], folder: ".", environment: {} });
        console.log("went on");
      });
    `;
    const { exitCode, stdout, stderr, isCursorShown } = await onTerminal(script, { interrupt: true });
    expect({ exitCode, stdout, isCursorShown }).toEqual({ exitCode: 130, stdout: "", isCursorShown: true });
    expect(stderr).toMatch(/✖ dev: apply [\d.]+ s, interrupted\n/);
    expect(existsSync(join(folder, "cleared"))).toBe(true);
  });

  test("clears up while the local AWS starts, too", async () => {
    const python = join(folder, "python");
    writeFileSync(python, "#!/bin/sh\nexec sleep 1000\n", { mode: 0o755 });
    const name = `interrupted-${process.pid}`;
    const script = `
      const { withLocalAws } = require("${checkout}/rehearsal/command");
      endEverythingOnInterrupt();
      withLocalAws({ name: "${name}" }, { python: "${python}" }, terminal, async () => console.log("went on"));
    `;
    const { exitCode, stdout, isCursorShown } = await onTerminal(script, { interrupt: true });
    expect({ exitCode, stdout, isCursorShown }).toEqual({ exitCode: 130, stdout: "", isCursorShown: true });
    expect(readdirSync(cacheFolder).filter((file) => file.startsWith(name))).toEqual([]);
  });
});
