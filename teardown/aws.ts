/** Clients of an account's AWS API, as the deployer role, through the proxy that the surroundings name. */
import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import { EC2Client } from "@aws-sdk/client-ec2";
import { EFSClient } from "@aws-sdk/client-efs";
import { IAMClient } from "@aws-sdk/client-iam";
import { IdentitystoreClient } from "@aws-sdk/client-identitystore";
import { SageMakerClient } from "@aws-sdk/client-sagemaker";
import { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { HttpsProxyAgent } from "https-proxy-agent";
import { printable } from "../config/problems";
import type { Account } from "../config/schema";
import { NoSession, proxyOf, UnusableSetting } from "./failure";

export type Surroundings = Readonly<Record<string, string | undefined>>;

export interface Clients {
  readonly ec2: EC2Client;
  readonly efs: EFSClient;
  readonly iam: IAMClient;
  readonly sagemaker: SageMakerClient;
  /** Closes connections; the clients cannot be used afterwards. */
  close(): void;
}

export interface IdentityClients {
  readonly assignments: SSOAdminClient;
  readonly users: IdentitystoreClient;
  close(): void;
}

/** Milliseconds until a host that does not answer counts as one that cannot be reached. */
const connectionTimeout = 10_000;

/** What CloudTrail shows as the session's name, by command. */
export const sessionNames = {
  teardown: "enclave-teardown",
  doctor: "enclave-doctor",
  suspend: "enclave-suspend",
  resume: "enclave-resume",
} as const;

/**
 * Clients with a session of the account's deployer role. The base credentials are AWS's default chain, or the surroundings'
 * keys. As Terraform does, they take HTTPS_PROXY and AWS_CA_BUNDLE into account, which the SDK alone does not.
 * What the clients send rejects with NoSession where there is no session; this throws it where the proxy or the certificates
 * cannot be used.
 */
export function clientsFor(
  account: Account,
  region: string,
  surroundings: Surroundings,
  sessionName: string = sessionNames.teardown,
): Clients {
  const { config, close } = connect(account, region, surroundings, sessionName);
  const clients = {
    ec2: new EC2Client(config()),
    efs: new EFSClient(config()),
    iam: new IAMClient(config()),
    sagemaker: new SageMakerClient(config()),
  };
  return { ...clients, close: () => close(Object.values(clients)) };
}

/** Clients of IAM Identity Center, with a session of the role that assigns users; otherwise as `clientsFor`. */
export function identityClientsFor(
  account: Account,
  region: string,
  surroundings: Surroundings,
  sessionName: string,
): IdentityClients {
  const { config, close } = connect(account, region, surroundings, sessionName);
  const clients = { assignments: new SSOAdminClient(config()), users: new IdentitystoreClient(config()) };
  return { ...clients, close: () => close(Object.values(clients)) };
}

function connect({ deployerRole }: Account, region: string, surroundings: Surroundings, sessionName: string) {
  // The pinned versions support Node 20; the warning is about versions to come.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  const httpsAgent = agentOf(surroundings);
  const requestHandler = () => new NodeHttpHandler({ httpsAgent, connectionTimeout });
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = surroundings;
  const keys = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;
  const sessionToken = surroundings["AWS_SESSION_TOKEN"];
  const sts = new STSClient({
    region,
    requestHandler: requestHandler(),
    ...(keys && { credentials: { ...keys, ...(sessionToken && { sessionToken }) } }),
  });
  const credentials = async () => {
    const assume = new AssumeRoleCommand({ RoleArn: deployerRole, RoleSessionName: sessionName });
    const { Credentials: session } = await sts.send(assume).catch((error: unknown) => {
      throw new NoSession(error);
    });
    if (!session?.AccessKeyId || !session.SecretAccessKey) throw new Error(`no session of ${deployerRole}`);
    return {
      accessKeyId: session.AccessKeyId,
      secretAccessKey: session.SecretAccessKey,
      sessionToken: session.SessionToken,
      expiration: session.Expiration,
    };
  };
  const config = () => ({ region, credentials, requestHandler: requestHandler() });
  return {
    config,
    close: (clients: readonly { destroy(): void }[]) => {
      for (const client of [sts, ...clients]) client.destroy();
      httpsAgent.destroy();
    },
  };
}

function agentOf(surroundings: Surroundings): Agent {
  const options = certificatesOf(surroundings);
  const proxy = proxyOf(surroundings);
  if (proxy === undefined) return new Agent({ ...options, keepAlive: true });
  if (!URL.canParse(proxy) || !/^https?:/.test(proxy)) {
    throw new NoSession(
      new UnusableSetting("HTTPS_PROXY is not a URL; write for example http://proxy.example.com:3128"),
    );
  }
  const agent = new HttpsProxyAgent(proxy);
  // What its constructor takes is for the proxy; these are for what lies behind it.
  Object.assign(agent.options, options);
  // It is an agent for Node, though its type is a wider one.
  return agent as unknown as Agent;
}

function certificatesOf({ AWS_CA_BUNDLE: file }: Surroundings): { readonly ca?: Buffer } {
  if (!file) return {};
  try {
    return { ca: readFileSync(file) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = `the file of certificates ${printable(file)} (AWS_CA_BUNDLE) cannot be read (${code})`;
    throw new NoSession(new UnusableSetting(`${what}; name a file of PEM certificates`));
  }
}
