/** A checkout that holds what runs before anything is installed, and whose lock file asks for nothing. */
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Makes it in a temporary folder: a test must not install anything into the checkout that it belongs to. Returns the path. */
export function checkoutWithoutSources(): string {
  const folder = mkdtempSync(join(tmpdir(), "enclave-checkout-"));
  for (const each of [".ci", "scripts", "package.json"]) {
    cpSync(join(__dirname, "../..", each), join(folder, each), { recursive: true });
  }
  mkdirSync(join(folder, "node_modules"));
  for (const lock of ["package-lock.json", "node_modules/.package-lock.json"]) {
    writeFileSync(join(folder, lock), '{"packages":{}}');
  }
  return folder;
}
