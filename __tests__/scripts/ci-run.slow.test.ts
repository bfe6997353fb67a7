/** Continuous integration runs on the oldest supported Node.js, whatever the machine has, and is not green without it. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { engines } from "../../package.json";
import { checkoutWithoutSources } from "./checkout";

const oldest = engines.node.slice(2);
let scratch: string;
beforeEach(() => {
  scratch = checkoutWithoutSources();
});
afterEach(() => rmSync(scratch, { recursive: true }));

const program = (path: string, text: string) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
};

/**
 * Runs `.ci/run` with an npm that plays the registry and the parts: a part says which
 * `node` it was started with, and passes.
 */
function run(registry: "has Node.js" | "has none") {
  const installed = join(scratch, "installed-node");
  program(installed, `[ "$1" = --version ] && echo v${oldest} && exit\nexec "${process.execPath}" "$@"`);
  const install = `for name; do :; done; name=\${name%@*}; mkdir -p node_modules/$name/bin; cp "${installed}" node_modules/$name/bin/node`;
  program(
    join(scratch, "bin/npm"),
    `if [ "$1" = install ]; then
  ${registry === "has Node.js" ? install : "echo 'npm error code E404' >&2; exit 1"}
else
  echo "part by $(node --version)"; echo "5 passed, 0 failed, 0 skipped"
fi`,
  );
  // Debian's Python may lack what the rehearsals need; no part here rehearses.
  program(join(scratch, "bin/python3"), "exit 0");
  const PATH = [join(scratch, "bin"), dirname(process.execPath), process.env["PATH"]].join(delimiter);
  return spawnSync(join(scratch, ".ci/run"), { encoding: "utf8", env: { ...process.env, PATH } });
}

test("every part is started with the oldest supported Node.js", () => {
  const { status, stdout } = run("has Node.js");
  expect(stdout.match(/part by .*/g)).toEqual(Array(3).fill(`part by v${oldest}`));
  expect(stdout.trim().split("\n").at(-1)).toBe("15 passed, 0 failed, 0 skipped");
  expect(status).toBe(0);
});

test("where it cannot be installed, the parts run on the machine's own, and the run fails", () => {
  const { status, stdout, stderr } = run("has none");
  expect(stdout.match(/part by .*/g)).toEqual(Array(3).fill(`part by ${process.version}`));
  expect(stderr).toContain(`Node.js ${oldest} was expected`);
  expect(stdout).toContain("failed: the oldest supported Node.js\n15 passed, 1 failed, 0 skipped\n");
  expect(status).toBe(1);
});
