/** Where a stack keeps its state, as plain values: what the stacks are given, and what the proof holds them against. */
import type { Environment } from "./schema";

export type StateSettings =
  | { readonly backend: "local"; readonly path: string }
  | {
      readonly backend: "s3";
      readonly bucket: string;
      readonly key: string;
      readonly region: string;
      readonly encrypt: boolean;
      readonly kmsKey?: string | undefined;
      /** ARN of the role that reads and writes it. */
      readonly role?: string | undefined;
    }
  | {
      readonly backend: "cloud";
      readonly organization: string;
      readonly hostname?: string | undefined;
      readonly project?: string | undefined;
      readonly workspace: string;
    };

/** Relative paths start at the folder Terraform runs in, <output>/stacks/<stack>: state lies beside the output folder, which may be deleted. */
export function stateSettings({ name, region, accounts, state }: Environment, stack: string): StateSettings {
  switch (state.backend) {
    case "local":
      return { backend: "local", path: `../../../state/${stack}.tfstate` };
    case "s3":
      return {
        backend: "s3",
        bucket: state.bucket,
        key: `${name}/${stack}.tfstate`,
        region: state.region ?? region,
        encrypt: true,
        kmsKey: state.kmsKey,
        role: state.role ?? accounts.studio.deployerRole,
      };
    case "cloud": {
      const { organization, hostname, project } = state;
      return { backend: "cloud", organization, hostname, project, workspace: stack };
    }
  }
}

/** Everything of it in words; equal words mean equal settings. */
export function showState(settings: StateSettings): string {
  switch (settings.backend) {
    case "local":
      return `local file ${settings.path}`;
    case "s3": {
      const { bucket, key, region, encrypt, kmsKey, role } = settings;
      const encryption = encrypt ? `encrypted${kmsKey === undefined ? "" : ` under ${kmsKey}`}` : "not encrypted";
      return `s3://${bucket}/${key} in ${region}, ${encryption}, through ${role ?? "no role"}`;
    }
    case "cloud": {
      const { organization, hostname = "app.terraform.io", project, workspace } = settings;
      return `workspace ${workspace} of ${hostname}/${organization}, ${project === undefined ? "default project" : `project ${project}`}`;
    }
  }
}

/**
 * The command that moves a stack's state, typed in its folder after its synthesis. Where `cloud` is one of the backends
 * Terraform refuses `-migrate-state`, and asks people instead (tried with 1.11.4).
 */
export const moveState = (...backends: readonly string[]): string =>
  backends.includes("cloud") ? "terraform init" : "terraform init -migrate-state";
