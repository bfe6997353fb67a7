/** `.terraform/environment`: the workspace that Terraform works in. Another workspace has another state. */
import { readFileSync } from "node:fs";
import { type Block, isBlock, type Json } from "../model/json";
import { escaped } from "../policy/plain";

const first = (value: Json | undefined): Json | undefined => (Array.isArray(value) ? value[0] : value);

/**
 * Terraform's own is `default`; with HCP Terraform it writes the name of the workspace that the stack names
 * (internal/command/meta_backend.go, selectWorkspace).
 */
export function* workspaceProblems(path: string, terraform: Block): Generator<string> {
  const cloud = first(terraform["cloud"]);
  const named = isBlock(cloud) ? first(cloud["workspaces"]) : undefined;
  const own = isBlock(named) ? named["name"] : undefined;
  const text = readFileSync(path, "utf8");
  // Blanks at the ends are those that Go and JavaScript both leave out.
  const selected = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  if (selected === "" || selected === "default" || selected === own) return;
  yield `${path}: selects the workspace ${escaped(selected)}, but the stack keeps its state in the workspace ${
    typeof own === "string" ? own : "default"
  }; delete the file`;
}
