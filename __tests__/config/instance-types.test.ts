/** Allowed instance types: what an app begins with must be among them, and a mistake is told at its place. */
import { instanceTypes, isAllowedType } from "../../config/schema/instance-types";
import { edit, problemLines, shippedFiles } from "./folders";

const dev = shippedFiles("dev");
const team = "teams/research.yaml";
/** dev with more lines at the end of its team's file. */
const withLines = (...lines: readonly string[]) => ({ ...dev, [team]: `${dev[team]}${lines.join("\n")}\n` });
const [line] = [(dev[team] ?? "").split("\n").length];

test("a team's and a user's default type that the team may not have is refused, with those that it may", () => {
  expect(problemLines(withLines("instanceType: ml.p3.16xlarge"))).toEqual([
    `dev/teams/research.yaml:${line}:15 instanceType: ml.p3.16xlarge is not among instanceTypes.apps, which by default has ml.t3.*, ml.*.large, ml.*.xlarge, ml.*.2xlarge; add it there, or write one of those`,
  ]);
  const user = edit(
    withLines("instanceTypes: {apps: [ml.t3.*]}"),
    team,
    "name: ada",
    "name: ada\n    instanceType: ml.m5.large",
  );
  expect(problemLines(user)).toEqual([
    expect.stringMatching(/ml\.m5\.large is not among instanceTypes\.apps, which has ml\.t3\.\*; add it there, or/),
  ]);
});

test("a list without the type of shared spaces is refused", () => {
  expect(problemLines(withLines("instanceTypes: {apps: [ml.m5.*]}", "instanceType: ml.m5.large"))).toEqual([
    `dev/teams/research.yaml:${line}:23 instanceTypes.apps: does not have ml.t3.medium, which every shared space begins with; add it`,
  ]);
  expect(problemLines(withLines("instanceTypes: {apps: [ml.m5.*]}"))).toEqual([
    `dev/teams/research.yaml:${line}:23 instanceTypes.apps: does not have ml.t3.medium, which every shared space begins with, and people's own apps too; add it`,
  ]);
});

test("an empty list and a text that is no type are refused", () => {
  expect(
    problemLines(withLines("instanceTypes: {jobs: [], endpoints: [m5.large]}")).map((each) =>
      each.split(" ").slice(1).join(" "),
    ),
  ).toEqual([
    expect.stringMatching(/^instanceTypes.jobs: is empty, and nothing could start/),
    expect.stringMatching(
      /^instanceTypes.endpoints\[0\]: "m5\.large" is not an instance type or a pattern of them; write for example ml\.g5\.xlarge/,
    ),
  ]);
});

test("too many types are told with how many fit", () => {
  const many = Array.from({ length: 150 }, (_, index) => `ml.m${index}.large`);
  expect(problemLines(withLines(`instanceTypes: {jobs: [${many.join(", ")}]}`))).toEqual([
    expect.stringMatching(
      /makes the execution role's policy "jobs" of team research \d+ characters long; IAM allows 6144; keep \d+ of these 150/,
    ),
  ]);
});

test("by default apps have nothing larger than 2xlarge, jobs and endpoints nothing larger than 12xlarge", () => {
  const { apps, jobs, endpoints } = instanceTypes.parse({});
  expect(endpoints).toEqual(jobs);
  for (const type of ["ml.t3.medium", "ml.m5.2xlarge", "ml.g5.xlarge"]) expect(isAllowedType(type, apps)).toBe(true);
  for (const type of ["ml.m5.4xlarge", "ml.p4d.24xlarge", "ml.trn1.32xlarge"])
    expect(isAllowedType(type, apps)).toBe(false);
  for (const type of ["ml.t2.medium", "ml.c5.9xlarge", "ml.g5.12xlarge"]) expect(isAllowedType(type, jobs)).toBe(true);
  for (const type of ["ml.p3.16xlarge", "ml.p5.48xlarge", "ml.g5.24xlarge"])
    expect(isAllowedType(type, jobs)).toBe(false);
});
