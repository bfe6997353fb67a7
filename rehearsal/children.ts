/** Starts other programs without a shell, and sees to it that none outlives this process. */
import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { explainWriteError } from "../cli/writing";

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

/** Milliseconds that a program gets to end by itself: Terraform stores its state then, on a busy machine too. */
const patience = 2 * 60_000;
const running = new Set<ChildProcess>();
const beginnings = new Set<() => Promise<void>>();
const endings = new Set<() => Promise<void>>();
/** Those with a process group of their own: a signal reaches what they started, too. */
const groups = new WeakSet<ChildProcess>();
/** Whether Ctrl-C is this module's to pass on. A terminal that sent it to Terraform as well would make it the second one, at which Terraform drops everything. */
let interruptsAreOurs = false;
let interrupted = false;

/** Runs a program to its end. Never throws: a program that is missing is one that did not exit with a code. */
export function run({ program, arguments: args, folder, environment, log, abort, kill }: Run): Promise<Ended> {
  const started = Date.now();
  const chunks: { readonly text: Buffer; readonly standard: boolean }[] = [];
  if (log) mkdirSync(dirname(log), { recursive: true });
  const file = log ? createWriteStream(log, { flags: "a" }) : undefined;
  file?.write(`$ ${[program, ...args].join(" ")}\n`);
  return new Promise((resolve) => {
    const child = begin(program, args, folder, environment, kill !== undefined);
    running.add(child);
    const stop = () => child.kill("SIGINT");
    abort?.addEventListener("abort", stop);
    const killAll = () => signalAll(child, "SIGKILL");
    kill?.addEventListener("abort", killAll);
    const collect = (standard: boolean) => (text: Buffer) => {
      chunks.push({ text, standard });
      file?.write(text);
    };
    child.stdout?.on("data", collect(true));
    child.stderr?.on("data", collect(false));
    let failure = "";
    let logFailed = false;
    // Whoever reads a log later must be able to rely on it.
    file?.on("error", (error) => {
      logFailed = true;
      const explained = explainWriteError(error, { place: log ?? "" });
      failure += explained instanceof Error ? explained.message : String(explained);
    });
    child.on("error", (error) => {
      failure += error.message;
    });
    child.on("close", (code) => {
      running.delete(child);
      abort?.removeEventListener("abort", stop);
      kill?.removeEventListener("abort", killAll);
      const seconds = (Date.now() - started) / 1000;
      const settle = () => {
        // Whoever waits would take the interrupt for a failure and go on.
        if (interrupted) return;
        resolve({
          exitCode: code === null || code < 0 || logFailed ? undefined : code,
          output: join(chunks.map(({ text }) => text)) + failure,
          standardOutput: join(chunks.filter(({ standard }) => standard).map(({ text }) => text)),
          seconds,
        });
      };
      if (file === undefined || file.closed) return settle();
      file.once("close", settle);
      file.end();
    });
  });
}

/** Starts a program that serves others; `end` it, or Ctrl-C does, after those that it serves. */
export function start(
  program: string,
  args: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>>,
): ChildProcess {
  const child = begin(program, args, folder, environment);
  const forget = atInterrupt(() => end(child));
  child.on("close", forget);
  return child;
}

function begin(
  program: string,
  args: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>>,
  detached = interruptsAreOurs,
): ChildProcess {
  const child = spawn(program, args, { cwd: folder, env: environment, stdio: ["ignore", "pipe", "pipe"], detached });
  if (detached) groups.add(child);
  return child;
}

function signalAll(child: ChildProcess, signal: NodeJS.Signals): void {
  if (!groups.has(child) || child.pid === undefined) {
    child.kill(signal);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The last of them has just ended.
  }
}

/** Asks a program, and what it started, to end with the signal, and kills what does not. */
export function end(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const last = setTimeout(() => signalAll(child, "SIGKILL"), patience);
    child.on("close", () => {
      clearTimeout(last);
      resolve();
    });
    signalAll(child, signal);
  });
}

/** Runs the function before the process ends by Ctrl-C; call the result once it is not needed any more. `first`: before anything else is ended. */
export function atInterrupt(ending: () => Promise<void>, { first = false } = {}): () => void {
  const wanted = first ? beginnings : endings;
  wanted.add(ending);
  return () => wanted.delete(ending);
}

/** From here on Ctrl-C, SIGTERM and a closed terminal end everything that was started, then this process with 130. */
export function endEverythingOnInterrupt(): void {
  interruptsAreOurs = true;
  const interrupt = async () => {
    if (interrupted) return;
    interrupted = true;
    for (const each of beginnings) await each();
    await Promise.all([...running].map((child) => end(child, "SIGINT")));
    // What began last ends first: a folder goes after those who write to it.
    for (const each of [...endings].reverse()) await each();
    process.exit(130);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt);
}

const join = (parts: readonly Buffer[]) => Buffer.concat(parts).toString("utf8");
