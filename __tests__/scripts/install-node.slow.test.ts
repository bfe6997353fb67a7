/** `.ci/run` gets its Node.js from the registry that npm is set to, and says what to do where it cannot. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { engines } from "../../package.json";

const checkout = join(__dirname, "../..");
const oldest = engines.node.slice(2);
const scratch = mkdtempSync(join(tmpdir(), "enclave-install-node-"));
const call = promisify(execFile);

/** A registry of one package, whose program answers `--version` with this text; null: a registry without it. */
let answer: string | null;
const asked: string[] = [];
let registry: Server;
beforeAll(async () => {
  registry = createServer(async ({ url = "", headers }, response) => {
    asked.push(url);
    const [, name = ""] = url.split("/");
    if (answer === null || name.startsWith("-")) return response.writeHead(404).end("{}");
    if (url.endsWith(".tgz")) return response.end(readFileSync(await packed(name, answer)));
    const dist = { tarball: `http://${headers.host}/${name}/${name}.tgz` };
    const versions = { [oldest]: { name, version: oldest, dist } };
    response.end(JSON.stringify({ name, "dist-tags": { latest: oldest }, versions }));
  });
  await new Promise<void>((listens) => registry.listen(0, "127.0.0.1", listens));
});
afterAll(() => {
  registry.close();
  rmSync(scratch, { recursive: true });
});

async function packed(name: string, version: string): Promise<string> {
  const folder = mkdtempSync(join(scratch, "package-"));
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "bin/node"), `#!/bin/sh\necho ${version}\n`, { mode: 0o755 });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, version: oldest, bin: { node: "bin/node" } }));
  await call("npm", ["pack", "--silent"], { cwd: folder });
  return join(folder, `${name}-${oldest}.tgz`);
}

async function install(): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const { port } = registry.address() as AddressInfo;
  const folder = mkdtempSync(join(scratch, "node-"));
  const env = {
    ...process.env,
    npm_config_registry: `http://127.0.0.1:${port}`,
    npm_config_cache: join(scratch, "cache", folder),
    npm_config_fetch_retries: "0",
  };
  try {
    const script = join(checkout, "scripts/install-node.mjs");
    return { code: 0, ...(await call(process.execPath, [script, folder], { env })) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

test("the oldest supported version is installed from that registry, and the folder of its program is printed", async () => {
  answer = `v${oldest}`;
  const { code, stdout, stderr } = await install();
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect((await call(join(stdout.trim(), "node"), ["--version"])).stdout).toBe(`v${oldest}\n`);
  expect(asked).toContainEqual(expect.stringMatching(/^\/node-/));
});

test.each([
  ["a registry without it", null, "but npm cannot install it: see its message above."],
  ["another program", "v1.2.3", "but its program does not run here (v1.2.3)."],
])("%s: what was expected, what was found, and how to get it", async (_, program, problem) => {
  answer = program;
  const { code, stdout, stderr } = await install();
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(new RegExp(`Node\\.js ${oldest} was expected from the npm package node-\\S+@${oldest}, `));
  expect(stderr).toContain(problem);
  expect(stderr).toContain(
    "Check the registry (npm config get registry), or install Node.js 24 from https://nodejs.org/",
  );
  expect(stderr).not.toMatch(/^ {4}at /m);
});
