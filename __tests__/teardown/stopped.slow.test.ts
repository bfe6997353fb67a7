/** teardown as a process, with real sockets: a host that cannot be reached is told with account, role and what to check. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shippedEnvironments } from "../config/folders";

const checkout = join(__dirname, "../..");
const role = "arn:aws:iam::111111111111:role/studio-enclave-deployer";
let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "enclave-unreachable-"));
  cpSync(join(shippedEnvironments, "dev"), join(scratch, "dev"), { recursive: true });
  const team = join(scratch, "dev/teams/research.yaml");
  writeFileSync(team, "schemaVersion: 1\ncidr: 10.0.128.0/22\nusers: [{name: ada}]\nprotect: false\n");
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

function teardown(variables: Record<string, string>) {
  const args = ["cli/main.ts", "teardown", "dev", "--dry-run", "--json", "--environments", scratch];
  const { status, stdout, stderr } = spawnSync(join(checkout, "node_modules/.bin/tsx"), args, {
    cwd: checkout,
    encoding: "utf8",
    env: {
      PATH: process.env["PATH"],
      HOME: scratch,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      ...variables,
    },
  });
  return { exitCode: status, stderr, json: JSON.parse(stdout) };
}

// No program listens at port 1 of this machine: it answers at once that it refuses.
test.each([
  [
    "STS",
    { AWS_ENDPOINT_URL_STS: "https://127.0.0.1:1" },
    "STS cannot be reached (ECONNREFUSED); check the network, and HTTPS_PROXY where there is a proxy",
  ],
  [
    "the proxy",
    { HTTPS_PROXY: "http://me:secret@127.0.0.1:1" },
    "STS cannot be reached through the proxy 127.0.0.1:1 (ECONNREFUSED); check the network and HTTPS_PROXY",
  ],
])("%s", (_, variables, why) => {
  const error = `no session of ${role} in account 111111111111: ${why}`;
  expect(teardown(variables)).toEqual({
    exitCode: 1,
    stderr: `error: ${error}\n`,
    json: { ok: false, error, account: "111111111111", role },
  });
});
