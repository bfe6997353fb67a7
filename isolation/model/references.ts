/** Follows a stack's references, through other stacks' outputs too, to a value or to a symbol that names its owner. */
import { attributeOf, type Origin } from "./attributes";
import { forgedId } from "./forged-ids";
import { type Block, below, isBlock, type Json, withoutMetadata } from "./json";
import { type OutputReference, parseAttribute, parseReference, parseTemplate } from "./template";
import type { WrittenStack } from "./written-stack";

interface Neighbour {
  readonly name: string;
  readonly output: (name: string) => Json | undefined;
}
/** The stack that keeps its state at an address. */
export type Neighbours = (stateAddress: string) => Neighbour | undefined;

/** Arguments that names are made of, and ids that are handed on. */
const naming = new Set([
  "app_image_config_name",
  "bucket",
  "image_name",
  "name",
  "path",
  "studio_lifecycle_config_name",
  "transit_gateway_id",
]);
const namesOf = (value: Json): Json =>
  isBlock(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => naming.has(key))) : {};

export class References {
  /** Those that are being followed. */
  private readonly open = new Set<string>();

  constructor(
    private readonly stack: WrittenStack,
    private readonly neighbours: Neighbours,
  ) {}

  /**
   * The value with every reference in it followed.
   * @param inBlocks leaves what stands under `//` as it is: shapes know where that is a comment
   */
  resolve(value: Json, path: string, inBlocks = false): Json {
    if (typeof value === "string") return this.resolveText(value, path);
    if (Array.isArray(value)) return value.map((element, index) => this.resolve(element, below(path, index), inBlocks));
    if (isBlock(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, element]) => {
          if (inBlocks && key === "//") return [key, element];
          this.checkName(key, path);
          return [key, this.resolve(element, below(path, key), inBlocks)];
        }),
      );
    }
    return value;
  }

  /** Throws ModelError where the value does more than to read attributes of the stack's own resources and data sources. */
  checkReads(value: Json, path: string): void {
    if (typeof value === "string") {
      const parts =
        parseTemplate(value) ??
        this.stack.fail(
          path,
          "is a template with more than plain references; write the value itself, or ${<type>.<name>.<attribute>}",
        );
      for (const part of parts) {
        if ("text" in part) continue;
        const fail = (problem: string): never => this.stack.fail(path, `"\${${part.reference}}" ${problem}`);
        const { kind, type, name } =
          parseAttribute(part.reference) ??
          fail("is not a plain reference; write the value itself, or ${<type>.<name>.<attribute>}");
        if (this.stack.block(kind, type, name) === undefined) fail("refers to nothing");
      }
    } else if (Array.isArray(value)) {
      for (const [index, element] of value.entries()) this.checkReads(element, below(path, index));
    } else if (isBlock(value)) {
      for (const [key, element] of Object.entries(value)) {
        this.checkName(key, path);
        this.checkReads(element, below(path, key));
      }
    }
  }

  private checkName(key: string, path: string): void {
    if (/[$%]\{/.test(key)) this.stack.fail(below(path, key), "is a template in the place of a name");
  }

  /** What attributes of a resource are made of. */
  originOf(type: string, name: string, config: Block): Origin {
    const { name: stack, partition, account, region } = this.stack;
    return { stack, type, name, partition, account, region, config };
  }

  private resolveText(text: string, path: string): Json {
    const parts = parseTemplate(text);
    if (!parts)
      return this.stack.fail(
        path,
        "is a template with more than plain references; write the value itself, or ${<type>.<name>.<attribute>}",
      );
    const values = parts.map((part): Json => ("text" in part ? part.text : this.follow(part.reference, path)));
    const texts = values.map((value) => (typeof value === "string" ? value : undefined));
    if (values.length > 1 && texts.includes(undefined)) {
      return this.stack.fail(path, "puts something into a text that is no text");
    }
    const forged = forgedId(texts.map((text = "", at) => ({ text, written: "text" in (parts[at] ?? {}) })));
    if (forged !== undefined) return this.stack.fail(path, `${forged} is no id that AWS gives: refer to it`);
    return values.length > 1 ? texts.join("") : (values[0] ?? null);
  }

  private follow(expression: string, path: string): Json {
    const fail = (problem: string): never => this.stack.fail(path, `"\${${expression}}" ${problem}`);
    const reference = parseReference(expression);
    if (!reference) return fail("is not a plain reference; write the value itself, or ${<type>.<name>.<attribute>}");
    if (this.open.has(expression)) return fail("refers to itself");
    this.open.add(expression);
    try {
      if (reference.kind === "output") return this.followOutput(reference, path);
      const { kind, type, name, attribute } = reference;
      const block = this.stack.block(kind, type, name);
      if (block === undefined) return fail("refers to nothing");
      const where = below(below(below("$", kind), type), name);
      // More than names are made of is not needed, and those are literals or references to such.
      const config = this.resolve(namesOf(withoutMetadata(block)), where) as Block;
      return (
        attributeOf(this.originOf(type, name, config), attribute) ??
        fail(
          "asks for an attribute that is not understood here; extend isolation/model/attributes.ts if its value is known before Terraform runs",
        )
      );
    } finally {
      this.open.delete(expression);
    }
  }

  private followOutput({ state, output, index }: OutputReference, path: string): Json {
    const { stack } = this;
    const other = this.neighbours(stack.readBy(state, path));
    if (!other) return stack.fail(path, `reads the state "${state}", which is no stack's here`);
    const value = other.output(output);
    const found = index === undefined ? value : Array.isArray(value) ? (value as readonly Json[])[index] : undefined;
    const what = index === undefined ? output : `${output}[${index}]`;
    return found ?? stack.fail(path, `reads the output ${what}, which ${other.name} does not have`);
  }
}
