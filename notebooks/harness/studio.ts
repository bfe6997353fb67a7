/** A folder that is to programs what an app in Studio is: Python, home and configuration as the lifecycle script leaves them. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { run } from "../../rehearsal/children";
import { cacheFolder } from "../../rehearsal/folders";
import { inherited } from "../../rehearsal/surroundings";
import { person } from "./person";
import type { Mode } from "./recordings";

/** Modules that Python loads, and programs that stand in for others. */
const pythonFolder = join(__dirname, "python");

export interface Studio {
  /** The interpreter that runs programs. */
  readonly python: string;
  /** The environment variables of a program. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Makes the folder's Python over `packages` (the interpreter of a virtual environment, which stays as it is) and runs the
 * lifecycle script in an empty home. Throws where Python or the script fails.
 */
export async function openStudio(base: string, packages: string, mode: Mode, version: string): Promise<Studio> {
  const { settings, metadata, script, workgroup } = person(mode);
  for (const folder of ["home", "template", "log", "etc/xdg"]) mkdirSync(join(base, folder), { recursive: true });
  writeFileSync(join(base, "metadata.json"), JSON.stringify(metadata));
  writeFileSync(join(base, "lifecycle.sh"), script);
  const python = await layered(base, packages, join(pythonFolder, `beside-${version[0]}`));
  const environment: Record<string, string> = {
    PATH: [join(pythonFolder, "bin"), dirname(python), process.env.PATH].join(delimiter),
    HOME: join(base, "home"),
    TMPDIR: join(base, "tmp"),
    // Where programs look for an administrator's configuration: platformdirs, which the SDKs use, reads it.
    XDG_CONFIG_DIRS: join(base, "etc/xdg"),
    LANG: "C.UTF-8",
    PYTHONHASHSEED: "0",
    // pyarrow, which pyiceberg takes else, sends from C++, where nothing can be recorded; s3fs asks S3 for the same.
    PYICEBERG_CATALOG__GLUE__PY_IO_IMPL: "pyiceberg.io.fsspec.FsspecFileIO",
    HARNESS_SETTINGS: JSON.stringify(settings),
    HARNESS_METADATA: join(base, "metadata.json"),
    NOTEBOOK_ROLE: settings.role,
    NOTEBOOK_BUCKET: settings.bucket,
    NOTEBOOK_WORKGROUP: workgroup,
    ...inStudio(settings.region),
  };
  const home = { ...environment, HOME: join(base, "template") };
  const ran = await run({ program: "bash", arguments: [join(base, "lifecycle.sh")], folder: base, environment: home });
  if (ran.exitCode !== 0 || !ran.output.includes("defaults written"))
    throw new Error(`the lifecycle script failed: ${ran.output}`);
  return { python, environment };
}

/** A virtual environment that holds nothing yet, and finds the packages and the programs of another one, and stand-ins. */
async function layered(base: string, packages: string, standIns: string): Promise<string> {
  const folder = join(base, "python");
  const ask = (program: string, args: readonly string[]) =>
    run({ program, arguments: args, folder: base, environment: inherited() });
  const made = await ask(packages, ["-m", "venv", "--without-pip", folder]);
  const python = join(folder, "bin", "python");
  const purelib = ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"];
  const [theirs, own] = [await ask(packages, purelib), await ask(python, purelib)];
  if (theirs.exitCode !== 0 || own.exitCode !== 0)
    throw new Error(`python -m venv failed: ${made.output}${own.output}`);
  const [shared, site] = [theirs.standardOutput.trim(), own.standardOutput.trim()];
  // addsitedir also reads the .pth files there. The name sorts before those that the lifecycle script adds.
  writeFileSync(
    join(site, "0-packages.pth"),
    [
      ...[standIns, shared].map((folder) => `import site; site.addsitedir(${JSON.stringify(folder)})`),
      `import sys; sys.path.remove(${JSON.stringify(site)}); sys.path.append(${JSON.stringify(site)})`,
      // First, and not by PYTHONPATH, which the lifecycle script's Python does not read: stand-ins, and notebooks/lookup.py.
      `import sys; sys.path[:0] = ${JSON.stringify([pythonFolder, join(__dirname, "..")])}`,
      // Programs send folders of packages somewhere: no compiled file may lie there.
      `import sys; sys.pycache_prefix = ${JSON.stringify(join(cacheFolder, "notebooks-compiled"))}`,
      "",
    ].join("\n"),
  );
  const [from, to] = [dirname(packages), dirname(python)];
  const present = new Set(readdirSync(to));
  for (const name of readdirSync(from).filter((name) => !present.has(name) && !name.startsWith("__"))) {
    // Each program names its interpreter in the first lines.
    const program = readFileSync(join(from, name), "utf8")
      .replaceAll(packages, python)
      .replaceAll(`${from}/`, `${to}/`);
    writeFileSync(join(to, name), program, { mode: 0o755 });
  }
  return python;
}

/** What Studio itself sets in an app. Credentials come from a link-local address there, which no wall concerns. */
const inStudio = (region: string) => ({
  AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "example",
  AWS_SESSION_TOKEN: "example",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_DEFAULT_REGION: region,
  AWS_REGION: region,
  SAGEMAKER_INTERNAL_IMAGE_URI: `545423591354.dkr.ecr.${region}.amazonaws.com/sagemaker-distribution-prod:4.4-cpu`,
});
