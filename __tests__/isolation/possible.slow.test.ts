/** What README.md calls possible beside the shipped environments is proved like them: other partitions, accounts that are shared. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironment } from "../../config/load";
import { formatProblem } from "../../config/problems";
import { fails } from "../../isolation/outcome";
import { prove } from "../../isolation/prove";
import { checkout } from "../../rehearsal/folders";
import { edit as editFile, type Files, folderOf, shippedFiles } from "../config/folders";
import { synthesizeOne } from "../support/environments";
import { proofOf, folderOf as stacksOf } from "./stacks";

const dev = shippedFiles("dev");
const synthesize = (files: Files, name = "dev") => {
  const { environment, problems } = loadEnvironment(folderOf(files, name));
  if (!environment) throw new Error(problems.map(formatProblem).join("\n"));
  return synthesizeOne(environment);
};
const failed = ({ verdicts, problems }: Awaited<ReturnType<typeof prove>>) => [
  ...problems,
  ...verdicts.filter(({ outcome }) => fails(outcome)),
];

test.each([
  ["us-gov-west-1", "aws-us-gov"],
  ["us-gov-east-1", "aws-us-gov"],
  ["cn-north-1", "aws-cn"],
  ["cn-northwest-1", "aws-cn"],
])("an environment in %s is proved, and every ARN in its stacks is of %s", async (region, partition) => {
  const there = synthesize(editFile(dev, "environment.yaml", "eu-central-1", region));
  const arns = [...there.stacks.values()].flatMap((stack) => JSON.stringify(stack).match(/\barn:[^:"]*:/g) ?? []);
  expect(arns.length).toBeGreaterThan(50);
  expect(new Set(arns)).toEqual(new Set([`arn:${partition}:`]));
  const proof = await proofOf(there, stacksOf(there.stacks));
  expect(proof.verdicts.length).toBeGreaterThan(10);
  expect(failed(proof)).toEqual([]);
});

test("an execution role has as many managed policies as README.md says, and leaves room for more", () => {
  const studio = synthesize(dev).stacks.get("dev-studio-research");
  const attached = Object.values(studio?.resource?.aws_iam_role_policy_attachment ?? {});
  const words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
  // IAM's default quota of managed policies for a role is ten.
  expect(attached.length).toBeLessThan(10);
  expect(readFileSync(join(checkout, "README.md"), "utf8")).toContain(
    `The stack attaches ${words[attached.length]}, and IAM's default quota is ten.`,
  );
});

test("environments of two studio accounts that share a data account are proved together", async () => {
  const one = synthesize(dev);
  const other = synthesize(editFile(dev, "environment.yaml", "111111111111", "333333333333"), "research");
  const proof = await prove(stacksOf(new Map([...one.stacks, ...other.stacks])));
  expect(new Set(proof.verdicts.map(({ environment }) => environment))).toEqual(new Set(["dev", "research"]));
  expect(failed(proof)).toEqual([]);
});

test("environments that share both accounts are proved together", async () => {
  const one = synthesize(dev);
  const other = synthesize(dev, "test");
  const proof = await prove(stacksOf(new Map([...one.stacks, ...other.stacks])));
  expect(failed(proof)).toEqual([]);
});
