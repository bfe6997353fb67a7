/** Puts local state in the place of HCP Terraform's, in an override file beside the unchanged JSON. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "./terraform";

type StackFile = {
  readonly terraform: { readonly cloud?: unknown };
  readonly data?: { readonly terraform_remote_state?: Readonly<Record<string, RemoteState>> };
};
type RemoteState = { readonly config: { readonly workspaces?: { readonly name: string } } };

const pathOf = (stack: string) => `../../../state/${stack}.tfstate`;

/**
 * Where the stack keeps state in HCP Terraform, writes an override file that replaces the backend and the remote-state
 * blocks, and nothing else. Answers whether it did. https://developer.hashicorp.com/terraform/language/files/override
 */
export function keepStateHere({ name, folder }: Stack): boolean {
  const file = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as StackFile;
  if (file.terraform.cloud === undefined) return false;
  const read = Object.entries(file.data?.terraform_remote_state ?? {}).map(([id, { config }]) => [
    id,
    { backend: "local", config: { path: pathOf(config.workspaces?.name ?? id) } },
  ]);
  const override = {
    terraform: { backend: { local: { path: pathOf(name) } } },
    ...(read.length > 0 && { data: { terraform_remote_state: Object.fromEntries(read) } }),
  };
  writeFileSync(join(folder, "rehearsal_override.tf.json"), `${JSON.stringify(override, null, 2)}\n`);
  return true;
}
