/** What every command knows: the folders to read and write, and the terminal. */
import { existsSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { forwardSlashes, isBelow } from "../config/paths";
import type { Terminal } from "./terminal";

/** The checkout that this file belongs to. */
export const checkout = resolve(__dirname, "..");

export type Context = {
  /** As problems should name it: relative to the working directory where it lies below. */
  readonly environmentsDirectory: string;
  /** Absolute. */
  readonly outputDirectory: string;
  /** The output belongs to these environments alone; the default output is the default environments'. */
  readonly outputIsTheirs: boolean;
  /** The environments were named, and are not the checkout's own by default. */
  readonly environmentsAreNamed: boolean;
  readonly terminal: Terminal;
};

export type GlobalOptions = { readonly environments?: string; readonly output?: string; readonly json?: boolean };

/** Exit codes of every command. */
export const exitCodes = { ok: 0, problems: 1, usage: 2, unexpected: 70 } as const;

/** A wrong option value: the command line's author can put it right. */
export class UsageError extends Error {}

/**
 * Folders are relative to where the user typed the command: npm moves to the checkout first and says where from in INIT_CWD.
 * Throws UsageError where the output would land among the environments or on a file.
 */
export function contextOf(
  options: GlobalOptions,
  terminal: Terminal,
  env: Readonly<Record<string, string | undefined>>,
): Context {
  const environments =
    options.environments === undefined
      ? join(checkout, "environments")
      : typedPath("--environments", options.environments, env);
  const output =
    options.output === undefined ? join(checkout, "cdktf.out") : typedPath("--output", options.output, env);
  if (isBelow(environments, output) || isBelow(output, environments)) {
    throw new UsageError(
      `--output ${display(output)} and --environments ${display(environments)} overlap; name a folder of its own`,
    );
  }
  if (existsSync(output) && !statSync(output).isDirectory()) {
    throw new UsageError(`--output ${display(output)} is a file; name a folder`);
  }
  const outputIsTheirs = options.environments === undefined || options.output !== undefined;
  return {
    environmentsDirectory: display(environments),
    outputDirectory: output,
    outputIsTheirs,
    environmentsAreNamed: options.environments !== undefined,
    terminal,
  };
}

/** The path that an option names, absolute: see contextOf. Throws UsageError where it is empty, as from a variable that is not set. */
export function typedPath(option: string, path: string, env: Readonly<Record<string, string | undefined>>): string {
  if (path === "") throw new UsageError(`${option} is empty; write a path`);
  const here = process.cwd();
  return resolve(here === checkout && env.INIT_CWD !== undefined ? env.INIT_CWD : here, path);
}

/** A time as the user meant it: a date, or a date and time with its zone. Throws UsageError on anything else. */
export function typedTime(text: string): Date {
  const { parseDate } = require("../isolation/policy/values") as typeof import("../isolation/policy/values");
  const time = /^\d{4}-/.test(text) ? parseDate(text) : undefined;
  if (time !== undefined) return new Date(time);
  throw new UsageError(`--at ${text} is not a time; write for example 2027-03-01 or 2027-03-01T12:00:00Z`);
}

/** A path as people read it: relative to the working directory where it lies below, with forward slashes. */
export function display(path: string): string {
  const way = isBelow(process.cwd(), path) ? relative(process.cwd(), path) : path;
  return forwardSlashes(way) || ".";
}
