/** A stack's folder as `terraform init`, `tofu init` and `cdktf diff` leave it, with a provider of a few bytes. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseProviderLock } from "../../../config/provider-lock";
import { besideStack, type Trust } from "../../../isolation/beside/beside";
import { packageHasher } from "../../../isolation/beside/package-hash";
import type { Block } from "../../../isolation/model/json";

export const address = "registry.terraform.io/hashicorp/aws";
const version = "6.48.0";
export const packageFolder = `.terraform/providers/${address}/${version}/linux_amd64`;
export const programFile = `terraform-provider-aws_v${version}`;
export const lockFile = "environments/.terraform.lock.hcl";

export const localState: Block = { backend: { local: { path: "../../../state/dev-networking.tfstate" } } };
export const s3State: Block = {
  backend: {
    s3: {
      assume_role: { role_arn: "arn:aws:iam::333333333333:role/studio-enclave-deployer" },
      bucket: "enclave-state-333333333333",
      encrypt: true,
      key: "staging/staging-networking.tfstate",
      region: "eu-west-1",
      use_lockfile: true,
    },
  },
};
export const cloudState: Block = {
  cloud: { organization: "example-platform", workspaces: { name: "prod-networking", project: "studio" } },
};

/** Made of folders that all go when `remove` is called. */
export function initialized({ terraform = localState, links = false, locked = true } = {}) {
  const work = mkdtempSync(join(tmpdir(), "enclave-beside-"));
  const folder = join(work, "stack");
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("cdk.tf.json", JSON.stringify({ terraform }));
  write("plan", "PK");
  write(".terraform/environment", "default");
  const [[type, config] = ["cloud", terraform["cloud"]]] = Object.entries(terraform["backend"] ?? {});
  write(".terraform/terraform.tfstate", cacheOf(type as string, { ...(config as object), workspace_dir: null }));
  const mirror = join(work, "mirror", "linux_amd64");
  const unpacked = links ? mirror : join(folder, packageFolder);
  mkdirSync(unpacked, { recursive: true });
  writeFileSync(join(unpacked, programFile), "a provider");
  writeFileSync(join(unpacked, "LICENSE.txt"), "a licence");
  if (links) {
    // A plugin cache may itself hold a link to a mirror.
    mkdirSync(join(folder, dirname(packageFolder)), { recursive: true });
    symlinkSync(mirror, join(work, "cached"));
    symlinkSync(join(work, "cached"), join(folder, packageFolder));
    // OpenTofu's.
    write(`${packageFolder}.lock`, "");
  }
  const hashPackage = packageHasher();
  const text = lockOf(packageHasher()(unpacked));
  write(".terraform.lock.hcl", text);
  const parsed = parseProviderLock(text);
  if ("problem" in parsed) throw new Error(parsed.problem);
  const trust: Trust = { lockFile, hashPackage, ...(locked && { lock: parsed.lock }) };
  return {
    folder,
    unpacked,
    write,
    /** With paths below the stack's folder. */
    beside: () => {
      const { problems, plans } = besideStack(folder, () => terraform, { ...trust, hashPackage: packageHasher() });
      const shorter = (path: string) => path.replaceAll(`${folder}/`, "").replaceAll(folder, ".");
      return { problems: problems.map(shorter), plans: plans.map(shorter) };
    },
    remove: () => rmSync(work, { recursive: true, force: true }),
  };
}

export const lockOf = (hash: string, locked = version) => `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.

provider "${address}" {
  version     = "${locked}"
  constraints = ">= 6.25.0, < 7.0.0"
  hashes = [
    "${hash}",
    "zh:0000000000000000000000000000000000000000000000000000000000000000",
  ]
}
`;

export const cacheOf = (type: string, config: object) =>
  JSON.stringify({ version: 3, terraform_version: "1.11.4", backend: { type, config, hash: 4289892949 } });
