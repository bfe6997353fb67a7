/** A command's context in a test: its folders are given, and what it prints is kept. */
import type { Context } from "../../cli/context";
import { openTerminal } from "../../cli/terminal";

export interface Captured {
  readonly context: Context;
  /** What was written to standard output until now. */
  readonly stdout: () => string;
}

export function captured(folders: Omit<Context, "terminal">, { json = false } = {}): Captured {
  let written = "";
  const stream = { write: (text: string) => (written += text) };
  const terminal = openTerminal({ stdout: stream, stderr: { write: () => undefined }, env: {} }, json);
  return { context: { ...folders, terminal }, stdout: () => written };
}
