/** Reads the earlier proof that `prove --baseline` names. */
import { readFileSync } from "node:fs";
import type { Difference } from "../isolation/report/baseline";
import { display, UsageError } from "./context";

/** @param file absolute. Throws UsageError where it cannot be read, or is not what `prove --json` of this version writes. */
export function readBaseline(file: string): Difference {
  const { parseBaseline } = require("../isolation/report/baseline") as typeof import("../isolation/report/baseline");
  const name = `--baseline ${display(file)}`;
  let json: string;
  try {
    json = readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`${name} cannot be read (${code}); name a file that holds what prove --json wrote`);
  }
  try {
    return parseBaseline(json);
  } catch (error) {
    throw new UsageError(`${name} ${(error as Error).message}`);
  }
}
