/** The home of a person in an app: what may have been downloaded there, with names that Python would look for. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Writes files, by their path below the home. */
export function writeHome(home: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), content);
  }
}

/**
 * Files with the names of modules that are loaded when an app starts, beside the working directory's own and where this
 * Python has a person's packages. Each of them ends the program that runs it, and says so.
 */
export function downloaded(python: string): Record<string, string> {
  const ask = ["-c", "import site; print(site.getusersitepackages())"];
  const site = spawnSync(python, ask, { encoding: "utf8", env: { HOME: "" } })
    .stdout.trim()
    .replace(/^[/~]+/, "");
  const says = "import os\nos.write(2, b'what was downloaded has run\\n')\nos._exit(9)\n";
  const modules = ["base64", "boto3", "json", "lzma", "sysconfig", "time", "usercustomize", "sitecustomize"].map(
    (name) => `${name}.py`,
  );
  const packages = ["botocore/__init__.py", "studio_enclave/__init__.py", "studio_enclave/__main__.py"];
  return {
    ...Object.fromEntries(
      [...modules, ...packages].flatMap((path) => [path, `${site}/${path}`].map((at) => [at, says])),
    ),
    [`${site}/downloaded.pth`]: "import os; os.write(2, b'what was downloaded has run\\n'); os._exit(9)\n",
  };
}
