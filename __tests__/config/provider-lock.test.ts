/** The committed lock file of providers: what Terraform writes is read, and anything that could be read in two ways is a problem. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { parseProviderLock, readProviderLock } from "../../config/provider-lock";

/** As Terraform 1.11 wrote it. */
const text = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.

provider "registry.terraform.io/hashicorp/aws" {
  version     = "6.48.0"
  constraints = ">= 6.25.0, < 7.0.0"
  hashes = [
    "h1:MieXGQESflJ2VpYyc1bpgDm7D3f5DDqNxfR3ZO3RL9c=",
    "zh:7b81ef89ec0461e71cffc365e58ec4e00ed0f7de5e99a4f5ca5c82665666a5b0",
  ]
}

provider "registry.opentofu.org/hashicorp/aws" {
  version = "6.48.0"
  hashes = [
    "h1:MieXGQESflJ2VpYyc1bpgDm7D3f5DDqNxfR3ZO3RL9c=",
  ]
}
`;
const providersIn = (lock: string) => {
  const parsed = parseProviderLock(lock);
  return "lock" in parsed ? Object.fromEntries(parsed.lock.providers) : parsed;
};

test("what Terraform writes is read", () => {
  const h1 = "h1:MieXGQESflJ2VpYyc1bpgDm7D3f5DDqNxfR3ZO3RL9c=";
  const zh = "zh:7b81ef89ec0461e71cffc365e58ec4e00ed0f7de5e99a4f5ca5c82665666a5b0";
  const read = {
    "registry.terraform.io/hashicorp/aws": { version: "6.48.0", hashes: new Set([h1, zh]) },
    "registry.opentofu.org/hashicorp/aws": { version: "6.48.0", hashes: new Set([h1]) },
  };
  expect(providersIn(text)).toEqual(read);
  expect(providersIn(text.replaceAll("\n", "\r\n"))).toEqual(read);
});

test.each([
  ["a provider twice", text.replace("registry.opentofu.org", "registry.terraform.io"), 13],
  ["a version twice", text.replace("  hashes", '  version = "1.0.0"\n  hashes'), 7],
  ["hashes twice", text.replace("  ]\n}", "  ]\n  hashes = [\n  ]\n}"), 11],
  ["no version", text.replace('  version = "6.48.0"\n', ""), 17],
  ["no checksum", text.replace(/ {4}"(h1|zh).*\n/g, ""), 9],
  ["a template", text.replace('"6.48.0"', '"${1}"'), 5],
  ["an escape", text.replace('"6.48.0"', '"6\\u002e48.0"'), 5],
  ["a comment that spans lines", text.replace("# This", "/* This"), 1],
  ["a comment within a list", text.replace('    "zh', '    # "zh'), 9],
  ["no end", text.slice(0, -3), 17],
  ["a merge that was not ended", text.replace("provider", "<<<<<<< HEAD\nprovider"), 4],
])("%s is a problem, with its line", (_, lock, line) => {
  expect(providersIn(lock)).toEqual({ line, problem: expect.stringContaining("copy the file again") });
});

test("a change of one character is a problem, or what is read has that change", () => {
  const character = fc.oneof(fc.constantFrom(..."{}[]\"'\\=#/, \n$%"), fc.string({ minLength: 1, maxLength: 1 }));
  fc.assert(
    fc.property(fc.nat(text.length - 1), character, fc.boolean(), (at, inserted, replaces) => {
      const changed = text.slice(0, at) + inserted + text.slice(at + (replaces ? 1 : 0));
      const parsed = parseProviderLock(changed);
      if (!("lock" in parsed)) return;
      for (const [address, { version, hashes }] of parsed.lock.providers) {
        for (const each of [address, version, ...hashes]) expect(changed).toContain(`"${each}"`);
      }
    }),
    { numRuns: 2_000 },
  );
});

describe("beside the environments", () => {
  const folder = mkdtempSync(join(tmpdir(), "enclave-lock-"));
  const file = join(folder, ".terraform.lock.hcl");
  afterEach(() => rmSync(file, { force: true }));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("none is no problem", () => {
    expect(readProviderLock(folder)).toEqual({ problems: [] });
  });

  test("one that Terraform wrote is read, with its bytes", () => {
    writeFileSync(file, text);
    expect(readProviderLock(folder)).toMatchObject({ lock: { text }, problems: [] });
  });

  test("one that is broken is a problem with its place, and so is a link", () => {
    writeFileSync(file, text.replace("version ", "versions"));
    expect(readProviderLock(folder).problems).toEqual([
      expect.objectContaining({
        file,
        line: 5,
        column: 1,
        message: expect.stringContaining("is not a line of a lock file"),
      }),
    ]);
    rmSync(file);
    symlinkSync("elsewhere", file);
    expect(readProviderLock(folder).problems).toEqual([
      expect.objectContaining({ message: expect.stringContaining("is not a regular file") }),
    ]);
  });
});
