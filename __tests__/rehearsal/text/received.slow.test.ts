/** What the model reads of a stack, held against what Terraform plans and what AWS is sent: the real provider changes some values only when it applies. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { z } from "zod";
import { ModelError, policyOf, readStackFiles } from "../../../isolation/model";
import { resourceShapes } from "../../../isolation/model/shapes";
import { policy as policyText } from "../../../isolation/model/shapes/arguments";
import { type Resource, Stack } from "../../../isolation/model/stack";
import { PolicyError } from "../../../isolation/policy";
import { type LocalAws, startLocalAws } from "../../../rehearsal/local-aws";
import { Terraform } from "../../../rehearsal/terraform";
import { requirementsOf } from "../required";
import { changed } from "./changed";
import { holds, received, sent } from "./sent";
import { account, deployer, fileOf, region, resources } from "./stack";

const { describe, requirements } = requirementsOf("terraform apply of texts");

/** Every argument that holds a policy, by type. */
const policyArguments: ReadonlyMap<string, string> = new Map(
  Object.entries(resourceShapes).flatMap(([type, { shape }]) =>
    Object.entries(shape as Record<string, z.ZodType>)
      .filter(
        ([, schema]) =>
          schema === policyText || ("unwrap" in schema && (schema.unwrap as () => unknown)() === policyText),
      )
      .map(([name]) => [type, name] as const),
  ),
);

/** By name: policies whose arguments are sent otherwise than they stand there. */
const changedPolicies = Object.fromEntries(
  changed.map(({ argument }, index) => [`changed-${index}`, { name: `changed-${index}`, ...argument }]),
);

const kindOf = (type: string, { vpc_endpoint_type }: Record<string, unknown>) => {
  if (type === "aws_iam_role") return "trust";
  if (type.startsWith("aws_iam_")) return "identity";
  if (type !== "aws_vpc_endpoint") return "resource";
  return vpc_endpoint_type === "Gateway" ? "gatewayEndpoint" : "endpoint";
};

/** The policy of a resource, where it has one that the model reads; undefined where the model refuses it. */
function policyIn(resource: Resource): string | undefined {
  const config = resource.config as Record<string, unknown>;
  const text = config[policyArguments.get(resource.type) ?? ""];
  if (typeof text !== "string") return undefined;
  try {
    policyOf(resource, text, kindOf(resource.type, config));
    return text;
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

describe("what the model reads of a stack", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-received-"));
  const stack = { name: "texts", folder: join(work, "stacks", "texts") };
  const file = join(stack.folder, "cdk.tf.json");
  let localAws: LocalAws;
  let model: readonly Resource[] = [];
  let planned: ReadonlyMap<string, Readonly<Record<string, unknown>>>;

  const write = (blocks: object) => writeFileSync(file, JSON.stringify(fileOf(join(work, "texts.tfstate"), blocks)));
  const readModel = () => {
    const [source] = readStackFiles(work);
    if (!source) throw new Error("no stack");
    return new Stack(source, () => undefined).resources();
  };

  /** The policies that the model reads of what is written now; its complaint where it reads nothing. */
  const readAgain = () => {
    try {
      return readModel().map(policyIn);
    } catch (error) {
      if (error instanceof ModelError) return error.message;
      throw error;
    }
  };

  beforeAll(async () => {
    mkdirSync(stack.folder, { recursive: true });
    write(resources);
    // What the model refuses need not be sent.
    const refused = readModel().filter((each) => policyArguments.has(each.type) && policyIn(each) === undefined);
    const kept = structuredClone(resources);
    for (const { type, name } of refused) delete kept[type][name];
    write(kept);
    model = readModel();
    write({ ...kept, aws_iam_policy: { ...kept.aws_iam_policy, ...changedPolicies } });
    localAws = await startLocalAws({ workDir: join(work, "local-aws"), python: requirements.python });
    await localAws.prepareAccount({ account, region, roles: [deployer] });
    await localAws.change({ inputs: true });
    const terraform = new Terraform({
      environment: localAws.environment,
      pluginFolder: requirements.pluginFolder,
      logs: join(work, "logs"),
    });
    for (const step of ["init", "plan"] as const) {
      const done = await terraform[step](stack);
      if (!done.ok) throw new Error(done.error);
    }
    const changes = await terraform.plannedChanges(stack);
    if (!changes.ok) throw new Error(changes.error);
    planned = new Map(changes.value.map(({ address, after }) => [address, after ?? {}]));
    const applied = await terraform.apply(stack);
    if (!applied.ok) throw new Error(applied.error);
  });
  afterAll(async () => {
    await localAws?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  test("covers every argument that holds a policy, and hundreds of documents", () => {
    const read = model.filter((each) => policyIn(each) !== undefined);
    expect(new Set(read.map(({ type }) => type))).toEqual(new Set(policyArguments.keys()));
    expect(read.length).toBeGreaterThan(120);
    expect(new Set(model.map(({ type }) => type))).toEqual(new Set(Object.keys(sent)));
  });

  test("is what Terraform plans", () => {
    for (const resource of model) {
      const { type, name } = resource;
      const after = planned.get(`${type}.${name}`) ?? {};
      const policy = policyIn(resource);
      const argument = policyArguments.get(type) ?? "";
      if (policy !== undefined) expect([name, JSON.parse(String(after[argument]))]).toEqual([name, JSON.parse(policy)]);
      const { tags } = resource.config as { tags?: object };
      if (tags) expect([name, after["tags"]]).toEqual([name, tags]);
    }
  });

  test("is what AWS is sent", () => {
    const calls = localAws.calls().filter(({ status }) => status < 300);
    const [provider] = fileOf("", {}).provider.aws;
    for (const { type, name, config } of model) {
      const { tags: own = {} } = config as { readonly tags?: object };
      const tags = { ...provider.default_tags[0].tags, ...own };
      const { operation, marker = "", input = {} } = sent[type]?.(config, tags) ?? {};
      const [call, ...others] = calls.filter((each) => each.operation === operation && holds(each.input, marker));
      expect([type, name, others]).toEqual([type, name, []]);
      expect([type, name, received(call?.input ?? {})]).toEqual([type, name, expect.objectContaining(input)]);
    }
  });

  test.each(changed.map((each, index) => [each.what, index, each] as const))(
    "%s is sent otherwise than it is written, and the model does not read it",
    (_, index, { sent: expected }) => {
      const name = `changed-${index}`;
      const [call] = localAws
        .calls()
        .filter(({ operation, input }) => operation === "CreatePolicy" && holds(input, name));
      const wanted = "Tags" in expected ? { Tags: expect.objectContaining(expected.Tags as object) } : expected;
      expect(received(call?.input ?? {})).toEqual(expect.objectContaining(wanted));
      write({ aws_iam_policy: { [name]: changedPolicies[name] } });
      expect(readAgain()).not.toEqual([expect.any(String)]);
    },
  );
});
