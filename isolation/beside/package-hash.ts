/** The checksum `h1:` of an unpacked provider, as Terraform writes it into a lock file: Go's dirhash.Hash1 of its folder. */
import { createHash } from "node:crypto";
import { closeSync, lstatSync, openSync, readdirSync, readSync, realpathSync } from "node:fs";
import { join } from "node:path";

/** Answers a folder's `h1:` checksum. Throws on what is neither a regular file nor a folder. */
export type HashPackage = (folder: string) => string;

/**
 * A package that several stacks share is read once: links to one folder (a plugin cache, a mirror) and hard links to one file
 * are told by where they lead. The algorithm: https://pkg.go.dev/golang.org/x/mod/sumdb/dirhash#Hash1 and
 * https://developer.hashicorp.com/terraform/language/files/dependency-lock#checksum-verification
 */
export function packageHasher(): HashPackage {
  const byFolder = new Map<string, string>();
  const byFile = new Map<string, string>();
  const hashFile = (path: string): string => {
    const { dev, ino } = lstatSync(path, { bigint: true });
    const place = `${dev}:${ino}`;
    const known = byFile.get(place) ?? sha256OfFile(path);
    byFile.set(place, known);
    return known;
  };
  return (folder) => {
    const place = realpathSync(folder);
    const known = byFolder.get(place) ?? hash1(place, hashFile);
    byFolder.set(place, known);
    return known;
  };
}

/** SHA-256 over a line for each file, sorted by name: its SHA-256 in hexadecimal, two spaces, its name. */
function hash1(folder: string, hashFile: (path: string) => string): string {
  const names: string[] = [];
  for (const name of filesIn(folder, "")) {
    if (names.push(name) > mostFiles) throw new Error(`holds more than ${mostFiles} files`);
  }
  names.sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  const sum = createHash("sha256");
  for (const name of names) {
    if (name.includes("\n")) throw new Error("holds a file whose name has a line break");
    sum.update(`${hashFile(join(folder, name))}  ${name}\n`);
  }
  return `h1:${sum.digest("base64")}`;
}

/** A package has a handful; a link to a home directory would be read for hours. */
const mostFiles = 1_000;

function* filesIn(folder: string, prefix: string): Generator<string> {
  for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
    const name = `${prefix}${entry.name}`;
    if (entry.isDirectory()) yield* filesIn(folder, `${name}/`);
    else if (entry.isFile()) yield name;
    else throw new Error(`holds ${name}, which is neither a file nor a folder`);
  }
}

/** In pieces: the AWS provider has 900 MB. */
function sha256OfFile(path: string): string {
  const sum = createHash("sha256");
  const piece = Buffer.allocUnsafe(4 * 1024 * 1024);
  const file = openSync(path, "r");
  try {
    for (let length = readSync(file, piece); length > 0; length = readSync(file, piece))
      sum.update(piece.subarray(0, length));
  } finally {
    closeSync(file);
  }
  return sum.digest("hex");
}
