/** What is no longer configured leaves the output, unless it holds what nobody could make again; what a narrower run does not speak of stays. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { heldFromCdktf, removeStaleStacks, staleStacks } from "../../stacks/stale-stacks";
import { synthesize } from "../../stacks/synthesize";

const { environments } = loadEnvironments(join(__dirname, "..", "..", "environments"));
const dev = environments.filter(({ name }) => name === "dev");

let outdir: string;
const stacks = () => readdirSync(join(outdir, "stacks")).sort();
const write = (path: string, text = "{}") => {
  mkdirSync(join(outdir, "stacks", path, ".."), { recursive: true });
  writeFileSync(join(outdir, "stacks", path), text);
};
const isStale = (name: string) => name === "dev-studio-gone";

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), "enclave-test-"));
  write("dev-networking/cdk.tf.json");
  write("dev-studio-gone/cdk.tf.json");
  // Whatever else somebody keeps there has no synthesized file.
  mkdirSync(join(outdir, "stacks", "notes"));
});
afterEach(() => rmSync(outdir, { recursive: true }));

test("a stale stack's folder goes with what synthesis and terraform init make again, and nothing else goes", () => {
  write("dev-studio-gone/.terraform.lock.hcl");
  write("dev-studio-gone/.terraform/terraform.tfstate");
  write("dev-studio-gone/.terraform/environment");
  write("dev-studio-gone/.terraform/modules/modules.json");
  // A link to a plugin cache goes, and the cache stays.
  const cache = join(outdir, "cache");
  mkdirSync(cache);
  writeFileSync(join(cache, "provider"), "");
  mkdirSync(join(outdir, "stacks/dev-studio-gone/.terraform/providers"));
  symlinkSync(cache, join(outdir, "stacks/dev-studio-gone/.terraform/providers/linux_amd64"));
  expect(removeStaleStacks(outdir, () => true)).toEqual([
    { name: "dev-networking", holds: [] },
    { name: "dev-studio-gone", holds: [] },
  ]);
  expect(stacks()).toEqual(["notes"]);
  expect(existsSync(join(cache, "provider"))).toBe(true);
});

test.each([
  "errored.tfstate",
  "terraform.tfstate",
  "terraform.tfstate.backup",
  "x.tfstate",
  "terraform.tfstate.d/mine/terraform.tfstate",
  ".terraform/errored.tfstate",
  "plan",
  "my.tfplan",
  "notes.txt",
])("a stale stack that holds %s stays, and is named", (path) => {
  write(`dev-studio-gone/${path}`);
  expect(removeStaleStacks(outdir, isStale)).toEqual([{ name: "dev-studio-gone", holds: [path] }]);
  expect(existsSync(join(outdir, "stacks/dev-studio-gone", path))).toBe(true);
  expect(existsSync(join(outdir, "stacks/dev-studio-gone/cdk.tf.json"))).toBe(true);
});

test("the stacks of a team stay together, and its environment's network with them", () => {
  write("dev-buckets-gone/cdk.tf.json");
  write("dev-studio-other/cdk.tf.json");
  write("dev-studio-gone/plan");
  expect(removeStaleStacks(outdir, () => true)).toEqual([
    { name: "dev-buckets-gone", holds: [], neededBy: "dev-studio-gone" },
    { name: "dev-networking", holds: [], neededBy: "dev-studio-gone" },
    { name: "dev-studio-gone", holds: ["plan"] },
    { name: "dev-studio-other", holds: [] },
  ]);
  expect(stacks()).toEqual(["dev-buckets-gone", "dev-networking", "dev-studio-gone", "notes"]);
});

test("what cdktf would delete is a problem before it does: it asks nobody, and spares no folder", () => {
  const held = () => heldFromCdktf(outdir, new Set(["dev-networking"]));
  expect(held()).toEqual([]);
  write("dev-studio-gone/errored.tfstate");
  write("somebody-elses/terraform.tfstate");
  expect(held().map(({ file }) => file.replace(/^.*\/stacks\//, ""))).toEqual(["dev-studio-gone", "somebody-elses"]);
  expect(held()[0]?.message).toMatch(
    /^is not written by this run, so cdktf would delete it, but it holds errored\.tfstate\. Store the state/,
  );
});

test("no output, no stale stacks", () => {
  expect(staleStacks(join(outdir, "nowhere"), () => true)).toEqual([]);
});

describe("the committed lock file of providers", () => {
  const lock = { text: "# a lock\n", providers: new Map() };
  const file = () => join(outdir, "stacks/dev-networking/.terraform.lock.hcl");

  test("is put into every stack's folder, over what lies there and never through a link", () => {
    const elsewhere = join(outdir, "elsewhere");
    writeFileSync(elsewhere, "kept");
    symlinkSync(elsewhere, file());
    const written = synthesize(dev, { outdir, lock });
    for (const { name } of written) {
      expect(readFileSync(join(outdir, "stacks", name, ".terraform.lock.hcl"), "utf8")).toBe(lock.text);
    }
    expect(readFileSync(elsewhere, "utf8")).toBe("kept");
  });

  test("that is not there changes none", () => {
    writeFileSync(file(), "terraform's");
    synthesize(dev, { outdir });
    expect(readFileSync(file(), "utf8")).toBe("terraform's");
  });
});
