/** Tests do not depend on how busy the machine is. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { timeLimits } from "./support/time-limits";

test("no test has a time limit of its own, which a busy machine would reach: testTimeout in jest.config.js ends what hangs", () => {
  const files = readdirSync(__dirname, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(100);
  const limits = files.flatMap((file) =>
    timeLimits(readFileSync(join(__dirname, file), "utf8")).map((limit) => `${file}: ${limit}`),
  );
  expect(limits).toEqual([]);
});

test.each([
  ["digits", 'test("x", () => {}, 60_000);', "test"],
  ["a named constant", 'const minute = 60_000;\ntest("x", () => {}, minute);', "test"],
  ["an expression", 'it("x", async () => {}, 5 * minute);', "it"],
  ["a limit of rows", 'test.each(rows)("x", (row) => {}, limits.long);', "test"],
  ["a limit of a table", 'test.each`a\n${1}`("x", () => {}, limit);', "test"],
  ["a limit of a test that is left out", 'test.skip("x", () => {}, limit);', "test"],
  ["a limit of what goes before", "beforeAll(async () => {}, limit());", "beforeAll"],
  ["a limit of what comes after each", "afterEach(() => {}, 10 ** 4);", "afterEach"],
  ["Jest's own setting", "jest.setTimeout(minute);", "jest.setTimeout"],
  ["a signal", "fetch(url, { signal: AbortSignal.timeout(minute) });", "AbortSignal.timeout"],
  ["a program's limit", "execFileSync(file, [], { timeout: 5 * minute });", "timeout"],
  ["a program's limit by its own name", "const timeout = 5;\nspawn(file, [], { env, timeout });", "timeout"],
  ["a property's limit", "fc.assert(property, { interruptAfterTimeLimit: second });", "interruptAfterTimeLimit"],
])("%s is a limit", (_, source, limit) => {
  expect(timeLimits(source)).toEqual([limit]);
});

test.each([
  'test("x", () => {});',
  'test.each([[1, 2, 3]])("x", (one, other, last) => {});',
  "beforeAll(async () => start(1, 2, 3));",
  "await new Promise((resolve) => setTimeout(resolve, 100));",
  "const block = { timeouts: { create: limit } };",
])("%s sets no limit", (source) => {
  expect(timeLimits(source)).toEqual([]);
});
