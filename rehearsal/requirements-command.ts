/** Prints what findRequirements found, as one line of JSON: for callers that have to wait for it. */
import { findRequirements } from "./requirements";

findRequirements({ cloud: process.argv.includes("cloud") }).then((found) =>
  process.stdout.write(`${JSON.stringify(found)}\n`),
);
