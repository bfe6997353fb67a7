/** Finds or installs Checkov, in a Python of its own, and asks it about a folder of stacks. */
import { join } from "node:path";
import { run } from "../../rehearsal/children";
import { type Found, findPython } from "../../rehearsal/python";
import { inherited } from "../../rehearsal/surroundings";

/** A check that a resource fails. */
export interface Finding {
  readonly check: string;
  readonly stack: string;
  /** `aws_s3_bucket.access-logs` */
  readonly resource: string;
}

export const findCheckov = (): Promise<Found<string>> =>
  findPython({
    folder: "checkov",
    requirements: join(__dirname, "requirements.txt"),
    of: "Checkov",
  });

export interface Answer {
  readonly passed: number;
  readonly findings: readonly Finding[];
  /** Files that Checkov could not read. */
  readonly unread: number;
}

/** What Checkov says of every stack below the folder. Rejects where its answer is not understood. */
export async function askCheckov(python: string, folder: string): Promise<Answer> {
  const asked = ["--directory", folder, "--skip-download", "--compact", "--quiet", "--output", "json"];
  const { standardOutput, output } = await run({
    program: python,
    arguments: ["-m", "checkov.main", ...asked],
    folder,
    environment: inherited(),
  });
  if (!/^[[{]/.test(standardOutput)) throw new Error(`Checkov gave no JSON:\n${output}`);
  const reports = [JSON.parse(standardOutput)].flat() as readonly Report[];
  const report = reports.find(({ check_type }) => check_type === "terraform_json");
  if (!report) throw new Error(`Checkov gave no report on Terraform JSON:\n${output}`);
  return {
    passed: report.summary.passed,
    unread: report.summary.parsing_errors,
    // Of its other readers too: of secrets, for example.
    findings: reports
      .flatMap(({ results }) => results.failed_checks)
      .map(({ check_id, file_path, resource }) => ({
        check: check_id,
        stack: file_path.split("/")[1] ?? "",
        resource,
      })),
  };
}

interface Report {
  readonly check_type: string;
  readonly summary: { readonly passed: number; readonly parsing_errors: number };
  readonly results: {
    readonly failed_checks: readonly {
      readonly check_id: string;
      /** `/dev-networking/cdk.tf.json` */
      readonly file_path: string;
      readonly resource: string;
    }[];
  };
}
