/** The network team's stack of docs/private-networks.md, and dev with the configuration that the page adds to it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironment } from "../../../config/load";
import { formatProblem } from "../../../config/problems";
import { type Files, folderOf, shippedFiles } from "../../config/folders";
import { type Synthesized, synthesizeOne } from "../../support/environments";
import type { Loose } from "../stacks";

export const page = readFileSync(join(__dirname, "../../../docs/private-networks.md"), "utf8");

function block(language: string): string {
  const [, text] = new RegExp(`\n\`\`\`${language}\n([^]*?)\`\`\`\n`).exec(page) ?? [];
  if (text === undefined) throw new Error(`docs/private-networks.md has no example in ${language}`);
  return text;
}

/** Of the example. */
export const stackName = "corporate-network";
export const exampleText = block("json");
export const exampleStack = (): Loose => JSON.parse(exampleText);

/** dev's files with the page's `access` in place of its own. */
export function exampleFiles(access = block("yaml")): Files {
  const files = shippedFiles("dev");
  const [own = ""] = (files["environment.yaml"] ?? "").split(/^access:$/m);
  return { ...files, "environment.yaml": `${own}${access}` };
}

export function environmentOf(files: Files) {
  const { environment, problems, warnings } = loadEnvironment(folderOf(files));
  if (!environment) throw new Error(problems.map(formatProblem).join("\n"));
  return { environment, warnings: warnings.map(formatProblem) };
}

let known: Synthesized | undefined;
/** dev as the page configures it, synthesized once. */
export function attachedDev(): Synthesized {
  known ??= synthesizeOne(environmentOf(exampleFiles()).environment);
  return known;
}
