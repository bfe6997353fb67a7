/** Finds out whether this machine can rehearse: Terraform, the AWS provider, Python and the local AWS's packages. */
import { findProvider } from "./provider";
import { findPython } from "./python";

export interface Requirements {
  /** For `terraform init -plugin-dir`. */
  readonly pluginFolder: string;
  /** The virtual environment's Python. */
  readonly python: string;
}

/** Set where nothing may be skipped: a machine that is known to have everything. */
export const skipsAreFailures = () => process.env.ENCLAVE_NO_SKIPS === "1";

/** What a rehearsal needs, or one line for each thing that is missing. Takes half a minute the first time. */
export async function findRequirements(): Promise<Requirements | { readonly missing: readonly string[] }> {
  const [provider, python] = await Promise.all([findProvider(), findPython()]);
  if ("value" in provider && "value" in python) return { pluginFolder: provider.value, python: python.value };
  return { missing: [provider, python].flatMap((found) => ("missing" in found ? [found.missing] : [])) };
}

/** The one line that a skip prints. */
export const skipLine = (what: string, missing: readonly string[]) => `skipped: ${what}: ${missing.join("; ")}`;
