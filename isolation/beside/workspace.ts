/** `.terraform/environment`: the workspace that Terraform works in. Another workspace has another state. */
import { readFileSync } from "node:fs";
import { type Block, isBlock, type Json } from "../model/json";

const first = (value: Json | undefined): Json | undefined => (Array.isArray(value) ? value[0] : value);

/**
 * Terraform's own is `default`; with HCP Terraform it writes the name of the workspace that the stack names
 * (internal/command/meta_backend.go, selectWorkspace).
 */
export function* workspaceProblems(path: string, terraform: Block): Generator<string> {
  const cloud = first(terraform["cloud"]);
  const named = isBlock(cloud) ? first(cloud["workspaces"]) : undefined;
  const own = isBlock(named) ? named["name"] : undefined;
  const selected = readFileSync(path, "utf8").trim();
  if (selected === "" || selected === "default" || selected === own) return;
  yield `${path}: selects the workspace ${JSON.stringify(selected)}, but the stack keeps its state in the workspace ${
    typeof own === "string" ? own : "default"
  }; delete the file`;
}
