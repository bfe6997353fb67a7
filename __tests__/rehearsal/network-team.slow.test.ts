/** The network team's stack of docs/private-networks.md, planned by the real provider with what an applied networking stack outputs. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { preparationsOf } from "../../rehearsal/accounts";
import { stacksOf } from "../../rehearsal/levels";
import { type LocalAws, startLocalAws } from "../../rehearsal/local-aws";
import { type Stack, Terraform } from "../../rehearsal/terraform";
import { networkingContract } from "../../stacks/contracts";
import { synthesize } from "../../stacks/synthesize";
import { environmentOf, exampleFiles, exampleText, stackName } from "../isolation/attachments/example";
import { requirementsOf } from "./required";

const { describe, requirements } = requirementsOf("the network team's stack");

interface Endpoint {
  readonly id: string;
  readonly dns_entry: readonly object[];
  readonly network_interface_ids: readonly string[];
  readonly addresses: readonly { readonly subnet_id: string; readonly ipv4: string }[];
}

describe("beside the networking stack of dev", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-network-team-"));
  const outdir = join(work, "cdktf.out");
  const its: Stack = { name: stackName, folder: join(outdir, "stacks", stackName) };
  let localAws: LocalAws;
  let terraform: Terraform;
  let outputs: Readonly<Record<string, { readonly value: unknown }>>;

  const succeed = async <Value>(step: Promise<{ ok: true; value: Value } | { ok: false; error: string }>) => {
    const done = await step;
    if (!done.ok) throw new Error(done.error);
    return done.value;
  };

  beforeAll(async () => {
    const { environment } = environmentOf(exampleFiles());
    localAws = await startLocalAws({ workDir: join(work, "local-aws"), python: requirements.python });
    for (const preparation of preparationsOf(environment)) await localAws.prepareAccount(preparation);
    await localAws.prepareAccount({
      account: environment.accounts.studio.id,
      region: environment.region,
      roles: [JSON.parse(exampleText).provider.aws[0].assume_role[0].role_arn],
      buckets: [],
      policies: [],
    });
    terraform = new Terraform({
      environment: localAws.environment,
      pluginFolder: requirements.pluginFolder,
      logs: join(work, "logs"),
    });
    synthesize([environment], { outdir });
    mkdirSync(its.folder);
    writeFileSync(join(its.folder, "cdk.tf.json"), exampleText);
    const networking = stacksOf(outdir).find(({ name }) => name === "dev-networking");
    if (!networking) throw new Error("no networking stack");
    await succeed(terraform.init(networking));
    await succeed(terraform.plan(networking));
    await succeed(terraform.apply(networking));
    outputs = JSON.parse(readFileSync(join(work, "state", "dev-networking.tfstate"), "utf8")).outputs;
  });
  afterAll(async () => {
    await localAws?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  test("the outputs are those of the contract, with an address in each endpoint subnet and a name for each endpoint", () => {
    expect(Object.keys(outputs).sort()).toEqual(Object.keys(networkingContract).sort());
    const example: Endpoint = networkingContract.interface_endpoints["sagemaker.api"];
    const subnets = outputs["endpoint_subnet_ids"]?.value as string[];
    const endpoints = Object.entries(outputs["interface_endpoints"]?.value as Record<string, Endpoint>);
    expect(endpoints.length).toBeGreaterThan(5);
    for (const [name, { id, dns_entry, network_interface_ids, addresses }] of endpoints) {
      expect([name, id]).toEqual([name, expect.stringMatching(/^vpce-/)]);
      expect([name, Object.keys(dns_entry[0] ?? {})]).toEqual([name, Object.keys(example.dns_entry[0] ?? {})]);
      expect([name, network_interface_ids.length]).toEqual([name, subnets.length]);
      expect([name, addresses.map((each) => each.subnet_id).sort()]).toEqual([name, [...subnets].sort()]);
      // moto chooses addresses anywhere in 10.0.0.0/8.
      for (const { ipv4 } of addresses) expect(ipv4).toMatch(/^10(\.\d+){3}$/);
    }
  });

  test("the provider plans the page's attachment, route and resolver with them", async () => {
    await succeed(terraform.init(its));
    await succeed(terraform.plan(its));
    const changes = await succeed(terraform.plannedChanges(its));
    expect(new Set(changes.flatMap(({ actions }) => actions))).toEqual(new Set(["create"]));
    const planned = (type: string) => changes.find((each) => each.type === type)?.after;
    expect(planned("aws_ec2_transit_gateway_vpc_attachment")).toMatchObject({
      vpc_id: outputs["vpc_id"]?.value,
      subnet_ids: expect.arrayContaining(outputs["endpoint_subnet_ids"]?.value as string[]),
    });
    expect(planned("aws_route")).toMatchObject({
      route_table_id: outputs["endpoint_route_table_id"]?.value,
      destination_cidr_block: "172.16.0.0/20",
      transit_gateway_id: "tgw-0123456789abcdef0",
    });
    expect(planned("aws_route53_resolver_endpoint")).toMatchObject({ direction: "INBOUND" });
  });
});
