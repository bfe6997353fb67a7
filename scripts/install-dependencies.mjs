// Installs the dependencies of the lock file where they differ from it; plain JavaScript, for it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { howToGetIt, isOlder, oldestSupported } from "./supported-node.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const modules = `${root}node_modules`;

/** With an older one the dependencies do not start. */
const oldestThatStarts = "20.9.0";

const found = process.versions.node;
if (isOlder(found, oldestSupported)) {
  const starts = !isOlder(found, oldestThatStarts);
  const consequence = starts
    ? "It still runs, but is no longer tested, and a later release will refuse it"
    : "Nothing here runs with it";
  console.error(
    `${starts ? "warning: " : ""}Node.js ${oldestSupported} or newer was expected, and this is Node.js ${found}. ${consequence}: ${howToGetIt}`,
  );
  if (!starts) process.exit(1);
}

/** Every package that the lock file asks for on any platform is there in its version. */
function installed() {
  const hidden = `${modules}/.package-lock.json`;
  if (!existsSync(hidden)) return false;
  const packages = (file) => JSON.parse(readFileSync(file, "utf8")).packages;
  const present = packages(hidden);
  return Object.entries(packages(`${root}package-lock.json`)).every(
    ([path, { version, optional }]) => path === "" || optional || present[path]?.version === version,
  );
}

if (!installed()) {
  // npm ci would empty the folder that the link leads to, which is another checkout's.
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.error("node_modules is a link and does not hold what package-lock.json asks for; remove the link.");
    process.exit(1);
  }
  console.error("Installing dependencies (npm ci), a minute the first time ...");
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) {
    console.error("npm ci failed: see its message above.");
    process.exit(npm.status ?? 1);
  }
}
