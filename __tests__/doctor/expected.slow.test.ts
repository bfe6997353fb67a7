/** What the doctor expects of a domain and its profiles is what the real provider sends when it makes them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateSecurityGroupCommand, CreateSubnetCommand, CreateVpcCommand } from "@aws-sdk/client-ec2";
import {
  CreateAppImageConfigCommand,
  CreateImageCommand,
  CreateImageVersionCommand,
  CreateStudioLifecycleConfigCommand,
} from "@aws-sdk/client-sagemaker";
import { appImageConfigName, executionRoleName, imageName, roleArn, studioStackName } from "../../config/names";
import { declaredIn, type StackJson } from "../../doctor/declared";
import type { Block } from "../../doctor/model";
import { type Ids, resolved } from "../../doctor/references";
import { scriptsIn } from "../../doctor/scripts";
import { type LocalAws, startLocalAws } from "../../rehearsal/local-aws";
import { Terraform } from "../../rehearsal/terraform";
import { clientsFor } from "../../teardown/aws";
import { requirementsOf } from "../rehearsal/required";
import { synthesized } from "../support/environments";

const { describe, requirements } = requirementsOf("what the provider sends of domains and profiles");

/** Terraform's arguments that name what is not in this configuration, and keys, of which the doctor says nothing. */
const leftOut = new Set(["//", "depends_on", "lifecycle", "kms_key_id"]);
const without = (block: Block, names: ReadonlySet<string>): Block =>
  Object.fromEntries(Object.entries(block).filter(([name]) => !names.has(name)));

describe("what the doctor expects", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-expected-"));
  let localAws: LocalAws;
  beforeAll(async () => {
    localAws = await startLocalAws({ workDir: join(work, "local-aws"), python: requirements.python });
  });
  afterAll(async () => {
    await localAws?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  /** Every team of every shipped environment, all in dev's account and region, so that one apply makes them all. */
  const teams = () => {
    const all = synthesized("shipped");
    const dev = all.find(({ environment }) => environment.name === "dev")?.environment;
    if (!dev) throw new Error("no environment dev");
    const { accounts, region, partition } = dev;
    return all.flatMap(({ environment, stacks }) =>
      environment.teams.map((team) => ({
        environment: { ...environment, accounts, region, partition },
        team,
        stack: stacks.get(studioStackName(environment, team)) as unknown as StackJson & { provider: unknown },
      })),
    );
  };

  /** Makes what the stacks refer to. */
  const surroundings = async (): Promise<Ids> => {
    const [first] = teams();
    if (!first) throw new Error("no team");
    const { accounts, region } = first.environment;
    const roles = teams().map(({ environment, team }) => roleArn(environment, executionRoleName(environment, team)));
    const account = accounts.studio.id;
    await localAws.prepareAccount({ account, region, roles: [accounts.studio.deployerRole, ...roles] });
    const clients = clientsFor(accounts.studio, region, localAws.environment);
    const { ec2, sagemaker } = clients;
    const vpc = (await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }))).Vpc?.VpcId ?? "";
    const groups = new Map<string, string>();
    const subnets = new Map<string, string>();
    const versions = new Map<string, number>();
    for (const { stack } of teams()) {
      for (const { name } of Object.values(stack.resource["aws_security_group"] ?? {})) {
        const command = new CreateSecurityGroupCommand({ VpcId: vpc, GroupName: String(name), Description: "one" });
        groups.set(String(name), (await ec2.send(command)).GroupId ?? "");
      }
      for (const { cidr_block } of Object.values(stack.resource["aws_subnet"] ?? {})) {
        // Environments may have the same range.
        if (subnets.has(String(cidr_block))) continue;
        const command = new CreateSubnetCommand({ VpcId: vpc, CidrBlock: `10.0.${subnets.size}.0/24` });
        subnets.set(String(cidr_block), (await ec2.send(command)).Subnet?.SubnetId ?? "");
      }
      for (const { name, content } of scriptsIn(stack)) {
        const type = { StudioLifecycleConfigAppType: "JupyterLab", StudioLifecycleConfigContent: content } as const;
        await sagemaker.send(new CreateStudioLifecycleConfigCommand({ ...type, StudioLifecycleConfigName: name }));
      }
    }
    for (const { environment, team, stack } of teams()) {
      for (const { name, apps } of team.images) {
        const ImageName = imageName(environment, team, name);
        await sagemaker.send(new CreateImageCommand({ ImageName, RoleArn: roles[0] }));
        for (const app of apps)
          await sagemaker.send(
            new CreateAppImageConfigCommand({ AppImageConfigName: appImageConfigName(ImageName, app) }),
          );
      }
      for (const [construct, { base_image: base }] of Object.entries(
        stack.resource["aws_sagemaker_image_version"] ?? {},
      )) {
        const [image] = team.images.filter(({ name }) => construct.startsWith(`images_${name}_`));
        const BaseImage = String(base).replace(/(?<=\.ecr\.)[a-z0-9-]+/, region);
        const ImageName = imageName(environment, team, image?.name ?? "");
        const made = await sagemaker.send(new CreateImageVersionCommand({ ImageName, BaseImage, ClientToken: "one" }));
        versions.set(String(base), Number(made.ImageVersionArn?.split("/").at(-1)));
      }
    }
    clients.close();
    return { vpc, groups, subnets, versions, domain: "" };
  };

  test("of every shipped environment is what the provider sends, member by member", async () => {
    const ids = await surroundings();
    const types = ["aws_sagemaker_domain", "aws_sagemaker_user_profile"] as const;
    const resource: Record<(typeof types)[number], Record<string, Block>> = {
      aws_sagemaker_domain: {},
      aws_sagemaker_user_profile: {},
    };
    const expected: Block[] = [];
    for (const { environment, team, stack } of teams()) {
      const name = `${environment.name}_${team.name}`;
      const here = { ...ids, domain: `\${aws_sagemaker_domain.${name}_domain.id}` };
      for (const type of types) {
        for (const [construct, block] of Object.entries(stack.resource[type] ?? {})) {
          const { value } = resolved(without(block, leftOut), stack, environment, here);
          resource[type][`${name}_${construct}`] = value;
        }
      }
      const declared = declaredIn(stack);
      for (const block of [declared.domain, ...declared.profiles.values()]) {
        const { value, missing } = resolved(block, stack, environment, here);
        expect(missing).toEqual([]);
        expected.push(without(value, new Set(["DomainId"])));
      }
    }
    const folder = join(work, "stack");
    mkdirSync(folder);
    const provider = teams().find(({ environment }) => environment.name === "dev")?.stack.provider;
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ provider, resource }));
    const { pluginFolder } = requirements;
    const terraform = new Terraform({ environment: localAws.environment, pluginFolder, logs: join(work, "logs") });
    await localAws.change({ inputs: true });
    const before = localAws.calls().length;
    expect(await terraform.init({ name: "stack", folder })).toMatchObject({ ok: true });
    expect(await terraform.apply({ name: "stack", folder })).toMatchObject({ ok: true });

    const made = localAws.calls().slice(before);
    const sent = made.flatMap(({ operation, input }) =>
      /^Create(Domain|UserProfile)$/.test(operation) ? [without(input as Block, new Set(["Tags", "DomainId"]))] : [],
    );
    const sorted = (blocks: readonly Block[]) => blocks.map(inOrder).sort();
    expect(sent.length).toBeGreaterThan(10);
    expect(sorted(sent)).toEqual(sorted(expected));
  });
});

/** As text, with members in order, lists as sets (the provider's have no order), and empty lists as nothing. */
function inOrder(value: unknown): string {
  const order = (_: string, each: unknown): unknown => {
    if (Array.isArray(each)) return each.length === 0 ? undefined : [...each].sort();
    if (typeof each !== "object" || each === null) return each;
    return Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)));
  };
  return JSON.stringify(value, order, 1);
}
