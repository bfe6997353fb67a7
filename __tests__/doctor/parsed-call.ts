/** Reads a printed line of the AWS CLI as a shell and the CLI would: into the input of the API's operation. */
import { execFileSync } from "node:child_process";
import type { Block, Json } from "../../doctor/model";

export interface ParsedCall {
  readonly command: string;
  readonly input: Block;
}

/** Throws where the line is not one of `aws sagemaker`. */
export function parsedCall(line: string): ParsedCall {
  const [program, service, command = "", ...rest] = words(line);
  if (program !== "aws" || service !== "sagemaker") throw new Error(`not a line of aws sagemaker: ${line}`);
  const options: [string, string[]][] = [];
  for (const word of rest) {
    if (word.startsWith("--")) options.push([word.slice(2), []]);
    else options.at(-1)?.[1].push(word);
  }
  const input = options
    .filter(([name]) => name !== "region")
    .map(([name, values]) => [member(name), value(name, values)]);
  return { command, input: Object.fromEntries(input) as Block };
}

/** By the machine's own shell. */
function words(line: string): string[] {
  const print = `for word in ${line.replace(/^/, "")}; do printf '%s\\0' "$word"; done`;
  return execFileSync("sh", ["-c", print], { encoding: "utf8" }).split("\0").slice(0, -1);
}

const member = (option: string): string =>
  option.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The CLI knows from its model what an option takes; here by its name. */
function value(option: string, values: readonly string[]): Json {
  if (option === "tags") {
    return values.map((each) => Object.fromEntries(each.split(",").map((pair) => pair.split(/=(.*)/s).slice(0, 2))));
  }
  const [first = ""] = values;
  if (/^[[{]/.test(first)) return JSON.parse(first) as Json;
  return option.endsWith("-ids") ? values : first;
}
