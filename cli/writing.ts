/** What the file system answers where a file cannot be written, in words: its own error may name no file, and blames nobody. */
import { resolve } from "node:path";
import { isBelow } from "../config/paths";
import { printable } from "../config/problems";
import { display, UsageError } from "./context";
import { StoppedError } from "./stopped";

/** Nothing can be written until somebody makes room: https://man7.org/linux/man-pages/man2/write.2.html, ERRORS. */
const full: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "your quota of the disk is used up",
  EFBIG: "the file is larger than the limit for files (ulimit -f)",
  EIO: "the disk reports an error",
};
/** Another folder would do. */
const refused: Readonly<Record<string, string>> = {
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  EROFS: "the file system is read-only",
  ENOENT: "the folder is not there",
  ENOTDIR: "a part of the path is a file",
  EEXIST: "something else is there",
  EISDIR: "a folder is where a file should be",
  ERR_FS_EISDIR: "a folder is where a file should be",
  ELOOP: "too many links",
  ENAMETOOLONG: "the path is too long",
};

export interface WriteTarget {
  /** The folder or file that is written to, as people know it. */
  readonly place: string;
  /** How to write elsewhere, where that can be chosen: `name another folder with --output`. */
  readonly elsewhere?: string;
  /** What to know of the place after a failure. */
  readonly afterwards?: string;
}

/** The error for people, where writing to the place failed; every other error as it is. */
export function explainWriteError(error: unknown, { place, elsewhere, afterwards }: WriteTarget): unknown {
  const { code = "", path: named } = error as NodeJS.ErrnoException;
  const outer = resolve(place);
  // An error of a write that had begun names no path.
  const path = named === undefined ? undefined : resolve(named);
  if (path !== undefined && !isBelow(outer, path)) return error;
  const where = printable(display(path ?? outer));
  const noRoom = full[code];
  if (noRoom !== undefined) {
    const next = afterwards === undefined ? "" : `. ${afterwards}`;
    const or = elsewhere === undefined ? "" : `, or ${elsewhere}`;
    return new StoppedError(`cannot write to ${where}: ${noRoom} (${code}); make room there${or}${next}`);
  }
  const why = refused[code];
  if (why === undefined || path === undefined) return error;
  return new UsageError(
    `cannot write to ${where}: ${why} (${code}); ${elsewhere ?? "make it a place that you may write to"}`,
  );
}

/** Where nobody said what is written: only that there is no room for it. `place`: where the error names none. */
export function explainFullDisk(error: unknown, place = "a file"): unknown {
  const { code = "", path } = error as NodeJS.ErrnoException;
  const noRoom = full[code];
  if (noRoom === undefined) return error;
  const where = path === undefined ? place : printable(display(path));
  return new StoppedError(`cannot write to ${where}: ${noRoom} (${code}); make room, then run the command again`);
}

/** The folder of the synthesized stacks. */
export const stacksIn = (place: string): WriteTarget => ({
  place,
  elsewhere: "name another folder with --output",
  afterwards: "The stacks there are not complete: synthesize again",
});

/** Runs what writes to the place; its errors are for people. */
export function writing<T>(target: WriteTarget, work: () => T): T {
  const explained = (error: unknown) => explainWriteError(error, target);
  try {
    const result = work();
    if (!(result instanceof Promise)) return result;
    return result.catch((error: unknown) => {
      throw explained(error);
    }) as T;
  } catch (error) {
    throw explained(error);
  }
}
