/** Clients of an account's AWS API, as the deployer role, through the proxy that the surroundings name. */
import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import { EC2Client } from "@aws-sdk/client-ec2";
import { EFSClient } from "@aws-sdk/client-efs";
import { SageMakerClient } from "@aws-sdk/client-sagemaker";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { HttpsProxyAgent } from "https-proxy-agent";
import type { Account } from "../config/schema";

export type Surroundings = Readonly<Record<string, string | undefined>>;

export interface Clients {
  readonly ec2: EC2Client;
  readonly efs: EFSClient;
  readonly sagemaker: SageMakerClient;
  /** Closes connections; the clients cannot be used afterwards. */
  close(): void;
}

/** What CloudTrail shows as the session's name. */
export const sessionName = "enclave-teardown";

/**
 * Clients with a session of the account's deployer role. The base credentials are AWS's default chain, or the surroundings'
 * keys. As Terraform does, they take HTTPS_PROXY and AWS_CA_BUNDLE into account, which the SDK alone does not.
 */
export function clientsFor(account: Account, region: string, surroundings: Surroundings): Clients {
  // The pinned versions support Node 20; the warning is about versions to come.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  const httpsAgent = agentOf(surroundings);
  const requestHandler = () => new NodeHttpHandler({ httpsAgent });
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = surroundings;
  const keys = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;
  const sessionToken = surroundings["AWS_SESSION_TOKEN"];
  const sts = new STSClient({
    region,
    requestHandler: requestHandler(),
    ...(keys && { credentials: { ...keys, ...(sessionToken && { sessionToken }) } }),
  });
  const credentials = async () => {
    const assume = new AssumeRoleCommand({ RoleArn: account.deployerRole, RoleSessionName: sessionName });
    const session = (await sts.send(assume)).Credentials;
    if (!session?.AccessKeyId || !session.SecretAccessKey) throw new Error(`no session of ${account.deployerRole}`);
    return {
      accessKeyId: session.AccessKeyId,
      secretAccessKey: session.SecretAccessKey,
      sessionToken: session.SessionToken,
      expiration: session.Expiration,
    };
  };
  const config = () => ({ region, credentials, requestHandler: requestHandler() });
  const clients = {
    ec2: new EC2Client(config()),
    efs: new EFSClient(config()),
    sagemaker: new SageMakerClient(config()),
  };
  return {
    ...clients,
    close: () => {
      for (const client of [sts, ...Object.values(clients)]) client.destroy();
      httpsAgent.destroy();
    },
  };
}

function agentOf({ HTTPS_PROXY, https_proxy, AWS_CA_BUNDLE }: Surroundings): Agent {
  const options = AWS_CA_BUNDLE ? { ca: readFileSync(AWS_CA_BUNDLE) } : {};
  const proxy = HTTPS_PROXY || https_proxy;
  if (!proxy) return new Agent({ ...options, keepAlive: true });
  const agent = new HttpsProxyAgent(proxy);
  // What its constructor takes is for the proxy; these are for what lies behind it.
  Object.assign(agent.options, options);
  // It is an agent for Node, though its type is a wider one.
  return agent as unknown as Agent;
}
