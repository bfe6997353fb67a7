/** Makes a folder once, even where several processes want it at the same time. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A lock that names no process was left by one that is gone, if it is older than this, in milliseconds. */
const longest = 10 * 60_000;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Makes `folder` by calling `make`, unless it was made before from the same `recipe` (any text).
 * A folder that was not finished, or made from another recipe, is removed first. `make` returns an error's text, or nothing.
 */
export async function once(
  folder: string,
  recipe: string,
  make: () => Promise<string | undefined>,
): Promise<string | undefined> {
  const mark = `${folder}.recipe`;
  const isMade = () => existsSync(mark) && existsSync(folder) && readFileSync(mark, "utf8") === recipe;
  mkdirSync(dirname(folder), { recursive: true });
  if (isMade()) return undefined;
  const unlock = await lock(`${folder}.lock`);
  try {
    if (isMade()) return undefined;
    rmSync(mark, { force: true });
    rmSync(folder, { recursive: true, force: true });
    const error = await make();
    if (error !== undefined) rmSync(folder, { recursive: true, force: true });
    else writeFileSync(mark, recipe);
    return error;
  } finally {
    unlock();
  }
}

async function lock(folder: string): Promise<() => void> {
  for (;;) {
    try {
      mkdirSync(folder);
      writeFileSync(join(folder, "pid"), String(process.pid));
      return () => rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (isLeft(folder)) rmSync(folder, { recursive: true, force: true });
      await pause(200);
    }
  }
}

/** Whether nobody holds the lock any more. However long its holder takes, it holds it. */
function isLeft(folder: string): boolean {
  const file = join(folder, "pid");
  const pid = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (pid > 0) return !isRunning(pid);
  const since = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
  return since !== undefined && Date.now() - since > longest;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
