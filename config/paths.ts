/** Paths as every machine shows them, and which lie below which. */
import { isAbsolute, relative, sep } from "node:path";

/** The path with forward slashes; on Linux and macOS a backslash is a part of a name, and stays. */
export const forwardSlashes = (path: string): string => path.split(sep).join("/");

/** The path relative to the working directory, with forward slashes. */
export const fromHere = (path: string): string => forwardSlashes(relative(process.cwd(), path));

/** Whether `path` is `outer` or lies in it. On Windows a path on another drive is below nothing here. */
export function isBelow(outer: string, path: string): boolean {
  const way = relative(outer, path);
  return !(way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way));
}
