/** A zone in which AWS does not offer a service is told by the plan, before anything is made. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { formatProblem } from "../../config/problems";
import { checkout } from "../../rehearsal/folders";
import { type LocalAws, startLocalAws } from "../../rehearsal/local-aws";
import { Terraform } from "../../rehearsal/terraform";
import { synthesize } from "../../stacks/synthesize";
import { requirementsOf } from "./required";

const { describe, requirements } = requirementsOf("zones in which a service is missing");
const account = "123456789012";
const region = "us-east-1";
const zones = ["use1-az1", "use1-az2", "use1-az4", "use1-az5", "use1-az6"];
const missingServices = { "use1-az1": ["codeartifact.api"], "use1-az5": ["codeartifact.api", "sagemaker.api"] };
const told = [
  "AWS does not offer codeartifact.api in use1-az1",
  "AWS does not offer codeartifact.api in use1-az5",
  "AWS does not offer sagemaker.api in use1-az5",
];

describe("five zones, and a service that two of them lack", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-zones-"));
  const stack = { name: "sandbox-networking", folder: join(work, "cdktf.out", "stacks", "sandbox-networking") };
  let localAws: LocalAws;
  let terraform: Terraform;
  beforeAll(async () => {
    const fixture = join(checkout, "fixtures", "environments", "single-account", "sandbox");
    const folder = join(work, "environments", "sandbox");
    mkdirSync(folder, { recursive: true });
    const file = readFileSync(join(fixture, "environment.yaml"), "utf8");
    const network = `availabilityZoneIds: [${zones}]\nnetwork: {extraInterfaceEndpoints: [codeartifact.api]}\n`;
    writeFileSync(join(folder, "environment.yaml"), file + network);
    const { environments, problems } = loadEnvironments(join(work, "environments"));
    if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n"));
    synthesize(environments, { outdir: join(work, "cdktf.out") });
    localAws = await startLocalAws({ workDir: join(work, "local-aws"), python: requirements.python });
    const roles = environments.map(({ accounts }) => accounts.studio.deployerRole);
    await localAws.prepareAccount({ account, region, roles });
    const { environment } = localAws;
    terraform = new Terraform({ environment, pluginFolder: requirements.pluginFolder, logs: join(work, "logs") });
  });
  afterAll(async () => {
    await localAws?.stop();
    rmSync(work, { recursive: true, force: true });
  });
  const inOneLine = (text: string) => text.replaceAll(/\s+/g, " ");
  const services = (text: string) => [...new Set(inOneLine(text).match(/AWS does not offer \S+ in use1-az\d/g))].sort();

  test("an apply names each service and zone at once, and makes nothing", async () => {
    await localAws.change({ missingServices });
    expect(await terraform.init(stack)).toMatchObject({ ok: true });
    const applied = await terraform.apply(stack);
    expect(applied.ok ? [] : services(applied.error)).toEqual(told);
    const reading = /^(Describe|Get|List|AssumeRole$)/;
    expect(localAws.calls().filter(({ operation }) => !reading.test(operation))).toEqual([]);
  });

  test("an apply of one endpoint alone does not get past it", async () => {
    const one = "-target=aws_vpc_endpoint.endpoints_codeartifact-api";
    const planned = await terraform.plan(stack, [one]);
    expect(planned.ok ? [] : services(planned.error)).toEqual(told.slice(0, 2));
  });

  test("a service of which AWS evaluates no endpoint policy is told by the plan", async () => {
    await localAws.change({ missingServices: {}, servicesWithoutPolicy: ["codeartifact.api"] });
    const planned = await terraform.plan(stack);
    await localAws.change({ servicesWithoutPolicy: [] });
    expect(planned.ok ? "" : inOneLine(planned.error)).toContain(
      "AWS evaluates no endpoint policy for codeartifact.api in us-east-1",
    );
  });

  test("what is deployed is destroyed all the same when AWS withdraws a service", async () => {
    const file = join(stack.folder, "cdk.tf.json");
    const { resource: _, output: __, ...rest } = JSON.parse(readFileSync(file, "utf8"));
    const names = Object.keys(rest.data.aws_vpc_endpoint_service);
    const depends_on = names.map((name) => `data.aws_vpc_endpoint_service.${name}`);
    writeFileSync(file, JSON.stringify({ ...rest, resource: { terraform_data: { deployed: { depends_on } } } }));
    await localAws.change({ missingServices: {} });
    expect(await terraform.apply(stack)).toMatchObject({ ok: true });
    await localAws.change({ missingServices });
    expect(await terraform.plan(stack)).toMatchObject({ ok: false });
    expect(await terraform.destroy(stack)).toMatchObject({ ok: true });
  });
});
