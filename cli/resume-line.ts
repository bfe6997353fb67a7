/** The line that undoes a suspension. */
import { shellLine } from "../config/shell-line";

/** @param user one person; undefined: the whole team */
export const resumeLine = (environment: string, team: string, user?: string): string =>
  shellLine([
    "npm",
    "run",
    "enclave",
    "--",
    "resume",
    environment,
    team,
    ...(user === undefined ? [] : ["--user", user]),
  ]);
