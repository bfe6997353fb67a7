/** `separation: account`: the studio account is one team's alone, so a second team or environment is refused, wherever it stands. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { formatProblem } from "../../config/problems";
import { edit, problemLines, shippedEnvironments, shippedFiles } from "./folders";

const solo = shippedFiles("solo");

/** The shipped environments, where the environment has the studio account of another. */
function withAccountOf(environment: string, other: string, only?: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), "separation-"));
  try {
    cpSync(shippedEnvironments, folder, { recursive: true });
    const accountOf = (name: string) =>
      /studio:\n(?:\s*#.*\n)*\s+id: "(\d+)"/.exec(
        readFileSync(join(folder, name, "environment.yaml"), "utf8"),
      )?.[1] as string;
    const file = join(folder, environment, "environment.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replaceAll(accountOf(environment), accountOf(other)));
    return loadEnvironments(folder, only === undefined ? {} : { environment: only })
      .problems.map(formatProblem)
      .map((line) => line.replaceAll(folder, "environments"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a second team of the environment is refused, with what the account is open to", () => {
  const second = { ...solo, "teams/fraud.yaml": "schemaVersion: 1\ncidr: 10.0.132.0/22\nusers: [{name: alan}]\n" };
  expect(problemLines(second, "solo")).toEqual([
    "solo/environment.yaml:5:13 separation: account opens all SageMaker objects, lists, logs and metrics of the studio account to one team, and this environment has 2: fraud and research; keep one and give the others environments with studio accounts of their own, or write names",
  ]);
});

test("one team is not refused, nor is an environment whose team is still to come", () => {
  expect(problemLines(solo, "solo")).toEqual([]);
  expect(problemLines({ "environment.yaml": solo["environment.yaml"] ?? "" }, "solo")).toEqual([]);
});

test("another environment in the same studio account is refused, in the file that wants the account alone", () => {
  const line = (environment: string) =>
    `environments/solo/environment.yaml:8:9 accounts.studio.id: 111111111111 is the studio account of environment ${environment} too (environments/${environment}/environment.yaml), and separation: account here opens all SageMaker objects, lists, logs and metrics of the studio account to one team; write another account, or separation: names here`;
  expect(withAccountOf("solo", "dev")).toEqual([line("dev")]);
  // Of the folder only one environment was asked for.
  expect(withAccountOf("solo", "dev", "solo")).toEqual([line("dev")]);
});

test("it is refused too where only the other environment is asked for", () => {
  expect(withAccountOf("dev", "solo", "dev")).toEqual([
    "environments/dev/environment.yaml:6:9 accounts.studio.id: 121212121212 is the studio account of environment solo too (environments/solo/environment.yaml), and separation: account there opens all SageMaker objects, lists, logs and metrics of the studio account to one team; write another account, or separation: names there",
  ]);
  expect(withAccountOf("dev", "solo", "staging")).toEqual([]);
});

test("environments that tell teams apart by names may share a studio account", () => {
  expect(withAccountOf("dev", "staging")).toEqual([]);
});

test("another way is refused with those that there are", () => {
  expect(problemLines(edit(solo, "environment.yaml", "separation: account", "separation: nmaes"), "solo")).toEqual([
    expect.stringMatching(
      /^solo\/environment\.yaml:5:13 separation: "nmaes" is not allowed; write names \(one of names/,
    ),
  ]);
});
