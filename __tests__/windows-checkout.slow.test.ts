/** A checkout as Git for Windows makes it by default: every file is as it is on Linux, so every command finds what it finds there. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { unlessMissing } from "./support/skip";

const checkout = join(__dirname, "..");
const git = (...args: string[]) => execFileSync("git", args, { cwd: checkout, encoding: "utf8" });

/** Without its own repository there is nothing to check out: a downloaded archive has none. */
const repository = spawnSync("git", ["rev-parse", "--show-prefix"], { cwd: checkout, encoding: "utf8" });
const isTop = repository.status === 0 && repository.stdout.trim() === "";
const missing = isTop ? [] : ["this folder is not the top of a Git repository"];

unlessMissing(
  "a checkout with core.autocrlf=true",
  missing,
  test,
  test.skip,
)("with core.autocrlf=true every file has line feeds", () => {
  const folder = mkdtempSync(join(tmpdir(), "enclave-autocrlf-"));
  try {
    git("-c", "core.autocrlf=true", "checkout-index", "--all", `--prefix=${folder}${sep}`);
    const files = git("ls-files", "-z").split("\0").filter(Boolean);
    expect(files.length).toBeGreaterThan(500);
    const withReturns = files.filter((file) => readFileSync(join(folder, file), "latin1").includes("\r"));
    expect(withReturns).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
