/** Whoever starts with an old Node.js is told so before anything else happens: which was expected, which was found, how to get it. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { engines } from "../../package.json";
import { checkoutWithoutSources } from "./checkout";

const checkout = checkoutWithoutSources();
afterAll(() => rmSync(checkout, { recursive: true }));
const script = join(checkout, "scripts/install-dependencies.mjs");

/** What the command says on a machine with that Node.js: only the number is another one. */
function startedWith(version: string) {
  const pretend = `Object.defineProperty(process.versions, "node", { value: "${version}" })`;
  const loaded = ["--import", `data:text/javascript,${encodeURIComponent(pretend)}`];
  const { status, stderr } = spawnSync(process.execPath, [...loaded, script], { encoding: "utf8" });
  return { status, stderr };
}

const help = "install Node.js 24 from https://nodejs.org/en/download, or with a version manager: nvm install 24";

test.each([["22.19.0"], ["22.23.3"], ["24.0.0"], ["26.10.0"]])("Node.js %s is supported", (version) => {
  expect(startedWith(version)).toEqual({ status: 0, stderr: "" });
});

test.each([["20.9.0"], ["20.20.2"], ["21.7.3"], ["22.3.0"], ["22.18.9"]])(
  "Node.js %s still runs, with a warning",
  (version) => {
    expect(startedWith(version)).toEqual({
      status: 0,
      stderr: `warning: Node.js 22.19.0 or newer was expected, and this is Node.js ${version}. It still runs, but is no longer tested, and a later release will refuse it: ${help}\n`,
    });
  },
);

test.each([["18.20.8"], ["20.8.1"]])("Node.js %s is refused", (version) => {
  expect(startedWith(version)).toEqual({
    status: 1,
    stderr: `Node.js 22.19.0 or newer was expected, and this is Node.js ${version}. Nothing here runs with it: ${help}\n`,
  });
});

test("package.json alone says which is the oldest supported one", () => {
  expect(engines.node).toMatch(/^>=\d+\.\d+\.\d+$/);
});
