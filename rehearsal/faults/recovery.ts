/** What a person does after an apply that was cut off, done as docs/rehearsal.md tells it: unlock, keep the state, adopt. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DescribeSecurityGroupRulesCommand, RevokeSecurityGroupEgressCommand } from "@aws-sdk/client-ec2";
import { clientsFor } from "../../teardown/aws";
import { preparationsOf } from "../accounts";
import type { OrderedStack } from "../levels";
import type { Stage } from "../stage";
import type { Result } from "../terraform";
import { type Configuration, type Importable, importsFor, orphansAmong } from "./orphans";
import { stateFileOf } from "./state-file";

const importFile = "recovery.tf.json";
const emptyState = { resources: [] };

/** Everything in the environment's accounts that a stack can own. */
export async function importable({ environment, localAws }: Stage): Promise<Importable[]> {
  const lists = preparationsOf(environment).map(async ({ account, region }) => {
    return (await localAws.ask("/importable", { account, region })).resources as Importable[];
  });
  return (await Promise.all(lists)).flat();
}

/** What is in no stack's state. `before`: what the accounts held before any stack. */
export async function orphans(stage: Stage, before: readonly Importable[]): Promise<Importable[]> {
  const states = await Promise.all(stage.stacks.map((stack) => stateOf(stage, stack)));
  return orphansAmong(await importable(stage), before, states);
}

/** The lock's id in Terraform's error, where it found the state locked. */
export const lockIdIn = (error: string) =>
  error.includes("Error acquiring the state lock") ? /^\s*ID:\s+(\S+)/m.exec(error)?.[1] : undefined;

/** A lock in S3 outlives who held it: Terraform refuses, names it, and takes `force-unlock`. A local file's lock does not. */
export async function unlock(stage: Stage, stack: OrderedStack): Promise<Result<unknown>> {
  const refused = await stage.terraform.plan(stack);
  if (refused.ok) return stage.refusal(stack, "the lock of a Terraform that was killed did not keep others out");
  const id = lockIdIn(refused.error);
  return id === undefined ? refused : stage.terraform.forceUnlock(stack, id);
}

/** Where Terraform could not store the state it left it in a file beside the JSON, and says so. */
export async function keepErroredState(stage: Stage, stack: OrderedStack): Promise<Result> {
  const file = join(stack.folder, "errored.tfstate");
  if (!existsSync(file)) return { ok: true, value: undefined, seconds: 0 };
  const pushed = await stage.terraform.pushErroredState(stack);
  if (pushed.ok) rmSync(file);
  return pushed;
}

/** Puts import blocks beside the JSON for what is in no state; answers what was found. Terraform adopts it with the next apply. */
export async function adopt(stage: Stage, stack: OrderedStack, before: readonly Importable[]): Promise<Importable[]> {
  const found = await orphans(stage, before);
  const configuration: Configuration = JSON.parse(readFileSync(join(stack.folder, "cdk.tf.json"), "utf8"));
  const imports = importsFor(found, configuration, await stateOf(stage, stack));
  forgetImports(stack);
  if (imports.length > 0)
    writeFileSync(join(stack.folder, importFile), `${JSON.stringify({ import: imports }, null, 2)}\n`);
  await revokeDefaultRules(stage, found);
  return found;
}

export const forgetImports = ({ folder }: OrderedStack) => rmSync(join(folder, importFile), { force: true });

/**
 * AWS gives a new group a rule that lets everything out, and the provider takes it away with its second call. No stack has a
 * place for that rule, and no plan shows it: a group that was caught in between would keep it.
 */
async function revokeDefaultRules(stage: Stage, found: readonly Importable[]): Promise<void> {
  const rules = found.filter(({ type }) => type === "aws_vpc_security_group_egress_rule").map(({ id }) => id);
  if (rules.length === 0) return;
  const { accounts, region } = stage.environment;
  const clients = clientsFor(accounts.studio, region, stage.localAws.environment);
  try {
    const answer = await clients.ec2.send(new DescribeSecurityGroupRulesCommand({ SecurityGroupRuleIds: rules }));
    for (const { GroupId, SecurityGroupRuleId } of answer.SecurityGroupRules ?? []) {
      const SecurityGroupRuleIds = SecurityGroupRuleId ? [SecurityGroupRuleId] : [];
      await clients.ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, SecurityGroupRuleIds }));
    }
  } finally {
    clients.close();
  }
}

async function stateOf(stage: Stage, stack: OrderedStack): Promise<typeof emptyState> {
  const bytes = await stateFileOf(stack, stage.localAws).read();
  return bytes && bytes.length > 0 ? JSON.parse(bytes.toString("utf8")) : emptyState;
}
