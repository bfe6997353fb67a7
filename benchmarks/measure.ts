/** Time and memory of a command. Needs Linux's /usr/bin/time. */
import { spawnSync } from "node:child_process";

export interface Measured {
  /** On the wall. */
  readonly seconds: number;
  /** Of all processes together: what other work on the machine disturbs least. */
  readonly cpuSeconds: number;
  /** Peak of the largest single process, in MiB. */
  readonly mebibytes: number;
}

/** Throws where the command does not end with exit code 0. */
export function measure(command: readonly string[], cwd: string, environment: Record<string, string>): Measured {
  const started = process.hrtime.bigint();
  const done = spawnSync("/usr/bin/time", ["-f", "%U %S %M", ...command], {
    cwd,
    env: { ...process.env, CHECKPOINT_DISABLE: "1", CI: "true", ...environment },
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (done.status !== 0) throw new Error(`${command.join(" ")}: ${done.stderr}${done.stdout}`);
  const [user = 0, system = 0, kibibytes = 0] = (done.stderr.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
  return { seconds, cpuSeconds: user + system, mebibytes: kibibytes / 1024 };
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
