/** A file beside a stack's JSON, of each kind on which Terraform, OpenTofu or CDKTF acts, or may act. */
import type { Mutant, Stacks } from "../mutant";

const state = JSON.stringify({ version: 4, terraform_version: "1.11.4", serial: 1, lineage: "x", resources: [] });
const elsewhere = JSON.stringify({
  version: 3,
  terraform_version: "1.11.4",
  backend: { type: "local", config: { path: "/elsewhere/terraform.tfstate", workspace_dir: null }, hash: 1 },
});
const installed = ".terraform/providers/registry.terraform.io/hashicorp/aws/6.48.0/linux_amd64";

/** Path in the stack's folder, and what the file holds. */
const files: Readonly<Record<string, string>> = {
  [`${installed}/terraform-provider-aws_v6.48.0_x5`]: "#!/bin/sh\n",
  ".terraform.lock.hcl":
    'provider "registry.terraform.io/hashicorp/aws" {\n  version = "6.48.0"\n  hashes  = ["h1:x="]\n}\n',
  ".terraform/environment": "mine",
  ".terraform/terraform.tfstate": elsewhere,
  ".terraform/modules/modules.json": '{"Modules":[]}',
  ".terraform/plugin_path": '["/elsewhere"]',
  "terraform.d/plugins/registry.terraform.io/hashicorp/aws/x": "",
  "terraform.tfstate.d/mine/terraform.tfstate": state,
  "terraform.tfstate": state,
  "errored.tfstate": state,
  "override.tf": 'provider "aws" {}\n',
  "cdk_override.tf.json": "{}",
  "more.tofu": "",
  "terraform.tfvars": 'x = "y"\n',
  "x.auto.tfvars.json": "{}",
  ".terraformrc": "provider_installation {}\n",
  "modules/x/main.tf": "",
  "anything.txt": "",
};

export const plantedOperator = "plant a file beside the stack";

export function* plantedFiles(stacks: Stacks): Generator<Mutant> {
  for (const stack of stacks.keys()) {
    for (const [path, text] of Object.entries(files)) {
      yield {
        operator: plantedOperator,
        stack,
        place: path,
        change: "planted",
        stacks: () => stacks,
        planted: { path, text },
      };
    }
  }
}
