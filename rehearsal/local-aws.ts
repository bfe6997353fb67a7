/** Starts and ends the local AWS, and asks it things that AWS itself would not answer. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { join, resolve } from "node:path";
import { end, start } from "./children";
import type { Facts } from "./facts/facts";
import { localAwsFolder } from "./folders";
import { ready } from "./ready";
import { neutral, terraformDefaults } from "./surroundings";

export interface AccountPreparation {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  /** ARNs of roles to make: what Terraform assumes. */
  readonly roles: readonly string[];
  /** Names of buckets to make: what holds state. */
  readonly buckets?: readonly string[];
  /** ARNs of managed policies to make: permissions boundaries. */
  readonly policies?: readonly string[];
  /** An identity store of IAM Identity Center: its id, names of its users, and the accounts whose domains it serves. */
  readonly identityStore?: {
    readonly id: string;
    readonly users: readonly string[];
    readonly accounts: readonly string[];
  };
}

export interface Resource {
  readonly account: string;
  /** In words: vpc, security group, Domain, ... */
  readonly kind: string;
  readonly id: string;
}

export interface RecordedCall {
  readonly phase: string;
  readonly account: string;
  /** ARN of the role that called; empty for the base credentials. */
  readonly role: string;
  /** The name that the role's session was given; of the session that is asked for where a role is assumed. */
  readonly session: string;
  readonly region: string;
  /** As botocore names it. */
  readonly service: string;
  readonly operation: string;
  /** The input member that names the resource; empty, as the resource, where none does. */
  readonly member: string;
  readonly resource: string;
  readonly status: number;
  readonly error?: string;
  /** All that was sent, by botocore's names; only while `Settings.inputs` is on. */
  readonly input?: Readonly<Record<string, unknown>>;
}

export interface Settings {
  /** Written with every call from now on. */
  readonly phase?: string;
  /** Whether calls are recorded with all that was sent from now on. */
  readonly inputs?: boolean;
  /** Share of calls, 0 to 1, answered with the service's throttling error. */
  readonly throttleShare?: number;
  /** How long a role's sessions live from now on; 0: as long as is asked for. */
  readonly sessionSeconds?: number;
  /** The credentials that ask for sessions have expired. */
  readonly baseExpired?: boolean;
  /** Short names of the endpoint services that zones lack from now on, by the zone's id. */
  readonly missingServices?: Readonly<Record<string, readonly string[]>>;
  /** Short names of endpoint services that evaluate no endpoint policy. */
  readonly servicesWithoutPolicy?: readonly string[];
  /** How long an app is Pending before it runs, and Deleting before it is Deleted; 0: neither is seen. */
  readonly appSeconds?: number;
  /** Whether a block of settings that an update names keeps what the update leaves out. AWS does not say. */
  readonly blocksMerge?: boolean;
  /** Who answers for HCP Terraform's host: a server on that port of this machine. */
  readonly terraformCloud?: { readonly host: string; readonly port: number };
}

export interface LocalAws {
  /** All that Terraform and AWS SDKs need to reach it instead of AWS. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folder with local-aws.log and calls.jsonl. */
  readonly folder: string;
  /** Makes what Terraform needs to begin with; answers what the account holds then. */
  prepareAccount(preparation: AccountPreparation): Promise<Resource[]>;
  /** Everything in the account and region but the default VPC's parts and keys that wait for their deletion. */
  resources(account: string, region: string): Promise<Resource[]>;
  /** What account and region hold, as the services keep it. */
  facts(account: string, region: string): Promise<Facts>;
  change(settings: Settings): Promise<void>;
  /** Any other question or order of local_aws/admin.py. Rejects where it is refused. */
  ask(path: string, body: unknown): Promise<Record<string, unknown>>;
  /** Every call so far, in order. */
  calls(): RecordedCall[];
  /** Another local AWS that holds what this one holds now, with a record of calls of its own; ask for it while nobody calls. */
  copy(workDir: string): Promise<LocalAws>;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Gets certificates, the log and the record of calls; made if missing. */
  readonly workDir: string;
  /** The virtual environment's Python: see findPython. */
  readonly python: string;
}

/** Starts the local AWS on a free port of this machine. Rejects with its last words where it does not come up. */
export async function startLocalAws({ workDir, python }: StartOptions): Promise<LocalAws> {
  const folder = resolve(workDir);
  mkdirSync(folder, { recursive: true });
  // Never written beside the sources: a checkout stays as it is.
  const environment = { ...neutral(), PYTHONDONTWRITEBYTECODE: "1" };
  const args = ["-m", "local_aws", "--folder", folder, "--parent", String(process.pid)];
  const child = start(python, args, localAwsFolder, environment);
  const [, line = ""] = await ready(child, "the local AWS", /^(\{.*\})\n/m);
  const { port, caBundle } = JSON.parse(line) as { port: number; caBundle: string };
  return at(port, caBundle, folder, () => end(child));
}

function at(port: number, caBundle: string, folder: string, stop: () => Promise<void>): LocalAws {
  const ask = (path: string, body: unknown) => post(port, path, body);
  const proxy = `http://127.0.0.1:${port}`;
  return {
    folder,
    environment: {
      ...neutral(),
      ...terraformDefaults,
      HTTPS_PROXY: proxy,
      HTTP_PROXY: proxy,
      AWS_CA_BUNDLE: caBundle,
      AWS_ACCESS_KEY_ID: "rehearsal",
      AWS_SECRET_ACCESS_KEY: "rehearsal",
      AWS_EC2_METADATA_DISABLED: "true",
      // No file of the user's may add a profile or an endpoint.
      AWS_CONFIG_FILE: join(folder, "no-config"),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "no-credentials"),
    },
    prepareAccount: async (preparation) => (await ask("/prepare-account", preparation)).resources as Resource[],
    resources: async (account, region) => (await ask("/resources", { account, region })).resources as Resource[],
    facts: async (account, region) => (await ask("/facts", { account, region })) as unknown as Facts,
    change: async (settings) => void (await ask("/settings", settings)),
    ask,
    calls: () => readCalls(join(folder, "calls.jsonl")),
    copy: async (workDir) => {
      const own = resolve(workDir);
      const { port: other } = await ask("/copy", { folder: own });
      // It may be gone before its answer is here.
      const stop = () => post(other as number, "/end", {}).then(ignore, ignore);
      return at(other as number, caBundle, own, stop);
    },
    stop,
  };
}

const ignore = () => undefined;

/** Through node:http, which knows no proxy settings. */
function post(port: number, path: string, body: unknown): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path, method: "POST" }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => {
        if (response.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`the local AWS refused ${path}: ${text}`));
      });
    });
    sent.on("error", reject);
    sent.end(JSON.stringify(body));
  });
}

function readCalls(file: string): RecordedCall[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line));
}
