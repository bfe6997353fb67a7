/** Prints what findRequirements found, as one line of JSON: for callers that have to wait for it. */
import { findRequirements } from "./requirements";

const asks = (word: string) => process.argv.includes(word);

findRequirements({ cloud: asks("cloud"), awsCli: asks("aws-cli") }).then((found) =>
  process.stdout.write(`${JSON.stringify(found)}\n`),
);
