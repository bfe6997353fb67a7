/** Asks for a name before something goes that nobody can bring back. */
import { createInterface } from "node:readline/promises";
import { UsageError } from "./context";
import type { Terminal } from "./terminal";

export interface Asking {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/** True where exactly the name was typed. Throws UsageError where nobody can type. */
export async function confirm(
  name: string,
  terminal: Terminal,
  { input, output }: Asking = { input: process.stdin, output: process.stderr },
): Promise<boolean> {
  if (!input.isTTY || terminal.json)
    throw new UsageError("nobody is there to confirm; add --yes, or --dry-run to look only");
  const question = createInterface({ input, output });
  // Whoever closes the terminal has not agreed.
  const closed = new Promise<string>((resolve) => question.once("close", () => resolve("")));
  const answer = await Promise.race([question.question(`This cannot be undone. Type ${name} to delete: `), closed]);
  question.close();
  if (answer.trim() === name) return true;
  terminal.print("not confirmed; nothing was deleted");
  return false;
}
