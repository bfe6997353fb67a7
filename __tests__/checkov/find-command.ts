/** Prints what findCheckov found, as one line of JSON: for callers that have to wait for it. */
import { findCheckov } from "./checkov";

findCheckov().then((found) => process.stdout.write(`${JSON.stringify(found)}\n`));
