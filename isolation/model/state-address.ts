/** Where a stack keeps its state, as one text: a remote state block reads the stack whose address is the same. */
import { normalize } from "node:path/posix";
import type { StateSettings } from "../../config/state-settings";
import { type Block, isBlock, type Json } from "./json";

const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");
const blockOf = (value: Json | undefined): Block => {
  const first = Array.isArray(value) ? value[0] : value;
  return isBlock(first) ? first : {};
};

const cloud = (config: Block): string =>
  [
    "cloud",
    text(config["hostname"]) || "app.terraform.io",
    text(config["organization"]),
    text(blockOf(config["workspaces"])["name"]),
  ].join(" ");
const s3 = (config: Block): string =>
  ["s3", text(config["region"]), text(config["bucket"]), text(config["key"])].join(" ");
const local = (config: Block): string => `local ${normalize(text(config["path"]))}`;

/** By the stack's `terraform` block; undefined where it has no backend of the known kinds, or two. */
export function ownAddress(terraform: Block): string | undefined {
  const backend = blockOf(terraform["backend"]);
  const found = [
    ...(terraform["cloud"] === undefined ? [] : [cloud(blockOf(terraform["cloud"]))]),
    ...Object.entries(backend).map(([kind, config]) => {
      if (kind === "local") return local(blockOf(config));
      return kind === "s3" ? s3(blockOf(config)) : undefined;
    }),
  ];
  return found.length === 1 ? found[0] : undefined;
}

/** What the stack's `terraform` block says of its state, and where; undefined where it has no backend of the known kinds. */
export function ownSettings(terraform: Block): { readonly settings: StateSettings; readonly path: string } | undefined {
  const optional = (value: Json | undefined) => text(value) || undefined;
  if (terraform["cloud"] !== undefined) {
    const config = blockOf(terraform["cloud"]);
    const workspaces = blockOf(config["workspaces"]);
    const settings: StateSettings = {
      backend: "cloud",
      organization: text(config["organization"]),
      hostname: optional(config["hostname"]),
      workspace: text(workspaces["name"]),
      project: optional(workspaces["project"]),
    };
    return { settings, path: "$.terraform.cloud" };
  }
  const backend = blockOf(terraform["backend"]);
  if (backend["local"] !== undefined) {
    const path = text(blockOf(backend["local"])["path"]);
    return { settings: { backend: "local", path }, path: "$.terraform.backend.local" };
  }
  if (backend["s3"] === undefined) return undefined;
  const config = blockOf(backend["s3"]);
  const settings: StateSettings = {
    backend: "s3",
    bucket: text(config["bucket"]),
    key: text(config["key"]),
    region: text(config["region"]),
    encrypt: config["encrypt"] === true,
    kmsKey: optional(config["kms_key_id"]),
    role: optional(blockOf(config["assume_role"])["role_arn"]),
  };
  return { settings, path: "$.terraform.backend.s3" };
}

/** By a remote state block of another stack. */
export function readAddress(remoteState: Block): string | undefined {
  const config = blockOf(remoteState["config"]);
  switch (remoteState["backend"]) {
    case "local":
      return local(config);
    case "s3":
      return s3(config);
    case "remote":
      return cloud(config);
    default:
      return undefined;
  }
}
