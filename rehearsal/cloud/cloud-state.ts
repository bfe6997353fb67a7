/** State in HCP Terraform: its API on this machine (OTF with PostgreSQL), its workspaces, its remote runs. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../config/schema";
import type { LocalAws } from "../local-aws";
import type { Found } from "../python";
import { added } from "../surroundings";
import type { Terraform, TerraformOptions } from "../terraform";
import { CloudApi } from "./api";
import { startOtf } from "./otf";
import { startPostgres } from "./postgres";
import { type CloudPrograms, findCloudPrograms } from "./programs";
import { RemoteTerraform } from "./remote-terraform";
import { type ExecutionMode, Workspaces } from "./workspaces";

type State = Extract<Environment["state"], { backend: "cloud" }>;

export interface CloudState {
  /** Runs the commands in the stacks' workspaces. */
  terraform(options: TerraformOptions): Terraform;
  /** Where they run from here on; remotely at first. */
  execute(mode: ExecutionMode): Promise<void>;
  stop(): Promise<void>;
}

export interface CloudOptions {
  readonly environment: Environment;
  readonly localAws: LocalAws;
  /** For `terraform init -plugin-dir` inside the runs. */
  readonly pluginFolder: string;
  /** Gets the server's log and its runs' folders. */
  readonly workDir: string;
}

/** What OTF lacks and how the rehearsal gets over it, for the report. */
export const bridges = [
  "bridged: OTF leaves the cloud block in JSON; inside a run an override file puts the state that OTF lays there in its place",
  "bridged: OTF knows no projects; Terraform was told that there are none, and found the workspaces that were made for it",
  "bridged: OTF shares a workspace's state with the whole organization or with nobody; it was the whole organization",
  "bridged: OTF saves no plans; what a plan changes was read from its run",
] as const;

/** Nothing for an environment whose state is elsewhere. */
export async function startCloudState(options: CloudOptions): Promise<Found<CloudState> | undefined> {
  const { state } = options.environment;
  if (state.backend !== "cloud") return undefined;
  const programs = await findCloudPrograms();
  return "missing" in programs ? programs : { value: await start(state, options, programs.value) };
}

async function start(state: State, options: CloudOptions, programs: CloudPrograms): Promise<CloudState> {
  const { localAws, pluginFolder } = options;
  const host = state.hostname ?? "app.terraform.io";
  const workDir = join(options.workDir, "cloud");
  mkdirSync(workDir, { recursive: true });
  const postgres = await startPostgres(programs);
  const otf = await startOtf(programs, postgres, host, workDir).catch(async (error) => {
    await postgres.stop();
    throw error;
  });
  // Terraform finds the host as it does in production, through the proxy that leads to the local AWS.
  await localAws.change({ terraformCloud: { host, port: otf.port } });
  const api = new CloudApi(`http://127.0.0.1:${otf.port}`, otf.token);
  const workspaces = new Workspaces(api, state.organization, programs.terraformVersion);
  const trust = { SSL_CERT_FILE: localAws.environment["AWS_CA_BUNDLE"] ?? "" };
  await workspaces.prepare({
    ...added(localAws.environment),
    ...trust,
    TF_CLI_ARGS: "-no-color",
    // Split as a shell would.
    TF_CLI_ARGS_init: `'-plugin-dir=${pluginFolder}'`,
  });
  return {
    terraform: (given) => {
      const token = { [tokenVariable(host)]: otf.token };
      return new RemoteTerraform({ ...given, environment: { ...given.environment, ...trust, ...token } }, workspaces);
    },
    execute: (mode) => workspaces.execute(mode),
    stop: async () => {
      await otf.stop();
      await postgres.stop();
    },
  };
}

/** Where Terraform looks for a host's token: https://developer.hashicorp.com/terraform/cli/config/config-file#environment-variable-credentials */
export const tokenVariable = (host: string): string => `TF_TOKEN_${host.replaceAll("-", "__").replaceAll(".", "_")}`;
