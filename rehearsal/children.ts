/** Starts other programs without a shell, and sees to it that none outlives this process. */
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";

export interface Run {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** File that gets everything the program writes; made with its folders, appended to. */
  readonly log?: string;
  /** Ends the program when aborted, with the signal that it takes for Ctrl-C. */
  readonly abort?: AbortSignal;
  /** Kills the program and everything that it started, as `kill -9` does, when aborted: it gets a process group of its own. */
  readonly kill?: AbortSignal;
}

export interface Ended {
  /** The exit code; undefined where the program could not be started or was ended by a signal. */
  readonly exitCode: number | undefined;
  /** Standard output and standard error, as they came. */
  readonly output: string;
  /** Standard output alone. */
  readonly standardOutput: string;
  readonly seconds: number;
}

/** Milliseconds that a program gets to end by itself. */
const patience = 10_000;
const running = new Set<ChildProcess>();
const endings = new Set<() => Promise<void>>();

/** Runs a program to its end. Never throws: a program that is missing is one that did not exit with a code. */
export function run({ program, arguments: args, folder, environment, log, abort, kill }: Run): Promise<Ended> {
  const started = Date.now();
  const chunks: { readonly text: Buffer; readonly standard: boolean }[] = [];
  if (log) mkdirSync(dirname(log), { recursive: true });
  const file = log ? createWriteStream(log, { flags: "a" }) : undefined;
  file?.write(`$ ${[program, ...args].join(" ")}\n`);
  return new Promise((resolve) => {
    const child = start(program, args, folder, environment, kill !== undefined);
    const stop = () => child.kill("SIGINT");
    abort?.addEventListener("abort", stop);
    const killAll = () => child.pid !== undefined && process.kill(-child.pid, "SIGKILL");
    kill?.addEventListener("abort", killAll);
    const collect = (standard: boolean) => (text: Buffer) => {
      chunks.push({ text, standard });
      file?.write(text);
    };
    child.stdout?.on("data", collect(true));
    child.stderr?.on("data", collect(false));
    let failure = "";
    child.on("error", (error) => {
      failure = error.message;
    });
    child.on("close", (code) => {
      abort?.removeEventListener("abort", stop);
      kill?.removeEventListener("abort", killAll);
      file?.end();
      resolve({
        exitCode: code === null || code < 0 ? undefined : code,
        output: join(chunks.map(({ text }) => text)) + failure,
        standardOutput: join(chunks.filter(({ standard }) => standard).map(({ text }) => text)),
        seconds: (Date.now() - started) / 1000,
      });
    });
  });
}

/** Starts a program that goes on; `end` it, or Ctrl-C does. Detached: in a process group of its own. */
export function start(
  program: string,
  args: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>>,
  detached = false,
): ChildProcess {
  const child = spawn(program, args, { cwd: folder, env: environment, stdio: ["ignore", "pipe", "pipe"], detached });
  running.add(child);
  child.on("close", () => running.delete(child));
  child.on("error", () => running.delete(child));
  return child;
}

/** Asks a program to end with the signal, and kills it where it does not. */
export function end(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const last = setTimeout(() => child.kill("SIGKILL"), patience);
    child.on("close", () => {
      clearTimeout(last);
      resolve();
    });
    child.kill(signal);
  });
}

/** Runs the function before the process ends by Ctrl-C; call the result once it is not needed any more. */
export function atInterrupt(ending: () => Promise<void>): () => void {
  endings.add(ending);
  return () => endings.delete(ending);
}

/** From here on Ctrl-C, SIGTERM and a closed terminal end everything that was started, then this process with 130. */
export function endEverythingOnInterrupt(): void {
  let ending = false;
  const interrupt = async () => {
    if (ending) return;
    ending = true;
    await Promise.all([...running].map((child) => end(child, "SIGINT")));
    // What began last ends first: a folder goes after those who write to it.
    for (const each of [...endings].reverse()) await each();
    process.exit(130);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt);
}

const join = (parts: readonly Buffer[]) => Buffer.concat(parts).toString("utf8");
