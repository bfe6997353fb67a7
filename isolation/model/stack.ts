/** One stack with every reference followed, through remote state too, and every resource read by the shape of its type. */
import { attributeOf, idOf } from "./attributes";
import { type Block, below, isBlock, type Json, withoutMetadata } from "./json";
import { checkNotices } from "./notices";
import { type Neighbours, References } from "./references";
import { outputShape } from "./settings";
import { type Config, isBuiltIn, isKnownType, type ResourceType, resourceShapes } from "./shapes";
import type { StackFile } from "./stack-files";
import { wayOutOfType } from "./way-out";
import { WrittenStack } from "./written-stack";

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

export class Stack extends WrittenStack {
  private readonly references: References;
  private readonly outputs = new Map<string, Json>();
  private read?: readonly Resource[];
  private readonly byType = new Map<ResourceType, readonly Resource[]>();

  constructor(source: StackFile, neighbours: Neighbours) {
    super(source);
    this.references = new References(this, neighbours);
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

  /** Names of the buckets that it makes; they cannot come from another stack. */
  bucketNames(): readonly { readonly path: string; readonly bucket: string }[] {
    return this.blocksOf("aws_s3_bucket").flatMap(({ path, block }) => {
      const bucket = isBlock(block) ? this.references.resolve(block["bucket"] ?? null, below(path, "bucket")) : null;
      return typeof bucket === "string" ? [{ path, bucket }] : [];
    });
  }

  /** The resolved value of an output; undefined where there is none of that name. */
  output(name: string): Json | undefined {
    const known = this.outputs.get(name);
    if (known !== undefined) return known;
    const block = this.section("output")[name];
    if (block === undefined) return undefined;
    const path = below("$.output", name);
    const { value } = this.shaped(outputShape, block, path);
    const resolved = this.references.resolve(value as Json, below(path, "value"));
    this.outputs.set(name, resolved);
    return resolved;
  }

  private readResources(): Resource[] {
    // Those too that nobody reads: Terraform works out each. What they read lies in the state already, and holds no secret.
    for (const [name, block] of Object.entries(this.section("output"))) {
      const path = below("$.output", name);
      this.references.checkReads(this.shaped(outputShape, block, path).value as Json, below(path, "value"));
    }
    return Object.entries(this.section("resource")).flatMap(([type, named]) => {
      const path = below("$.resource", type);
      if (!isKnownType(type)) {
        return this.fail(
          path,
          `${type} is a resource type that is not understood here: it may carry access; ${wayOutOfType(path)}`,
        );
      }
      if (!isBlock(named)) return this.fail(path, "is not an object");
      return Object.entries(named).map(([name, block]) => this.readResource(type, name, block, below(path, name)));
    });
  }

  private readResource(type: ResourceType, name: string, block: Json, path: string): Resource {
    const own = withoutMetadata(block);
    const written = isBuiltIn(type) ? own : this.references.resolve(own, path, true);
    const config = this.shaped(resourceShapes[type], written, path);
    const origin = this.references.originOf(type, name, config as Block);
    const resource: Resource = {
      stack: this.name,
      type,
      name,
      path,
      id: attributeOf(origin, "id") ?? idOf(origin) ?? `${type}.${this.name}.${name}`,
      arn: attributeOf(origin, "arn") ?? "",
      config,
    };
    checkNotices(this, resource);
    return resource;
  }
}
