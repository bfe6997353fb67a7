/** Lines of this program for people to type, about the environments that the present command works on. */
import { shellLine } from "../config/shell-line";
import type { Context } from "./context";

/** Gives the line of a command with its arguments: `line("doctor", "dev")`. */
export const enclaveLine =
  ({ environmentsDirectory, environmentsAreNamed }: Pick<Context, "environmentsDirectory" | "environmentsAreNamed">) =>
  (...words: readonly string[]): string =>
    shellLine([
      ...["npm", "run", "enclave", "--", ...words],
      ...(environmentsAreNamed ? ["--environments", environmentsDirectory] : []),
    ]);
