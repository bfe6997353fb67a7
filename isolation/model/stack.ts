/** One stack with every reference followed, through remote state too, and every resource read by the shape of its type. */
import type { z } from "zod";
import { attributeOf, idOf, likeSymbol } from "./attributes";
import { ModelError } from "./error";
import { type Block, below, isBlock, type Json } from "./json";
import { dataShapes, outputShape, providerShape, terraformShape } from "./settings";
import { type Config, isBuiltIn, isKnownType, type ResourceType, resourceShapes } from "./shapes";
import type { StackFile } from "./stack-files";
import { ownAddress, readAddress } from "./state-address";
import { parseReference, parseTemplate } from "./template";

export interface Resource<Type extends ResourceType = ResourceType> {
  readonly stack: string;
  readonly type: Type;
  /** Terraform's name. */
  readonly name: string;
  /** JSON path in the stack's file. */
  readonly path: string;
  /** The symbol that references to its id resolve to, or its name where AWS takes that for an id. */
  readonly id: string;
  /** The ARN, where references may ask for it. */
  readonly arn: string;
  /** Arguments, references resolved. */
  readonly config: Config<Type>;
}

const rootKeys = new Set(["//", "terraform", "provider", "resource", "data", "output"]);

/** What one text refers to: the whole stack that it lies in, asked for by name. */
export type Neighbours = (stateAddress: string) => Stack | undefined;

export class Stack {
  readonly name: string;
  readonly file: string;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** The role that Terraform assumes. */
  readonly deployerRole: string;
  readonly address: string;
  private readonly json: Block;
  private readonly outputs = new Map<string, Json>();
  private readonly open = new Set<string>();
  private read?: readonly Resource[];
  private readonly byType = new Map<ResourceType, readonly Resource[]>();

  constructor(
    source: StackFile,
    private readonly neighbours: Neighbours,
  ) {
    this.name = source.name;
    this.file = source.file;
    this.json = source.json;
    for (const key of Object.keys(this.json)) {
      if (!rootKeys.has(key))
        this.fail(below("$", key), "is a part of Terraform's language that is not understood here");
    }
    const provider = this.readProvider();
    this.region = provider.region;
    this.account = provider.allowed_account_ids[0] ?? "";
    this.deployerRole = provider.assume_role[0]?.role_arn ?? "";
    this.partition = this.deployerRole.split(":")[1] ?? "";
    if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/./.test(this.deployerRole)) {
      this.fail("$.provider.aws[0].assume_role", `"${this.deployerRole}" is not the ARN of a role`);
    }
    this.shaped(terraformShape, this.section("terraform"), "$.terraform");
    this.checkData();
    const address = ownAddress(this.section("terraform"));
    this.address = address ?? this.fail("$.terraform", "has not exactly one backend of a known kind");
  }

  /** All resources, or those of one type, in the file's order. */
  resources(): readonly Resource[];
  resources<Type extends ResourceType>(type: Type): readonly Resource<Type>[];
  resources(type?: ResourceType): readonly Resource[] {
    this.read ??= this.readResources();
    if (type === undefined) return this.read;
    const found = this.byType.get(type) ?? this.read.filter((resource) => resource.type === type);
    this.byType.set(type, found);
    return found;
  }

  /** Resources of a type as they are written: nothing else is read, and no reference is followed. */
  blocksOf(type: ResourceType): readonly { readonly path: string; readonly block: Json }[] {
    const named = this.section("resource")[type];
    if (!isBlock(named)) return [];
    const path = below("$.resource", type);
    return Object.entries(named).map(([name, block]) => ({ path: below(path, name), block }));
  }

  /** Names of the buckets that it makes; they cannot come from another stack. */
  bucketNames(): readonly { readonly path: string; readonly bucket: string }[] {
    return this.blocksOf("aws_s3_bucket").flatMap(({ path, block }) => {
      const bucket = isBlock(block) ? this.resolve(block["bucket"] ?? null, below(path, "bucket")) : null;
      return typeof bucket === "string" ? [{ path, bucket }] : [];
    });
  }

  /** Addresses of the states that the stack reads. */
  reads(): readonly string[] {
    const states = this.section("data")["terraform_remote_state"];
    return isBlock(states) ? Object.keys(states).map((name) => this.stateAddress(name, "$.data")) : [];
  }

  /** The resolved value of an output; undefined where there is none of that name. */
  output(name: string): Json | undefined {
    const known = this.outputs.get(name);
    if (known !== undefined) return known;
    const block = this.section("output")[name];
    if (block === undefined) return undefined;
    const path = below("$.output", name);
    const { value } = this.shaped(outputShape, block, path);
    const resolved = this.resolve(value as Json, below(path, "value"));
    this.outputs.set(name, resolved);
    return resolved;
  }

  fail(path: string, problem: string): never {
    throw new ModelError(this.file, path, problem);
  }

  private section(key: string): Block {
    const value = this.json[key];
    if (value === undefined) return {};
    return isBlock(value) ? value : this.fail(below("$", key), "is not an object");
  }

  private readProvider() {
    const section = this.section("provider");
    const others = Object.keys(section).filter((name) => name !== "aws");
    if (others.length > 0) this.fail(below("$.provider", others[0] ?? ""), "is not a provider that is understood here");
    const aws = section["aws"];
    const list: readonly Json[] = Array.isArray(aws) ? aws : aws === undefined ? [] : [aws];
    if (list.length !== 1) this.fail("$.provider.aws", `has ${list.length} configurations; one is understood`);
    return this.shaped(providerShape, list[0], "$.provider.aws[0]");
  }

  /** All data sources, those too that nothing refers to: Terraform reads each. */
  private checkData(): void {
    for (const [type, named] of Object.entries(this.section("data"))) {
      const path = below("$.data", type);
      const shape = dataShapes[type] ?? this.fail(path, `${type} is a data source that is not understood here`);
      if (!isBlock(named)) this.fail(path, "is not an object");
      else
        for (const [name, block] of Object.entries(named))
          this.shaped(shape, withoutMetadata(block), below(path, name));
    }
  }

  private shaped<Shape extends z.ZodType>(shape: Shape, value: unknown, path: string): z.output<Shape> {
    const result = shape.safeParse(value);
    if (result.success) return result.data;
    const issue = result.error.issues[0];
    const where = (issue?.path ?? []).reduce<string>(
      (at, step) => below(at, typeof step === "number" ? step : String(step)),
      path,
    );
    const unknown = issue?.code === "unrecognized_keys" ? issue.keys.join(", ") : undefined;
    return this.fail(
      where,
      unknown === undefined
        ? `is not what is understood here (${issue?.message})`
        : `has arguments that are not understood here: ${unknown}`,
    );
  }

  private readResources(): Resource[] {
    return Object.entries(this.section("resource")).flatMap(([type, named]) => {
      const path = below("$.resource", type);
      if (!isKnownType(type)) {
        return this.fail(path, `${type} is a resource type that is not understood here: it may carry access`);
      }
      if (!isBlock(named)) return this.fail(path, "is not an object");
      return Object.entries(named).map(([name, block]) => this.readResource(type, name, block, below(path, name)));
    });
  }

  private readResource(type: ResourceType, name: string, block: Json, path: string): Resource {
    const own = withoutMetadata(block);
    const config = this.shaped(resourceShapes[type], isBuiltIn(type) ? own : this.resolve(own, path), path);
    const origin = this.origin(type, name, config as Block);
    return {
      stack: this.name,
      type,
      name,
      path,
      id: attributeOf(origin, "id") ?? idOf(origin) ?? `${type}.${this.name}.${name}`,
      arn: attributeOf(origin, "arn") ?? "",
      config,
    };
  }

  private origin(type: string, name: string, config: Block) {
    const { name: stack, partition, account, region } = this;
    return { stack, type, name, partition, account, region, config };
  }

  private resolve(value: Json, path: string): Json {
    if (typeof value === "string") return this.resolveText(value, path);
    if (Array.isArray(value)) return value.map((element, index) => this.resolve(element, below(path, index)));
    if (isBlock(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, element]) => [key, this.resolve(element, below(path, key))]),
      );
    }
    return value;
  }

  private resolveText(text: string, path: string): Json {
    const parts = parseTemplate(text);
    if (!parts) return this.fail(path, "is a template with more than plain references");
    const values = parts.map(
      (part): Json => ("text" in part ? this.literal(part.text, path) : this.follow(part.reference, path)),
    );
    if (values.length === 1) return values[0] ?? null;
    return values
      .map((value) =>
        typeof value === "string" ? value : this.fail(path, "puts something into a text that is no text"),
      )
      .join("");
  }

  private literal(text: string, path: string): string {
    const forged = likeSymbol.exec(text)?.[1];
    return forged === undefined ? text : this.fail(path, `${forged} is no id that AWS gives: refer to it`);
  }

  private follow(expression: string, path: string): Json {
    const reference = parseReference(expression);
    if (!reference) return this.fail(path, `"\${${expression}}" is not a plain reference`);
    const key = `${expression}`;
    if (this.open.has(key)) return this.fail(path, `"\${${expression}}" refers to itself`);
    this.open.add(key);
    try {
      if (reference.kind === "output") return this.followOutput(reference.state, reference.output, path);
      const { kind, type, name, attribute } = reference;
      const named = this.section(kind)[type];
      const block = isBlock(named) ? named[name] : undefined;
      if (block === undefined) return this.fail(path, `"\${${expression}}" refers to nothing`);
      const where = below(below(below("$", kind), type), name);
      // Only arguments that names are made of are needed, and those are literals or references to such.
      const config = this.resolve(namesOf(withoutMetadata(block)), where) as Block;
      return (
        attributeOf(this.origin(type, name, config), attribute) ??
        this.fail(path, `"\${${expression}}" asks for an attribute that is not understood here`)
      );
    } finally {
      this.open.delete(key);
    }
  }

  private followOutput(state: string, output: string, path: string): Json {
    const stack = this.neighbours(this.stateAddress(state, path));
    if (!stack) return this.fail(path, `reads the state "${state}", which is no stack's here`);
    return stack.output(output) ?? this.fail(path, `reads the output ${output}, which ${stack.name} does not have`);
  }

  private stateAddress(name: string, path: string): string {
    const states = this.section("data")["terraform_remote_state"];
    const block = isBlock(states) ? states[name] : undefined;
    const address = isBlock(block) ? readAddress(block) : undefined;
    return address ?? this.fail(path, `the remote state "${name}" does not say what it reads`);
  }
}

const withoutMetadata = (value: Json): Json =>
  isBlock(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== "//")) : value;

const naming = new Set(["name", "path", "bucket", "studio_lifecycle_config_name"]);
const namesOf = (value: Json): Json =>
  isBlock(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => naming.has(key))) : {};
