/** The checksum of an unpacked provider is Terraform's `h1:`. */
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageHasher } from "../../../isolation/beside/package-hash";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "enclave-package-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

// printf of "<sha256>  <name>\n" by name, through sha256sum and base64, as Go's documentation of dirhash.Hash1 says.
test("is the sum over the files' sums, sorted by name, folders within included", () => {
  mkdirSync(join(folder, "b"));
  writeFileSync(join(folder, "b", "c"), "");
  writeFileSync(join(folder, "B"), "x");
  writeFileSync(join(folder, "a"), "hello\n");
  expect(packageHasher()(folder)).toBe("h1:nFC+0YHCCA08A+d5npYqwGp4WkAckZ9E/QTTjCDPr80=");
});

test("of a file larger than one piece is the file's", () => {
  writeFileSync(join(folder, "large"), Buffer.alloc(9 * 1024 * 1024, "0123456789"));
  const whole = packageHasher()(folder);
  writeFileSync(join(folder, "large"), Buffer.alloc(9 * 1024 * 1024, "0123456789").fill("!", 9 * 1024 * 1024 - 1));
  expect(packageHasher()(folder)).not.toBe(whole);
});

test("is computed once for links to one folder and for hard links to one file", () => {
  const [one, other, link] = ["one", "other", "link"].map((name) => join(folder, name)) as [string, string, string];
  mkdirSync(one);
  mkdirSync(other);
  writeFileSync(join(one, "program"), "as it was read");
  linkSync(join(one, "program"), join(other, "program"));
  symlinkSync(one, link);
  const hashPackage = packageHasher();
  const hash = hashPackage(one);
  // Whoever read again would see this.
  writeFileSync(join(one, "program"), "changed");
  expect([hashPackage(link), hashPackage(other)]).toEqual([hash, hash]);
  expect(packageHasher()(one)).not.toBe(hash);
});
