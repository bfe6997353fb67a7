/** Nothing is deleted unless somebody types its name. */
import { PassThrough } from "node:stream";
import { confirm } from "../../cli/confirm";
import { openTerminal } from "../../cli/terminal";

function asked(typed: string | undefined, { isTTY = true, json = false } = {}) {
  const said: string[] = [];
  const stream = { write: (text: string) => said.push(text) };
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = new PassThrough().on("data", (text) => said.push(String(text)));
  const answer = confirm("dev", openTerminal({ stdout: stream, stderr: stream, env: {} }, json), { input, output });
  if (typed === undefined) input.end();
  else input.write(`${typed}\n`);
  return answer.then((agreed) => ({ agreed, said: said.join("") }));
}

test("the name itself agrees, and the question says so", async () => {
  const { agreed, said } = await asked("dev");
  expect(agreed).toBe(true);
  expect(said).toContain("Type dev to delete");
});

test.each(["", "y", "yes", "Dev", "dev research"])("%j does not agree", async (typed) => {
  const { agreed, said } = await asked(typed);
  expect(agreed).toBe(false);
  expect(said).toContain("nothing was deleted");
});

test("a terminal that is closed does not agree, and does not wait", async () => {
  expect((await asked(undefined)).agreed).toBe(false);
});

test.each([
  ["without a terminal", { isTTY: false }],
  ["for a program", { json: true }],
])("%s nobody is asked", async (_, how) => {
  await expect(asked("dev", how)).rejects.toThrow("add --yes");
});
