/** Whether files that a service writes for a team lie below a prefix. */

/** A service puts a slash behind the URI, whether or not it ends in one. Who resolves a step up leaves the prefix by it. */
export function isBelow(uri: string, prefix: string): boolean {
  const start = `${uri.replace(/\/$/, "")}/`;
  return start.startsWith(prefix) && !/\/\.{1,2}\//.test(start);
}
