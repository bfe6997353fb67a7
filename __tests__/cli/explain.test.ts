/** Wherever guarantees are listed by their names, readers learn how to ask what they mean; and the answer is each one's promise. */
import { join } from "node:path";
import { guarantees } from "../../isolation/guarantees";
import { enclave } from "./enclave";

const oneLine = (text: string) => text.replace(/\s+/g, " ");

test("explain says of every guarantee what it promises, and of G13 that it is not decided", async () => {
  const { exitCode, stdout } = await enclave(["explain"]);
  expect(exitCode).toBe(0);
  for (const { id, name, promise } of guarantees) expect(oneLine(stdout)).toContain(`${id} ${name} ${promise}`);
  expect(stdout).toContain("G13 state stays apart");
  expect(stdout).toContain("docs/guarantees.md");
});

test("explain says it of one, however its name is typed", async () => {
  const one = await enclave(["explain", "g1"]);
  expect(one.stdout).toContain("G1 front door");
  expect(one.stdout).not.toContain("G10");
});

test("explain --json is for programs", async () => {
  const { stdout } = await enclave(["--json", "explain", "G14"]);
  const [first] = JSON.parse(stdout).guarantees;
  expect(first).toEqual({ guarantee: "G14", name: "data is kept", promise: expect.stringMatching(/^nothing expires/) });
});

test("a guarantee that is not known is wrong usage, answered with those that are", async () => {
  const { exitCode, stderr } = await enclave(["explain", "G15"]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/G15 is not a guarantee; write one of G1, G2, .* and G14/);
});

test("the table of verdicts says how to ask", async () => {
  const environments = join(__dirname, "../../fixtures/environments/single-account");
  const { stdout } = await enclave(["--environments", environments, "prove"]);
  expect(stdout).toContain("What each guarantee promises: npm run enclave -- explain");
});
