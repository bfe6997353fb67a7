import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { end, start } from "../../rehearsal/children";
import { CloudApi } from "../../rehearsal/cloud/api";
import { findCloudPrograms } from "../../rehearsal/cloud/programs";
import { errorsOfRun, RemoteTerraform } from "../../rehearsal/cloud/remote-terraform";
import { Workspaces } from "../../rehearsal/cloud/workspaces";
import { checkout } from "../../rehearsal/folders";
import type { LocalAws } from "../../rehearsal/local-aws";
import { ready } from "../../rehearsal/ready";
import { Stage } from "../../rehearsal/stage";
import { plannedChangesIn } from "../../rehearsal/terraform";

const work = mkdtempSync(join(tmpdir(), "enclave-cloud-parts-"));
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe("a program that goes on", () => {
  const node = (script: string) => start(process.execPath, ["-e", script], work, { PATH: process.env["PATH"] ?? "" });

  test("is ready once it says so, and is never held up by what it says later", async () => {
    const after = join(work, "after");
    const lots = `process.stdout.write("x".repeat(1e6), () => require("fs").writeFileSync(${JSON.stringify(after)}, ""))`;
    const child = node(`console.error("listens on 8080"); ${lots}; setInterval(() => 0, 1000)`);
    expect((await ready(child, "it", /listens on (\d+)/))[1]).toBe("8080");
    while (!existsSync(after)) await pause(20);
    await end(child);
    expect(existsSync(after)).toBe(true);
  });

  test("that ends before is told with its last words", async () => {
    await expect(ready(node(`console.error("no disk"); process.exit(3)`), "it", /ready/)).rejects.toThrow(
      "it did not start: it ended with 3\nno disk",
    );
  });
});

describe("what plays HCP Terraform", () => {
  test("is named where it is missing", async () => {
    const path = process.env["PATH"];
    process.env["PATH"] = work;
    const found = await findCloudPrograms().finally(() => {
      process.env["PATH"] = path;
    });
    expect(found).toHaveProperty(
      "missing",
      expect.stringMatching(/^OTF \(otfd\) and (PostgreSQL and )?setpriv and Terraform not found$/),
    );
  });

  test("and is missing leaves state in local files, and the report says why", () => {
    const [prod] = loadEnvironments(join(checkout, "environments"), { environment: "prod" }).environments;
    if (!prod) throw new Error("no environment prod");
    const localAws = { environment: {} } as LocalAws;
    const cloud = { missing: "OTF (otfd) not found" };
    const stage = new Stage({ environment: prod, localAws, pluginFolder: "", workDir: work, cloud });
    stage.synthesize(prod);
    for (const { folder } of stage.stacks) expect(existsSync(join(folder, "rehearsal_override.tf.json"))).toBe(true);
    expect([...stage.remarks]).toEqual([expect.stringMatching(/by local state: OTF \(otfd\) not found$/)]);
  });
});

describe("remote runs", () => {
  const folder = join(work, "stack");
  const stack = { name: "prod-networking", folder };
  const plan = {
    resource_changes: [
      { address: "aws_vpc.vpc", type: "aws_vpc", change: { actions: ["update"], before: {}, after: {} } },
      { address: "aws_vpc.same", type: "aws_vpc", change: { actions: ["no-op"], before: {}, after: {} } },
      { address: "data.aws_region.here", type: "aws_region", change: { actions: ["read"], before: null, after: {} } },
    ],
  };
  const asked: { readonly what: string; readonly attributes?: Record<string, unknown> }[] = [];
  let server: Server;
  let workspaces: Workspaces;
  let terraform: RemoteTerraform;
  beforeAll(async () => {
    mkdirSync(folder);
    const program = join(work, "terraform");
    writeFileSync(program, `#!/bin/sh\necho "$@" >> ${join(work, "commands")}\nexit 2\n`);
    chmodSync(program, 0o755);
    server = createServer(async (request, response) => {
      let body = "";
      for await (const part of request) body += part;
      asked.push({ what: `${request.method} ${request.url}`, attributes: body && JSON.parse(body).data.attributes });
      const run = { id: "run-2", relationships: { plan: { data: { id: "plan-2" } } } };
      if (request.url?.includes("/runs")) response.end(JSON.stringify({ data: [run] }));
      else if (request.url === "/api/v2/plans/plan-2/json-output") response.end(JSON.stringify(plan));
      else response.end(JSON.stringify({ data: { id: "ws-1" } }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    workspaces = new Workspaces(new CloudApi(address, "token"), "example", "1.11.4");
    terraform = new RemoteTerraform({ environment: {}, logs: work, pluginFolder: "/plugins", program }, workspaces);
  });
  afterAll(() => server.close());
  beforeEach(() => {
    asked.length = 0;
    rmSync(join(work, "commands"), { force: true });
  });
  const commands = () => readFileSync(join(work, "commands"), "utf8").trim();

  test("find their workspace made, once, with the version that runs and with its state open to the organization", async () => {
    await terraform.init(stack);
    await terraform.init(stack);
    expect(asked).toEqual([
      {
        what: "POST /api/v2/organizations/example/workspaces",
        attributes: {
          name: "prod-networking",
          "terraform-version": "1.11.4",
          "execution-mode": "remote",
          "global-remote-state": true,
        },
      },
    ]);
    // Terraform refuses -reconfigure where there is a cloud block.
    expect(commands().split("\n")[0]).toBe("init -no-color -plugin-dir=/plugins");
  });

  test("save no plan: what it changes is read from the newest run, without what stays as it is", async () => {
    expect(await terraform.plan(stack, ["-refresh=false"])).toMatchObject({ ok: true, value: true });
    expect(commands()).toBe("plan -no-color -detailed-exitcode -refresh=false");
    const changes = await terraform.plannedChanges(stack);
    expect(changes).toMatchObject({ ok: true, value: plannedChangesIn(plan) });
    expect(changes.ok && changes.value.map(({ address }) => address)).toEqual(["aws_vpc.vpc"]);
    expect(asked.map(({ what }) => what)).toContain("GET /api/v2/workspaces/ws-1/runs?page[size]=1");
  });

  test("end with execution mode local in every workspace: plans are files again", async () => {
    await workspaces.execute("local");
    expect(asked).toEqual([{ what: "PATCH /api/v2/workspaces/ws-1", attributes: { "execution-mode": "local" } }]);
    await terraform.plan(stack);
    expect(commands()).toBe("plan -no-color -detailed-exitcode -out=rehearsal.tfplan");
  });

  test("that fail are told by their errors alone, without the plan that stands behind these", () => {
    const said =
      "Error: no such key\n\n  with aws_kms_key.key\n\nTerraform planned the following actions\n  + create\n";
    const repeated =
      "\u001b[91mError: \u001b[0mexecuting plan: exit status 1: Error: no such key with aws_kms_key.key Error: no role\n";
    expect(errorsOfRun(`${said}${repeated}`)).toBe("Error: no such key with aws_kms_key.key\nError: no role");
    expect(errorsOfRun(`${said}Error: exit status 1: Error: no such key`)).toBe("Error: no such key");
    expect(errorsOfRun(said)).toBeUndefined();
  });

  test("are told what the server refused", async () => {
    const refusing = createServer((_, response) => {
      response.statusCode = 422;
      response.end("name is taken");
    });
    await new Promise<void>((resolve) => refusing.listen(0, "127.0.0.1", resolve));
    const api = new CloudApi(`http://127.0.0.1:${(refusing.address() as AddressInfo).port}`, "token");
    const refusal = await api.create("organizations", "organizations", {}).catch((error: Error) => error.message);
    refusing.close();
    expect(refusal).toBe("POST organizations was answered with 422: name is taken");
  });
});
