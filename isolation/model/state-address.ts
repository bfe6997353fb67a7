/** Where a stack keeps its state, as one text: a remote state block reads the stack whose address is the same. */
import { normalize } from "node:path/posix";
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
