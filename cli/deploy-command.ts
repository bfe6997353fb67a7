/** The line that deploys stacks from the folders that a command works on. */
import { join, resolve } from "node:path";
import { shellLine } from "../config/shell-line";
import { checkout, display } from "./context";

/** @param stacks a pattern of stack names, as CDKTF takes it: `dev-*` */
export function deployCommand(directory: string, output: string, stacks: string): string {
  // cdktf runs main.ts, which reads the checkout's own environments unless told otherwise.
  const isHere = resolve(directory) === join(checkout, "environments");
  // So does it with the output, and local state lies beside that.
  const isOutputHere = resolve(output) === join(checkout, "cdktf.out");
  return shellLine(
    ["npx", "cdktf", "deploy", stacks, ...(isOutputHere ? [] : ["--output", display(output)])],
    isHere ? undefined : { ENCLAVE_ENVIRONMENTS: directory },
  );
}
