/** What keeps teardown from AWS is no mistake of ours: it says which account and role, why, and what to do; exit code 1, JSON under --json. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failureOf, NoSession } from "../../teardown/failure";
import { enclave } from "../cli/enclave";
import { shippedEnvironments } from "../config/folders";

const account = "111111111111";
const role = `arn:aws:iam::${account}:role/studio-enclave-deployer`;
const session = `no session of ${role} in account ${account}`;
const give =
  "sign in (aws sso login), or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, as somebody who may assume this role";

let scratch: string;
let saved: NodeJS.ProcessEnv;
let server: Server | undefined;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "enclave-stopped-"));
  cpSync(join(shippedEnvironments, "dev"), join(scratch, "environments/dev"), { recursive: true });
  const team = join(scratch, "environments/dev/teams/research.yaml");
  writeFileSync(team, "schemaVersion: 1\ncidr: 10.0.128.0/22\nusers: [{name: ada}]\nprotect: false\n");
  saved = process.env;
  const own = Object.entries(saved).filter(([name]) => !/^(AWS_|https?_proxy$|no_proxy$)/i.test(name));
  process.env = {
    ...Object.fromEntries(own),
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: join(scratch, "config"),
    AWS_SHARED_CREDENTIALS_FILE: join(scratch, "credentials"),
  };
});
afterEach(() => {
  process.env = saved;
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  rmSync(scratch, { recursive: true, force: true });
});

const keys = { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" };

async function teardown(variables: Record<string, string>, how = "--dry-run") {
  Object.assign(process.env, variables);
  const args = ["teardown", "dev", how, "--environments", join(scratch, "environments")];
  const { exitCode, stdout, stderr } = await enclave(args);
  const machine = await enclave([...args, "--json"]);
  expect(machine.exitCode).toBe(exitCode);
  return { exitCode, stdout, stderr, json: JSON.parse(machine.stdout) };
}

/** An AWS that answers each of its services so; keys are part of the request's body or its target. */
async function aws(answers: Readonly<Record<string, { status: number; type?: string; body: string }>>) {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (text) => {
      body += text;
    });
    request.on("end", () => {
      const asked = `${request.headers["x-amz-target"] ?? ""} ${body}`;
      const [, answer] = Object.entries(answers).find(([part]) => asked.includes(part)) ?? [];
      response.writeHead(answer?.status ?? 500, { "content-type": answer?.type ?? "text/xml" });
      response.end(answer?.body ?? "");
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { ...keys, AWS_ENDPOINT_URL_STS: url, AWS_ENDPOINT_URL_SAGEMAKER: url };
}
const refusal = (code: string, message: string) => ({
  status: 403,
  body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
});
const granted = {
  status: 200,
  body: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>x</SecretAccessKey><SessionToken>y</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
};

type Case = readonly [
  what: string,
  variables: () => Promise<Record<string, string>> | Record<string, string>,
  message: string,
];
const cases: readonly Case[] = [
  ["without credentials", () => ({}), `${session}: there are no AWS credentials; ${give}`],
  [
    "with a profile that is not there",
    () => ({ AWS_PROFILE: "nobody" }),
    `${session}: the profile nobody (AWS_PROFILE) gives no credentials; ${give}`,
  ],
  [
    "with a proxy that is no URL",
    () => ({ ...keys, HTTPS_PROXY: "proxy" }),
    `${session}: HTTPS_PROXY is not a URL; write for example http://proxy.example.com:3128`,
  ],
  [
    "with certificates that cannot be read",
    () => ({ ...keys, AWS_CA_BUNDLE: "/not/there.pem" }),
    `${session}: the file of certificates /not/there.pem (AWS_CA_BUNDLE) cannot be read (ENOENT); name a file of PEM certificates`,
  ],
  [
    "where the role does not admit the caller",
    () => aws({ AssumeRole: refusal("AccessDenied", "User: ada is not authorized to perform: sts:AssumeRole") }),
    `${session}: AWS refused it (AccessDenied: User: ada is not authorized to perform: sts:AssumeRole); let the role's trust policy and your own policies admit you (docs/deployer.md), or ${give}`,
  ],
  [
    "with credentials that have expired",
    () => aws({ AssumeRole: refusal("ExpiredToken", "The security token included in the request is expired") }),
    `${session}: the credentials are not valid (ExpiredToken: The security token included in the request is expired); ${give}`,
  ],
  [
    "with credentials that nobody knows",
    () =>
      aws({ AssumeRole: refusal("InvalidClientTokenId", "The security token included in the request is invalid.") }),
    `${session}: the credentials are not valid (InvalidClientTokenId: The security token included in the request is invalid.); ${give}`,
  ],
  [
    "where the role may not look",
    () =>
      aws({
        AssumeRole: granted,
        ListDomains: {
          status: 400,
          type: "application/x-amz-json-1.1",
          body: '{"__type": "AccessDeniedException", "message": "not authorized to perform: sagemaker:ListDomains"}',
        },
      }),
    `AWS refused ${role} in account ${account} (AccessDeniedException: not authorized to perform: sagemaker:ListDomains); docs/deployer.md lists what the role needs`,
  ],
];

test.each(cases)("%s", async (_, variables, message) => {
  expect(await teardown(await variables())).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: `error: ${message}\n`,
    json: { ok: false, error: message, account, role },
  });
});

test("what was deleted before AWS refused is told, and stays deleted", async () => {
  const json = (status: number, body: object) => ({
    status,
    type: "application/x-amz-json-1.1",
    body: JSON.stringify(body),
  });
  const app = { DomainId: "d-1", AppType: "JupyterLab", AppName: "default", SpaceName: "shared", Status: "InService" };
  const variables = await aws({
    AssumeRole: granted,
    ListDomains: json(200, { Domains: [{ DomainId: "d-1", DomainName: "enclave-dev-research" }] }),
    ListApps: json(200, { Apps: [app] }),
    ListSpaces: json(200, { Spaces: [{ SpaceName: "shared" }] }),
    DescribeVpcs: { status: 200, body: "<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>" },
    DeleteApp: json(200, {}),
    DescribeApp: json(400, { __type: "ResourceNotFound", message: "RecordNotFound" }),
    DeleteSpace: json(400, { __type: "AccessDeniedException", message: "not yours" }),
  });
  const {
    exitCode,
    stdout,
    stderr,
    json: machine,
  } = await teardown({ ...variables, AWS_ENDPOINT_URL_EC2: variables.AWS_ENDPOINT_URL_STS }, "--yes");
  const app1 = "d-1/shared/JupyterLab/default";
  const error = `AWS refused ${role} in account ${account} (AccessDeniedException: not yours); docs/deployer.md lists what the role needs. Deleted before that: app ${app1}`;
  expect(exitCode).toBe(1);
  expect(stdout).toContain(`delete app ${app1}`);
  expect(stderr).toBe(`error: ${error}\n`);
  expect(machine).toEqual({ ok: false, error, account, role, deleted: [{ kind: "app", id: app1 }] });
});

test("a space that AWS gives up deleting is told with AWS's reason", async () => {
  const json = (body: object) => ({ status: 200, type: "application/x-amz-json-1.1", body: JSON.stringify(body) });
  const variables = await aws({
    AssumeRole: granted,
    ListDomains: json({ Domains: [{ DomainId: "d-1", DomainName: "enclave-dev-research" }] }),
    ListApps: json({ Apps: [] }),
    ListSpaces: json({ Spaces: [{ SpaceName: "shared" }] }),
    DescribeVpcs: { status: 200, body: "<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>" },
    DeleteSpace: json({}),
    DescribeSpace: json({ Status: "Delete_Failed", FailureReason: "its volume is busy" }),
  });
  const { exitCode, stderr } = await teardown(
    { ...variables, AWS_ENDPOINT_URL_EC2: variables.AWS_ENDPOINT_URL_STS },
    "--yes",
  );
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr:
      "error: AWS could not delete space d-1/shared (its volume is busy); see in the console why, then run the command again\n",
  });
});

test("a command that only reads says nothing of what stays deleted", () => {
  const answer = Object.assign(new Error("busy"), { name: "InternalFailure", $metadata: { httpStatusCode: 500 } });
  const of = (kept?: string) => failureOf(answer, { id: account, deployerRole: role }, {}, kept);
  const start = `AWS answered ${role} in account ${account} (InternalFailure: busy) with an error; run the command again`;
  expect(of()).toBe(start);
  expect(of("what is done stays done")).toBe(`${start}, what is done stays done`);
});

/** Real sockets' errors reach the SDK in another realm under Jest: stopped.slow.test.ts has them in a process of its own. */
describe("a host that cannot be reached", () => {
  const of = (error: object, variables: Record<string, string> = {}) =>
    failureOf(new NoSession(error), { id: account, deployerRole: role }, variables);
  const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED", syscall: "connect" });

  test("is told with its proxy, without the password in it", () => {
    expect(of(refused, { HTTPS_PROXY: "http://me:secret@127.0.0.1:1" })).toBe(
      `${session}: STS cannot be reached through the proxy 127.0.0.1:1 (ECONNREFUSED); check the network and HTTPS_PROXY`,
    );
  });

  test.each([
    ["ECONNREFUSED", refused],
    ["ENOTFOUND", Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND", syscall: "getaddrinfo" })],
    ["ETIMEDOUT", Object.assign(new Error("late"), { name: "TimeoutError", code: "ETIMEDOUT" })],
    ["TimeoutError", Object.assign(new Error("late"), { name: "TimeoutError" })],
  ])("is told with the reason: %s", (code, error) => {
    expect(of(error)).toBe(
      `${session}: STS cannot be reached (${code}); check the network, and HTTPS_PROXY where there is a proxy`,
    );
  });

  test("is another thing than a certificate that is not trusted", () => {
    expect(of(Object.assign(new Error("self-signed"), { code: "SELF_SIGNED_CERT_IN_CHAIN" }))).toBe(
      `${session}: the certificate of STS, or of a proxy before it, is not trusted (SELF_SIGNED_CERT_IN_CHAIN); name the file of your certificates in AWS_CA_BUNDLE`,
    );
  });

  test("a mistake of ours stays one", () => {
    expect(of(new TypeError("x is not a function"))).toBeUndefined();
    expect(failureOf(new TypeError("x"), { id: account, deployerRole: role }, {})).toBeUndefined();
  });
});
