/** A stack's file as it is written: every part of it understood, no reference followed. */
import type { z } from "zod";
import type { StateSettings } from "../../config/state-settings";
import { type Partition, regions } from "../../config/tables/regions";
import { escaped } from "../policy/plain";
import { ModelError } from "./error";
import { type Block, below, isBlock, type Json, withoutMetadata } from "./json";
import {
  dataShapes,
  providerShape,
  type SecondAlias,
  secondAliases,
  secondProviderShape,
  terraformShape,
} from "./settings";
import type { ResourceType } from "./shapes";
import type { StackFile } from "./stack-files";
import { ownAddress, ownSettings, readAddress } from "./state-address";
import { wayOutOfArgument } from "./way-out";
import { checkWritten } from "./written-text";

/** Of a value that may have several forms: what stands in the way of the form that fits best. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code === "invalid_key") return { ...issue, message: issue.issues[0]?.message ?? issue.message };
  if (issue.code !== "invalid_union") return issue;
  const [best] = issue.errors
    .flatMap((issues) => issues.slice(0, 1).map(innermost))
    .sort((one, other) => other.path.length - one.path.length);
  return best ? { ...best, path: [...issue.path, ...best.path] } : issue;
}

const rootKeys = new Set(["//", "terraform", "provider", "resource", "data", "output"]);

export class WrittenStack {
  readonly name: string;
  readonly file: string;
  readonly account: string;
  readonly region: string;
  readonly partition: Partition;
  /** The role that Terraform assumes. */
  readonly deployerRole: string;
  /** Its second provider, where it has one: what it is for, and the role that Terraform assumes there. */
  readonly second?: { readonly alias: SecondAlias; readonly role: string };
  /** Of its state. */
  readonly address: string;
  /** What is said of its state, and the JSON path where. */
  readonly state: { readonly settings: StateSettings; readonly path: string };
  private readonly json: Block;

  /** Throws ModelError, as every method does, on what is not understood. */
  constructor({ name, file, json }: StackFile) {
    this.name = name;
    this.file = file;
    this.json = json;
    // By stacks' names forged-ids.ts tells ids.
    if (!/^[a-z0-9-]+$/.test(name)) {
      this.fail("$", `${escaped(name)} is no name of a stack: write lower-case letters, digits and hyphens`);
    }
    for (const key of Object.keys(json)) {
      if (!rootKeys.has(key))
        this.fail(
          below("$", key),
          "is a part of Terraform's language that is not understood here; write resources, or move the stack to another folder",
        );
    }
    checkWritten(json, "$", (path, problem) => this.fail(path, problem));
    this.checkNames();
    const [provider, second] = this.readProviders();
    this.region = provider.region;
    this.account = provider.allowed_account_ids[0] ?? "";
    this.deployerRole = provider.assume_role[0]?.role_arn ?? "";
    const region = regions[this.region];
    this.partition = (region ?? this.fail("$.provider.aws[0].region", `"${this.region}" is not known here`)).partition;
    if (!new RegExp(`^arn:${this.partition}:iam::\\d{12}:role/.`).test(this.deployerRole)) {
      this.fail("$.provider.aws[0].assume_role", `"${this.deployerRole}" is not the ARN of a role of ${this.region}`);
    }
    if (second !== undefined) this.second = this.readSecond(second);
    this.shaped(terraformShape, this.section("terraform"), "$.terraform");
    this.checkData();
    const terraform = this.section("terraform");
    const noBackend = "has not exactly one backend of a known kind";
    this.address = ownAddress(terraform) ?? this.fail("$.terraform", noBackend);
    this.state = ownSettings(terraform) ?? this.fail("$.terraform", noBackend);
  }

  section(key: string): Block {
    const value = this.json[key];
    if (value === undefined) return {};
    return isBlock(value) ? value : this.fail(below("$", key), "is not an object");
  }

  /** A resource or data source; undefined where there is none of that name. */
  block(kind: "resource" | "data", type: string, name: string): Json | undefined {
    const named = this.section(kind)[type];
    return isBlock(named) ? named[name] : undefined;
  }

  /** Resources of a type; nothing else is read. */
  blocksOf(type: ResourceType): readonly { readonly path: string; readonly block: Json }[] {
    const named = this.section("resource")[type];
    if (!isBlock(named)) return [];
    const path = below("$.resource", type);
    return Object.entries(named).map(([name, block]) => ({ path: below(path, name), block }));
  }

  /** Addresses of the states that the stack reads. */
  reads(): readonly string[] {
    const states = this.section("data")["terraform_remote_state"];
    return isBlock(states) ? Object.keys(states).map((name) => this.readBy(name, "$.data")) : [];
  }

  /** Address of the state that one remote state block reads. */
  readBy(name: string, path: string): string {
    const block = this.block("data", "terraform_remote_state", name);
    const address = isBlock(block) ? readAddress(block) : undefined;
    return address ?? this.fail(path, `the remote state "${name}" does not say what it reads`);
  }

  shaped<Shape extends z.ZodType>(shape: Shape, value: unknown, path: string): z.output<Shape> {
    const result = shape.safeParse(value);
    if (result.success) return result.data;
    const issue = result.error.issues.map(innermost)[0];
    const where = (issue?.path ?? []).reduce<string>(
      (at, step) => below(at, typeof step === "number" ? step : String(step)),
      path,
    );
    if (issue?.code === "custom" && issue.params?.["saysWhatToDo"]) return this.fail(where, issue.message);
    const unknown = issue?.code === "unrecognized_keys" ? issue.keys.join(", ") : undefined;
    return this.fail(
      where,
      unknown === undefined
        ? `is not what is understood here (${issue?.message}); ${this.wayOut(path)}`
        : `has arguments that are not understood here: ${unknown}; ${this.wayOut(path)}`,
    );
  }

  /** What to do about an argument that is not understood. */
  protected wayOut(path: string): string {
    return wayOutOfArgument(path);
  }

  fail(path: string, problem: string): never {
    throw new ModelError(this.file, path, problem);
  }

  private readProviders() {
    const section = this.section("provider");
    const others = Object.keys(section).filter((name) => name !== "aws");
    if (others.length > 0)
      this.fail(
        below("$.provider", others[0] ?? ""),
        "is not a provider that is understood here; move what needs it to a stack in another folder",
      );
    const aws = section["aws"];
    const list: readonly Json[] = Array.isArray(aws) ? aws : aws === undefined ? [] : [aws];
    if (list.length !== 1 && list.length !== 2)
      this.fail(
        "$.provider.aws",
        `has ${list.length} configurations; one is understood, and one more of the alias ${secondAliases.join(" or ")}`,
      );
    const [first, second] = list;
    if (second !== undefined && !(isBlock(second) && secondAliases.some((alias) => alias === second["alias"])))
      this.fail(
        "$.provider.aws",
        `has 2 configurations; one is understood, and a second only as the alias ${secondAliases.join(" or ")}`,
      );
    return [this.shaped(providerShape, first, "$.provider.aws[0]"), second] as const;
  }

  private readSecond(second: Json): { readonly alias: SecondAlias; readonly role: string } {
    const path = "$.provider.aws[1]";
    const { alias, region, allowed_account_ids, assume_role } = this.shaped(secondProviderShape, second, path);
    const role = assume_role[0]?.role_arn ?? "";
    const account = new RegExp(`^arn:${this.partition}:iam::(\\d{12}):role/.`).exec(role)?.[1];
    if (account === undefined) this.fail(`${path}.assume_role`, `"${role}" is not the ARN of a role of ${this.region}`);
    if (account !== allowed_account_ids[0])
      this.fail(
        `${path}.allowed_account_ids`,
        `is ${allowed_account_ids[0]}, and the role is one of account ${account}`,
      );
    if (region !== this.region) this.fail(`${path}.region`, `is ${region}, and the stack is in ${this.region}`);
    if (role === this.deployerRole) this.fail(path, "assumes the stack's own role; leave this provider out");
    return { alias, role };
  }

  /** Of resources, data sources and outputs. */
  private checkNames(): void {
    const check = (block: Json | undefined, path: string) => {
      for (const name of isBlock(block) ? Object.keys(block) : []) {
        if (!/^[A-Za-z_][\w-]*$/.test(name)) this.fail(below(path, name), "is none of Terraform's names in ASCII");
      }
    };
    check(this.section("output"), "$.output");
    for (const kind of ["resource", "data"]) {
      for (const [type, named] of Object.entries(this.section(kind))) check(named, below(below("$", kind), type));
    }
  }

  /** All data sources, those too that nothing refers to: Terraform reads each. */
  private checkData(): void {
    for (const [type, named] of Object.entries(this.section("data"))) {
      const path = below("$.data", type);
      const shape =
        dataShapes[type] ??
        this.fail(
          path,
          `${type} is a data source that is not understood here: Terraform may run a program to read it; ${wayOutOfArgument(path)}`,
        );
      if (!isBlock(named)) this.fail(path, "is not an object");
      else
        for (const [name, block] of Object.entries(named))
          this.shaped(shape, withoutMetadata(block), below(path, name));
    }
  }
}
