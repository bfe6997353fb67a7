/** Tests do not depend on how busy the machine is. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

test("no test has a time limit of its own, which a busy machine would reach: testTimeout in jest.config.js ends what hangs", () => {
  const files = readdirSync(__dirname, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(100);
  // The last argument of test, beforeAll and the like; jest.setTimeout; a program's timeout.
  const limit = /^\s*\}, [\d_]{4,}\);$|^\s*[\d_]{5,},\n\s*\);$|jest\.setTimeout\(|\btimeout: \d/m;
  expect(files.filter((file) => limit.test(readFileSync(join(__dirname, file), "utf8")))).toEqual([]);
});
