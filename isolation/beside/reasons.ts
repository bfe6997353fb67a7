/** Why a file that nobody knows is refused beside a stack, and what to do with it. */
import { dirname, join } from "node:path";
import { shellLine } from "../../config/shell-line";

type Reason = readonly [name: RegExp, reason: (folder: string) => string];

/** By what Terraform does with the file, as its documentation and its source say. */
const reasons: readonly Reason[] = [
  // https://developer.hashicorp.com/terraform/language/files: all of them are one configuration, override files last.
  [
    /\.(tf|tofu)(\.json)?$/,
    () => "is a Terraform file that synthesis does not write, but Terraform reads it with the stack; move it away",
  ],
  [/\.(tfvars|tofuvars)(\.json)?$/, () => "sets variables, but the stacks have none; move it away"],
  // Written by Terraform where it cannot store the state: internal/backend/local/backend_apply.go.
  [
    /^errored\.tfstate$/,
    (folder) =>
      `is state that Terraform could not store. Store it (${shellLine(["terraform", `-chdir=${folder}`, "state", "push", "errored.tfstate"])}), then delete the file`,
  ],
  [
    /\.tfstate(\..*)?$/,
    () =>
      "is state, but the stack keeps its state elsewhere, and terraform init may offer to copy this one; move it away",
  ],
  // https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
  [/^terraform\.d$/, () => "is a folder from which terraform init installs providers; delete it"],
  // internal/command/plugins.go: what `terraform init -plugin-dir` was given is used by every later init.
  [
    /^plugin_path$/,
    () =>
      "makes terraform init install providers from the folders that it lists; delete it, and run terraform init without -plugin-dir",
  ],
  [/^modules(\.json)?$/, () => "lists modules, but the stacks have none; delete it"],
];

/** @param folder that holds the file; in `.terraform` the stack's folder is the one above */
export function reasonAgainst(name: string, folder: string): string {
  const stack = folder.endsWith(".terraform") ? dirname(folder) : folder;
  const [, reason] = reasons.find(([pattern]) => pattern.test(name)) ?? [];
  return reason?.(join(stack)) ?? "is not a known file; move it away, or synthesize into another folder";
}
