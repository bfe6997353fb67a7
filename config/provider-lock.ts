/** The lock file of providers that is committed beside the environments: which packages Terraform may install, by version and checksum. */
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { withLineFeeds } from "./line-feeds";
import { forwardSlashes } from "./paths";
import type { Problem } from "./problems";

/** Terraform's own name for it: https://developer.hashicorp.com/terraform/language/files/dependency-lock */
export const lockFileName = ".terraform.lock.hcl";

export interface LockedProvider {
  readonly version: string;
  /** `h1:…` of an unpacked package, `zh:…` of its archive. */
  readonly hashes: ReadonlySet<string>;
}

export interface ProviderLock {
  /** By address: `registry.terraform.io/hashicorp/aws`. */
  readonly providers: ReadonlyMap<string, LockedProvider>;
  /** As the file has it, with line feeds. */
  readonly text: string;
}

/** Where the lock is committed, with forward slashes. */
export const lockFileBeside = (directory: string): string => forwardSlashes(join(directory, lockFileName));

/** Reads `<directory>/.terraform.lock.hcl`; nothing where there is none. Never throws. */
export function readProviderLock(directory: string): { readonly lock?: ProviderLock; readonly problems: Problem[] } {
  const file = lockFileBeside(directory);
  const fail = (message: string, line = 1) => ({ problems: [{ file, line, column: 1, path: "", message }] });
  try {
    // A link could lead to a file that nobody reviewed.
    if (!lstatSync(file).isFile()) return fail("is not a regular file; put the lock file itself here");
    const parsed = parseProviderLock(withLineFeeds(readFileSync(file, "utf8")));
    return "lock" in parsed ? { lock: parsed.lock, problems: [] } : fail(parsed.problem, parsed.line);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? { problems: [] } : fail(`cannot be read (${code}); check its permissions`);
  }
}

const advice = "copy the file again that terraform init or terraform providers lock wrote into a stack's folder";

const lines = {
  nothing: /^\s*(#.*)?$/,
  provider: /^provider "([a-z0-9.-]+(?::\d+)?\/[\w-]+\/[\w-]+)" \{$/,
  version: /^ {2}version\s+= "([\w.+-]+)"$/,
  constraints: /^ {2}constraints\s+= "[\w.,<>=!~ +-]*"$/,
  hashes: /^ {2}hashes\s+= \[$/,
  hash: /^ {4}"((?:h1|zh):[\w+/=]+)",$/,
  endOfHashes: /^ {2}\]$/,
  end: /^\}$/,
};

type Parsed = { readonly lock: ProviderLock } | { readonly line: number; readonly problem: string };

/** Reads the lines that Terraform writes, in their order, and nothing else of HCL: what could be read in two ways is a problem. */
export function parseProviderLock(text: string): Parsed {
  const providers = new Map<string, LockedProvider>();
  let open: { address: string; version?: string; hashes?: Set<string>; isList: boolean } | undefined;
  const rows = text.split(/\r?\n/);
  for (const [index, row] of rows.entries()) {
    const line = index + 1;
    const [, address] = lines.provider.exec(row) ?? [];
    const [, version] = lines.version.exec(row) ?? [];
    const [, hash] = lines.hash.exec(row) ?? [];
    if (open === undefined) {
      if (lines.nothing.test(row)) continue;
      if (address === undefined) return { line, problem: `is not a line of a lock file; ${advice}` };
      if (providers.has(address)) return { line, problem: `locks ${address} a second time; ${advice}` };
      open = { address, isList: false };
    } else if (open.isList) {
      if (hash !== undefined) open.hashes?.add(hash);
      else if (lines.endOfHashes.test(row)) open.isList = false;
      else return { line, problem: `is not a checksum of a provider; ${advice}` };
    } else if (version !== undefined && open.version === undefined) open.version = version;
    else if (lines.hashes.test(row) && open.hashes === undefined)
      Object.assign(open, { hashes: new Set(), isList: true });
    else if (lines.end.test(row)) {
      const { address: name, version: locked, hashes } = open;
      if (locked === undefined) return { line, problem: `locks ${name} without a version; ${advice}` };
      if (!hashes?.size) return { line, problem: `locks ${name} without a checksum; ${advice}` };
      providers.set(name, { version: locked, hashes });
      open = undefined;
    } else if (!lines.constraints.test(row)) return { line, problem: `is not a line of a lock file; ${advice}` };
  }
  if (open !== undefined) return { line: rows.length, problem: `ends within ${open.address}; ${advice}` };
  return { lock: { providers, text } };
}
