/** What `--keep` leaves for a look: a file that leads a shell to the local AWS, and the words that say how to go on. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { display } from "../cli/context";
import type { Account, Environment } from "../config/schema";
import { shellLine, shellWord } from "../config/shell-line";
import { tokenVariable } from "./cloud/cloud-state";
import { isRemote } from "./faults/state-file";
import type { OrderedStack } from "./levels";
import { added } from "./surroundings";

export interface Kept {
  readonly environment: Environment;
  /** The folder of the rehearsal. */
  readonly workDir: string;
  readonly stacks: readonly OrderedStack[];
}

const fileOf = (workDir: string) => join(workDir, "shell.sh");

/** Accounts by the names that the AWS CLI gets for them. */
const profilesOf = ({ accounts }: Environment): readonly (readonly [string, Account])[] => [
  ["studio", accounts.studio],
  ...Object.entries(accounts.data).map(([name, account]) => [`data-${name}`, account] as const),
];

/** `variables`: the whole environment of the rehearsal's own commands. */
export function writeShell(
  { environment, workDir, pluginFolder }: Omit<Kept, "stacks"> & { readonly pluginFolder: string },
  variables: Readonly<Record<string, string>>,
): void {
  const config = join(workDir, "aws-config");
  const profiles = profilesOf(environment).map(
    ([name, { deployerRole }]) =>
      `[profile ${name}]\nrole_arn = ${deployerRole}\ncredential_source = Environment\nregion = ${environment.region}\n`,
  );
  writeFileSync(config, profiles.join("\n"));
  // A person may be asked questions.
  const { TF_IN_AUTOMATION: _, TF_INPUT: __, GOGC: ___, ...ours } = added(variables);
  const exported = {
    ...ours,
    AWS_CONFIG_FILE: config,
    TF_CLI_ARGS_init: shellWord(`-plugin-dir=${pluginFolder}`),
  };
  const lines = Object.entries(exported).map(([name, value]) => `export ${name}=${shellWord(value)}\n`);
  writeFileSync(fileOf(workDir), `${beginning}${lines.join("")}`);
}

/** As surroundings.ts does it for every program that a rehearsal starts. */
const beginning = `# Leads Terraform and the AWS CLI of this shell to the local AWS of one rehearsal.
unset AWS_PROFILE $(env | sed -nE '/^TF_(CLI_CONFIG_FILE|PLUGIN_CACHE)/d; s/^((AWS|TF|MOTO)_[A-Za-z0-9_]*|(HTTPS?|ALL|NO|https?|all|no)_(PROXY|proxy))=.*/\\1/p')
`;

/** Line by line; what is indented is to be typed. `named`: the environment and its team, as words that `enclave synth` takes. */
export function howToGoOn({ environment, workDir, stacks }: Kept, named: readonly string[]): string[] {
  const output = display(join(workDir, "cdktf.out"));
  const terraform = (command: string) => typed("terraform", `-chdir=${output}/stacks/${first}`, command);
  const [first] = stacks.map(({ name }) => name);
  const profiles = profilesOf(environment).map(([profile, { id }]) => `${profile} (${id})`);
  return [
    "The local AWS runs until Ctrl-C. To look around, in another shell:",
    typed("cd", process.cwd()),
    typed(".", display(fileOf(workDir))),
    terraform("plan"),
    terraform("console"),
    typed("aws", "--profile", "studio", "sagemaker", "list-domains"),
    `stacks: ${stacks.map(({ name }) => name).join(", ")}`,
    `profiles for the AWS CLI: ${profiles.join(", ")}`,
    ...stateOf({ environment, workDir, stacks }),
    "After a change of the configuration, in that shell, before another plan:",
    typed("npm", "run", "enclave", "--", "synth", ...named, "--output", output),
    "Ctrl-C here ends the local AWS, and with it everything that was applied. The folder stays; to remove it:",
    typed("rm", "-r", display(workDir)),
  ];
}

function stateOf({ environment: { state }, workDir, stacks }: Kept): string[] {
  const files = `state: files in ${display(join(workDir, "state"))}`;
  if (state.backend === "local") return [files];
  if (state.backend === "s3") {
    return [
      `state: bucket ${state.bucket} of the local AWS`,
      typed("aws", "--profile", "studio", "s3", "ls", state.bucket, "--recursive"),
    ];
  }
  if (!stacks.every(isRemote)) return [`${files}, where rehearsal_override.tf.json beside each stack's JSON leads`];
  const { hostname = "app.terraform.io", organization } = state;
  const token = tokenVariable(hostname);
  const workspaces = `https://${hostname}/api/v2/organizations/${encodeURIComponent(organization)}/workspaces`;
  return [
    `state: workspaces of ${organization} at ${hostname}, which is OTF on this machine for that shell; its token is in ${token}, and plans are remote runs`,
    `  curl --cacert "$AWS_CA_BUNDLE" -H "Authorization: Bearer $${token}" ${shellWord(workspaces)}`,
  ];
}

/** A line to be typed. */
const typed = (...words: readonly string[]) => `  ${shellLine(words)}`;
