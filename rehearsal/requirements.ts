/** Finds out whether this machine can rehearse: Terraform, the AWS provider, Python and the local AWS's packages. */
import { findAwsCli } from "./aws-cli";
import { findCloudPrograms } from "./cloud/programs";
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

export interface RequirementsOptions {
  /** Asks for what plays HCP Terraform too, which a rehearsal can do without. */
  readonly cloud?: boolean;
  /** Asks for the AWS CLI too, which day two needs. */
  readonly awsCli?: boolean;
  /** Told what is being downloaded or installed. */
  readonly onStep?: (text: string) => void;
}

/** What a rehearsal needs, or one line for each thing that is missing. Downloads the provider and Python packages the first time. */
export async function findRequirements({
  cloud = false,
  awsCli = false,
  onStep,
}: RequirementsOptions = {}): Promise<Requirements | { readonly missing: readonly string[] }> {
  const [provider, python, ...more] = await Promise.all([
    findProvider({ onStep }),
    findPython(undefined, { onStep }),
    cloud ? findCloudPrograms() : undefined,
    awsCli ? findAwsCli(onStep) : undefined,
  ]);
  const missing = [provider, python, ...more].flatMap((found) => (found && "missing" in found ? [found.missing] : []));
  if (missing.length > 0 || "missing" in provider || "missing" in python) return { missing };
  return { pluginFolder: provider.value, python: python.value };
}

/** The one line that a skip prints. */
export const skipLine = (what: string, missing: readonly string[]) => `skipped: ${what}: ${missing.join("; ")}`;
