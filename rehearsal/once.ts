/** Makes a folder once, even where several processes want it at the same time. */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** A lock older than this, in milliseconds, was left by a process that is gone. */
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
      return () => rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const since = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
      if (since !== undefined && Date.now() - since > longest) rmSync(folder, { recursive: true, force: true });
      await pause(200);
    }
  }
}
