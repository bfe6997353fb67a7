/** Every supported line of Node.js synthesizes the same bytes, warns of nothing, and starts CDKTF's command line. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { unlessMissing } from "./support/skip";
import { differences, load, outputIn, outputOf, shipped } from "./synthesis/output";

const checkout = join(__dirname, "..");
const cdktf = join(dirname(require.resolve("cdktf-cli/package.json")), "bundle/bin/cdktf");
const scratch = mkdtempSync(join(tmpdir(), "enclave-nodes-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Programs of the npm packages of Node.js; why, where one cannot be installed. */
const found = ["22.23.3", "24.21.0", "26.10.0"].map((version) => {
  const install = [join(checkout, "scripts/install-node.mjs"), join(scratch, version), version];
  const { status, stdout, stderr } = spawnSync(process.execPath, install, {
    encoding: "utf8",
    env: { ...process.env, npm_config_fetch_retries: "0" },
  });
  if (status === 0) return { version, program: join(stdout.trim(), "node") };
  return { version, missing: stderr.split("\n").find((line) => line.startsWith("Node.js ")) ?? stderr };
});
const missing = found.flatMap((each) => ("missing" in each ? [each.missing ?? ""] : []));

unlessMissing<jest.Describe>(
  "synthesis and cdktf by Node.js 22, 24 and 26",
  missing,
  describe,
  describe.skip,
)("synthesis", () => {
  const here = outputOf(load(shipped));

  test.each(found)("Node.js $version gives the same bytes as this one", ({ version, program = "" }) => {
    const outdir = join(scratch, `output-${version}`);
    const { status, stderr } = spawnSync(program, ["--import", "tsx", "main.ts"], {
      cwd: checkout,
      env: { ...process.env, CDKTF_OUTDIR: outdir },
      encoding: "utf8",
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(differences(here, outputIn(outdir))).toEqual([]);
  });

  // Its terminal is a native module: it has to start whichever Node.js installed the dependencies, and without a compiler.
  test.each(found)("Node.js $version lists the stacks with cdktf", ({ version, program = "" }) => {
    const { status, stdout } = spawnSync(program, [cdktf, "list", "--output", join(scratch, `list-${version}`)], {
      cwd: checkout,
      env: {
        ...process.env,
        ENCLAVE_ENVIRONMENT: "dev",
        PATH: [dirname(program), process.env["PATH"]].join(delimiter),
      },
      encoding: "utf8",
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining("dev-networking") });
  });
});
