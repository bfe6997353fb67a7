/** organizationId is for the proof alone: an exception, stated here, from "a key exists only once it changes something in the stacks". */
import { loadEnvironment } from "../../config/load";
import { formatProblem } from "../../config/problems";
import { differences, outputOf } from "../synthesis/output";
import { type Files, folderOf, shippedFiles } from "./folders";

const withId = (id: string): Files => {
  const files = shippedFiles("dev");
  return { ...files, "environment.yaml": `${files["environment.yaml"]}\norganizationId: ${id}\n` };
};

test.each(["o-a1b2c3d4e5", `o-${"z".repeat(32)}`])("%s is the id of an organization", (id) => {
  expect(loadEnvironment(folderOf(withId(id), "dev"))).toMatchObject({
    problems: [],
    environment: { organizationId: id },
  });
});

test.each(["a1b2c3d4e5", "o-A1B2C3D4E5", "o-short", `o-${"z".repeat(33)}`, "o-a1b2c3d4e5/r-ab12"])(
  "%s is none, and the message shows one",
  (id) => {
    const { problems } = loadEnvironment(folderOf(withId(id), "dev"));
    expect(problems.map(formatProblem)).toEqual([
      `dev/environment.yaml:14:17 organizationId: "${id}" is not the id of an organization; write for example o-a1b2c3d4e5`,
    ]);
  },
);

test("it changes no stack: what it decides is shown in isolation/requests/undecided.slow.test.ts", () => {
  const without = loadEnvironment(folderOf(shippedFiles("dev"), "dev")).environment;
  const declared = loadEnvironment(folderOf(withId("o-a1b2c3d4e5"), "dev")).environment;
  if (!without || !declared) throw new Error("no environment");
  expect(differences(outputOf([without]), outputOf([declared]))).toEqual([]);
});
