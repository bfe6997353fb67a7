/** `.terraform/providers` and the stack's own lock file: nothing but what the committed lock file vouches for. */
import { type Dirent, existsSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { compare } from "../../config/problems";
import { parseProviderLock } from "../../config/provider-lock";
import { shellLine } from "../../config/shell-line";
import type { Trust } from "./beside";

/** A stack's own lock file: what it locks must be locked so beside the environments. */
export function* lockProblems(path: string, { lock, lockFile }: Trust): Generator<string> {
  if (lock === undefined) return;
  const parsed = parseProviderLock(readFileSync(path, "utf8"));
  if ("problem" in parsed) {
    yield `${path}:${parsed.line}: ${parsed.problem}`;
    return;
  }
  for (const [address, own] of parsed.lock.providers) {
    const committed = lock.providers.get(address);
    const others = [...own.hashes].filter((hash) => !committed?.hashes.has(hash));
    if (committed === undefined) yield `${path}: locks ${address}, but ${lockFile} does not; synthesize anew`;
    else if (committed.version !== own.version) {
      yield `${path}: locks ${address} ${own.version}, but ${lockFile} locks ${committed.version}; synthesize anew, or copy this file to ${lockFile} to change the version`;
    } else if (others.length > 0) {
      yield `${path}: accepts packages of ${address} ${own.version} that ${lockFile} does not list (${others.join(", ")}); synthesize anew, or add the checksum of another platform with terraform providers lock -platform=<os>_<arch>`;
    }
  }
}

/** Names of the folders above a package: host, namespace, type, version. */
const levels = 4;

/** Packages that `terraform init` installed: folders of files, or links to such folders in a plugin cache or mirror. */
export function* providerProblems(path: string, trust: Trust): Generator<string> {
  if (trust.lock === undefined) return;
  yield* below(path, [], trust);
}

function* below(path: string, above: readonly string[], trust: Trust): Generator<string> {
  const entries = readdirSync(path, { withFileTypes: true }).sort((one, other) => compare(one.name, other.name));
  for (const entry of entries) {
    const place = join(path, entry.name);
    if (above.length === levels) yield* packageProblems(place, entry, above, trust);
    else if (entry.isDirectory()) yield* below(place, [...above, entry.name], trust);
    else yield `${place}: is not a folder of providers; delete it and run terraform init`;
  }
}

function* packageProblems(path: string, entry: Dirent, above: readonly string[], trust: Trust): Generator<string> {
  const { lock, lockFile, hashPackage } = trust;
  const advice = "delete it, synthesize anew and run terraform init";
  // OpenTofu's guard against a second init at the same time.
  if (/^\w+\.lock$/.test(entry.name) && entry.isFile() && lstatSync(path).size === 0) return;
  if (!existsSync(path) || !statSync(path).isDirectory()) {
    yield `${path}: is not a provider's folder; ${advice}`;
    return;
  }
  const address = above.slice(0, 3).join("/");
  const [, , , version] = above;
  const locked = lock?.providers.get(address);
  const what = `is ${address} ${version}`;
  if (locked === undefined) yield `${path}: ${what}, but ${lockFile} does not lock it; ${advice}`;
  else if (locked.version !== version) yield `${path}: ${what}, but ${lockFile} locks ${locked.version}; ${advice}`;
  else {
    const hash = hashOf(path, hashPackage);
    if ("problem" in hash) yield `${path}: ${hash.problem}; ${advice}`;
    else if (!locked.hashes.has(hash.value)) {
      yield `${path}: ${what} with the checksum ${hash.value}, but ${lockFile} does not list it; ${advice}. If it is the official package for ${entry.name}, add its checksum with ${lockCommand(entry.name)}`;
    }
  }
}

const lockCommand = (platform: string) => shellLine(["terraform", "providers", "lock", `-platform=${platform}`]);

function hashOf(
  path: string,
  hashPackage: Trust["hashPackage"],
): { readonly value: string } | { readonly problem: string } {
  try {
    return { value: hashPackage(path) };
  } catch (error) {
    return { problem: `cannot be read as a provider (${error instanceof Error ? error.message : error})` };
  }
}
