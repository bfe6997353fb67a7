/** Asks for a name before something goes, or stops. */
import { createInterface } from "node:readline/promises";
import { UsageError } from "./context";
import type { Terminal } from "./terminal";

export interface Asking {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/** What is asked for, in words. */
export interface Wording {
  /** A sentence before the question. */
  readonly warning: string;
  readonly verb: string;
  /** What is told where nobody agreed. */
  readonly otherwise: string;
}

const deletion: Wording = {
  warning: "This cannot be undone.",
  verb: "delete",
  otherwise: "nothing was deleted",
};

/** True where exactly the name was typed. Throws UsageError where nobody can type. */
export async function confirm(
  name: string,
  terminal: Terminal,
  { input, output }: Asking = { input: process.stdin, output: process.stderr },
  { warning, verb, otherwise }: Wording = deletion,
): Promise<boolean> {
  if (!input.isTTY || terminal.json)
    throw new UsageError("nobody is there to confirm; add --yes, or --dry-run to look only");
  const question = createInterface({ input, output });
  // Whoever closes the terminal has not agreed.
  const closed = new Promise<string>((resolve) => question.once("close", () => resolve("")));
  const answer = await Promise.race([question.question(`${warning} Type ${name} to ${verb}: `), closed]);
  question.close();
  if (answer.trim() === name) return true;
  terminal.print(`not confirmed; ${otherwise}`);
  return false;
}
