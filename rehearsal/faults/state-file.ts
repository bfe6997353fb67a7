/** A stack's state as bytes, wherever its backend keeps it: to read, to spoil, and to put back. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { LocalAws } from "../local-aws";
import type { Stack } from "../terraform";

export interface StateFile {
  readonly backend: "local" | "s3";
  /** Nothing where there is none. */
  read(): Promise<Buffer | undefined>;
  /** Replaces it; without bytes there is none afterwards. */
  write(bytes: Buffer | undefined): Promise<void>;
}

type Backend = {
  readonly local?: { readonly path: string };
  readonly s3?: {
    readonly bucket: string;
    readonly key: string;
    readonly region: string;
    readonly assume_role: { readonly role_arn: string };
  };
};

/** The state of a stack with local or s3 state; the override that a rehearsal puts beside the JSON counts. */
export function stateFileOf(stack: Stack, localAws: LocalAws): StateFile {
  const { local, s3 } = backendOf(stack) ?? {};
  if (local) return onDisk(resolve(stack.folder, local.path));
  if (!s3) throw new Error(`${stack.name} keeps its state neither in a local file nor in S3`);
  const object = { account: s3.assume_role.role_arn.split(":")[4], ...s3 };
  const decode = (content: unknown) => (typeof content === "string" ? Buffer.from(content, "base64") : undefined);
  return {
    backend: "s3",
    read: async () => decode((await localAws.ask("/object", object)).content),
    write: async (bytes) =>
      void (await localAws.ask("/object", { ...object, content: bytes?.toString("base64") ?? null })),
  };
}

/** Whether the state is a server's, which has a lock and a crash of its own. */
export const isRemote = (stack: Stack): boolean => backendOf(stack) === undefined;

function onDisk(path: string): StateFile {
  return {
    backend: "local",
    read: async () => (existsSync(path) ? readFileSync(path) : undefined),
    write: async (bytes) => (bytes ? writeFileSync(path, bytes) : rmSync(path, { force: true })),
  };
}

function backendOf({ folder }: Stack): Backend | undefined {
  const override = join(folder, "rehearsal_override.tf.json");
  const file = existsSync(override) ? override : join(folder, "cdk.tf.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { terraform: { backend?: Backend } }).terraform.backend;
}
