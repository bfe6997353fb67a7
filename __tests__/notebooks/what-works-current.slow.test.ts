/** docs/what-works.md says what the recordings, the policies and the tables say today. */
import { readFileSync } from "node:fs";
import { documentOf } from "../../notebooks/measure/document";
import { measure, whatWorksFile } from "../../notebooks/measure/what-works-command";

test("the page is current (if not: npm run what-works)", () => {
  expect(readFileSync(whatWorksFile, "utf8").replaceAll("\r\n", "\n")).toBe(documentOf(measure()));
});
