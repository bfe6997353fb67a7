/** Finds a Python interpreter and makes a virtual environment with exactly the pinned packages: the local AWS's, unless told otherwise. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./children";
import { cacheFolder, localAwsFolder } from "./folders";
import { once } from "./once";
import { inherited } from "./surroundings";

/** A value, or in one line why there is none. */
export type Found<T> = { readonly value: T } | { readonly missing: string };

export interface PythonPackages {
  /** Of the virtual environment, below `.rehearsal/`. */
  readonly folder: string;
  /** File that names every package with its exact version. */
  readonly requirements: string;
  /** Whether the file has a hash of every package, and pip refuses one that it lacks. */
  readonly hashed?: boolean;
  /** Whether the file names all that is to be installed, and pip adds nothing that a package asks for beside it. */
  readonly complete?: boolean;
  /** Whether the folder holds what the packages hold, and no compiled copies: for programs that send its files somewhere. */
  readonly uncompiled?: boolean;
  /** Whose packages these are, in words. */
  readonly of: string;
}

const ofLocalAws: PythonPackages = {
  folder: "venv",
  requirements: join(localAwsFolder, "requirements.txt"),
  hashed: true,
  of: "the local AWS",
};
const isNewEnough = "import sys, venv, ensurepip; assert sys.version_info >= (3, 10); print(sys.version.split()[0])";

/**
 * The Python of the packages' virtual environment, which is made where it is missing or the requirements changed.
 * Needs python3 3.10 or newer with the venv module, and a package registry the first time.
 */
export async function findPython(
  packages: PythonPackages = ofLocalAws,
  { onStep }: { readonly onStep?: ((text: string) => void) | undefined } = {},
): Promise<Found<string>> {
  const found = await ask("python3", ["-c", isNewEnough]);
  if (found.exitCode !== 0) {
    return { missing: "Python 3.10 or newer with its venv module was not found (python3)" };
  }
  const folder = join(cacheFolder, packages.folder);
  const python = join(folder, "bin", "python");
  const asPublished = packages.uncompiled ? ["--no-compile"] : [];
  const error = await once(
    folder,
    `${found.standardOutput}${readFileSync(packages.requirements, "utf8")}${asPublished}`,
    async () => {
      onStep?.(`installing the Python packages of ${packages.of} (once)`);
      const made = await ask("python3", ["-m", "venv", folder]);
      if (made.exitCode !== 0) return `python3 -m venv failed: ${lastLine(made.output)}`;
      const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
      const hashes = packages.hashed ? ["--require-hashes"] : [];
      const alone = packages.complete ? ["--no-deps"] : [];
      const installed = await ask(python, [
        ...install,
        ...hashes,
        ...alone,
        ...asPublished,
        "-r",
        packages.requirements,
      ]);
      if (installed.exitCode !== 0) return `the Python packages could not be installed: ${lastLine(installed.output)}`;
      return undefined;
    },
  );
  return error === undefined ? { value: python } : { missing: error };
}

const ask = (program: string, args: readonly string[]) =>
  run({ program, arguments: args, folder: localAwsFolder, environment: inherited() });

const lastLine = (text: string) => text.trim().split("\n").at(-1) ?? "";
