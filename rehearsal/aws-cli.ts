/** AWS's own command line: runs a line that was printed for people, word for word, against the local AWS. */
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { run } from "./children";
import type { LocalAws } from "./local-aws";
import { type Found, findPython, type PythonPackages } from "./python";

const packages: PythonPackages = {
  folder: "aws-cli",
  requirements: join(__dirname, "aws-cli", "requirements.txt"),
  hashed: true,
  of: "the AWS CLI",
};

/** What CloudTrail would show as the session's name of whoever pastes lines. */
export const pastedSession = "enclave-pasted-line";

/** The folder of `aws`, which is installed where it is missing. */
export async function findAwsCli(onStep?: (text: string) => void): Promise<Found<string>> {
  const python = await findPython(packages, { onStep });
  return "missing" in python ? python : { value: dirname(python.value) };
}

export interface Pasted {
  readonly ok: boolean;
  /** All that was said. */
  readonly output: string;
}

/**
 * A shell in which `aws` is at hand, with a session of this role (an ARN). Rejects where the AWS CLI cannot be installed.
 */
export async function shellWithAws({ environment, folder }: LocalAws, role: string) {
  const found = await findAwsCli();
  if ("missing" in found) throw new Error(found.missing);
  mkdirSync(folder, { recursive: true });
  const config = join(folder, `${role.replaceAll(/\W/g, "-")}.config`);
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, ...others } = environment;
  // Keys in variables would be used in the place of the profile's role.
  writeFileSync(
    config,
    `[profile base]
aws_access_key_id = ${id}
aws_secret_access_key = ${secret}
[profile pasted]
source_profile = base
role_arn = ${role}
role_session_name = ${pastedSession}
`,
  );
  const variables = {
    ...others,
    PATH: `${found.value}${delimiter}${process.env["PATH"] ?? ""}`,
    // Sessions are kept below it, and those of another local AWS are none of this one's.
    HOME: folder,
    AWS_CONFIG_FILE: config,
    AWS_PROFILE: "pasted",
    AWS_PAGER: "",
  };
  return async (line: string): Promise<Pasted> => {
    const log = join(folder, "pasted-lines.log");
    const ended = await run({ program: "sh", arguments: ["-c", line], folder, environment: variables, log });
    return { ok: ended.exitCode === 0, output: ended.output.trim() };
  };
}
