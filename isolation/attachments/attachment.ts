/** A network team's stack: it reads the state of one environment's network, and attaches people's private networks to its endpoint subnets. */
import { type Block, below, blockIn, isBlock, type Json, withoutMetadata } from "../model/json";
import { References } from "../model/references";
import { outputShape } from "../model/settings";
import type { Stack } from "../model/stack";
import type { StackFile } from "../model/stack-files";
import { WrittenStack } from "../model/written-stack";
import { type AttachmentConfig, type AttachmentType, attachmentShapes, isAttachmentType } from "./shapes";

export interface Attached<Type extends AttachmentType = AttachmentType> {
  readonly type: Type;
  /** `<stack> <type>.<name>`. */
  readonly where: string;
  /** JSON path in the stack's file. */
  readonly path: string;
  /** Arguments, references resolved. */
  readonly config: AttachmentConfig<Type>;
}

type Owner = { readonly noun: string } & (
  | { readonly of: "network"; readonly type: "aws_vpc" | "aws_subnet" | "aws_route_table" }
  | { readonly of: "itself"; readonly type: AttachmentType; readonly prefix: string }
);
const subnet: Owner = { of: "network", type: "aws_subnet", noun: "an endpoint subnet" };
const group: Owner = { of: "itself", type: "aws_security_group", prefix: "sg", noun: "a security group" };

/** Whose ids an argument may hold. Other arguments name what is beyond the VPC: gateways, other VPCs. */
const owners: Readonly<Record<string, Owner>> = {
  vpc_id: { of: "network", type: "aws_vpc", noun: "the VPC" },
  route_table_id: { of: "network", type: "aws_route_table", noun: "a route table" },
  subnet_id: subnet,
  subnet_ids: subnet,
  security_group_id: group,
  security_group_ids: group,
  vpn_connection_id: { of: "itself", type: "aws_vpn_connection", prefix: "vpn", noun: "a VPN connection" },
};

/** Where the table of `shapes.ts` is told to people. */
const page = "docs/private-networks.md lists what a network team's stack may hold";

export class Attachment extends WrittenStack {
  private readonly all: readonly Attached[];

  /**
   * Throws ModelError on anything that is not understood: every id is the network's own or the stack's own, so that a stack
   * that is read whole touches this network and nothing else.
   * @param network of the environment, read by itself
   */
  constructor(
    source: StackFile,
    private readonly network: Stack,
  ) {
    super(source);
    const [problem] = source.beside?.problems ?? [];
    if (problem !== undefined) this.fail("$", `something lies beside it that Terraform would run: ${problem}`);
    if (this.second !== undefined) this.fail("$.provider.aws[1]", "is a second provider; one is understood here");
    const provider = "$.provider.aws[0]";
    if (this.account !== network.account)
      this.fail(provider, `works in account ${this.account}; the network is in ${network.account}`);
    if (this.region !== network.region)
      this.fail(provider, `works in ${this.region}; the network is in ${network.region}`);
    const strange = this.reads().find((address) => address !== network.address);
    if (strange !== undefined) this.fail("$.data", `reads another state than ${network.name}'s: ${strange}`);
    const references = new References(this, (address) => (address === network.address ? network : undefined));
    for (const [name, block] of Object.entries(this.section("output"))) {
      const path = below("$.output", name);
      references.checkReads(this.shaped(outputShape, block, path).value as Json, below(path, "value"));
    }
    this.all = [...this.read(references)];
    for (const each of this.all) this.checkIds(each);
  }

  /** In the file's order. */
  of<Type extends AttachmentType>(type: Type): readonly Attached<Type>[] {
    return this.all.filter((each): each is Attached<Type> & Attached => each.type === type);
  }

  protected override wayOut(): string {
    return page;
  }

  private *read(references: References): Generator<Attached> {
    for (const [type, named] of Object.entries(this.section("resource"))) {
      const path = below("$.resource", type);
      if (!isAttachmentType(type)) {
        this.fail(path, `${type} does not lead a private network to the endpoint subnets; ${page}`);
        continue;
      }
      if (!isBlock(named)) this.fail(path, "is not an object");
      else
        for (const [name, block] of Object.entries(named)) {
          const at = below(path, name);
          const written = references.resolve(withoutMetadata(block), at, true);
          const config = this.shaped(attachmentShapes[type], written, at) as AttachmentConfig<typeof type>;
          yield { type, where: `${this.name} ${type}.${name}`, path: at, config } as Attached;
        }
    }
  }

  private checkIds({ type, path, config }: Attached): void {
    const addresses =
      type === "aws_route53_resolver_endpoint" ? (config as AttachmentConfig<typeof type>).ip_address : [];
    for (const block of [config, ...addresses] as readonly Block[]) {
      for (const [argument, owner] of Object.entries(owners)) {
        const strange = [block[argument] ?? []].flat().find((id) => !this.idsOf(owner).includes(`${id}`));
        if (strange !== undefined)
          this.fail(below(path, argument), `${strange} is not ${owner.noun} of ${this.nameOf(owner)}; ${page}`);
      }
    }
  }

  private idsOf(owner: Owner): readonly string[] {
    if (owner.of === "network") return this.network.resources(owner.type).map(({ id }) => id);
    return Object.keys(blockIn(this.section("resource")[owner.type])).map(
      (name) => `${owner.prefix}-${this.name}.${name}`,
    );
  }

  private nameOf = ({ of }: Owner): string => (of === "network" ? this.network.name : "this stack");
}
