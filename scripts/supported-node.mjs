// The oldest Node.js that is supported, which package.json alone says, and how to get a supported one.
import { readFileSync } from "node:fs";

const { engines } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/** As `22.19.0`. */
export const oldestSupported = engines.node.replace(/^>=/, "");

/** Whether `version` is older than `other`; both as `22.19.0`. */
export function isOlder(version, other) {
  const parts = other.split(".").map(Number);
  const differences = version.split(".").map((part, index) => Number(part) - parts[index]);
  return (differences.find((difference) => difference !== 0) ?? 0) < 0;
}

export const howToGetIt =
  "install Node.js 24 from https://nodejs.org/en/download, or with a version manager: nvm install 24";
