/** Network ACLs: which one each subnet has, and what its rules let through. They can only take away. */
import { allOf, type Resource } from "../model";
import { stackNamed } from "../model/environment";
import { parseRange, type Range } from "../policy/address";
import { groupBy } from "./group-by";
import { oncePerEnvironment } from "./once";

/** A rule that TCP over IPv4 can meet. */
export interface AclRule {
  readonly number: number;
  readonly egress: boolean;
  readonly allow: boolean;
  /** Addresses at the other end. */
  readonly range: Range;
  /** Ports at the receiver's end, first and last. */
  readonly ports: readonly [number, number];
}

export interface Acl {
  readonly resource: Resource<"aws_network_acl"> | Resource<"aws_default_network_acl">;
  readonly rules: readonly AclRule[];
}

export interface Traffic {
  readonly egress: boolean;
  readonly remote: Range;
  readonly ports: readonly [number, number];
}

/**
 * Whether all, some or none of the traffic passes. Rules are asked in the order of their numbers, the first that fits decides,
 * and what meets none is denied. Source: docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html
 */
export function admits(rules: readonly AclRule[], { egress, remote, ports }: Traffic): "all" | "some" | "none" {
  const own = rules
    .filter((rule) => rule.egress === egress && rule.range.family === remote.family)
    .sort((one, other) => one.number - other.number);
  // Between two bounds every address, and every port, meets the same rules.
  const addresses = [remote.first, ...own.flatMap(({ range }) => [range.first, range.last + 1n])].filter(
    (address) => remote.first <= address && address <= remote.last,
  );
  const numbers = [ports[0], ...own.flatMap((rule) => [rule.ports[0], rule.ports[1] + 1])].filter(
    (port) => ports[0] <= port && port <= ports[1],
  );
  const passes = new Set(
    [...new Set(addresses)].flatMap((address) =>
      [...new Set(numbers)].map(
        (port) =>
          own.find(
            ({ range, ports: [first, last] }) =>
              range.first <= address && address <= range.last && first <= port && port <= last,
          )?.allow ?? false,
      ),
    ),
  );
  if (passes.size > 1) return "some";
  return passes.has(true) ? "all" : "none";
}

interface Written {
  readonly number: number;
  readonly action: "allow" | "deny";
  readonly protocol: string;
  readonly cidr_block?: string | null | undefined;
  readonly from_port?: number | null | undefined;
  readonly to_port?: number | null | undefined;
}

/** None where the rule speaks of another protocol, or of IPv6, which the subnets do not have. */
function ruleOf({ number, action, protocol, cidr_block, from_port, to_port }: Written, egress: boolean): AclRule[] {
  const range = parseRange(cidr_block ?? "");
  if (range === undefined || !["-1", "tcp", "6"].includes(protocol)) return [];
  const ports = protocol === "-1" ? ([0, 65_535] as const) : ([from_port ?? 0, to_port ?? 0] as const);
  return [{ number, egress, allow: action === "allow", range, ports }];
}

/** The network ACL of a subnet, by its id; undefined where it has AWS's own, which lets everything through. */
export const aclOfSubnet = oncePerEnvironment((facts): ((subnet: string) => Acl | undefined) => {
  const { environment, vpcId } = facts;
  const fail = ({ stack, path }: Resource, problem: string): never =>
    stackNamed(environment, stack).fail(path, problem);
  const custom = allOf(environment, "aws_network_acl");
  const defaults = allOf(environment, "aws_default_network_acl");
  const apart = groupBy(allOf(environment, "aws_network_acl_rule"), ({ config }) => config.network_acl_id);
  const ids = new Set(custom.map(({ id }) => id));
  const defaultId = `acl-default-${vpcId.slice("vpc-".length)}`;
  for (const each of [...apart.values()].flat()) {
    if (!ids.has(each.config.network_acl_id)) {
      fail(each, `is for the network ACL ${each.config.network_acl_id}, which is not among the stacks; refer to one`);
    }
  }
  const aclOf = (resource: Acl["resource"]): Acl => {
    const inside = (["ingress", "egress"] as const).flatMap((way) =>
      (resource.config[way] ?? []).map(({ rule_no: number, ...rest }) => ({
        ...rest,
        number,
        egress: way === "egress",
      })),
    );
    const beside = (apart.get(resource.id) ?? []).map(
      ({ config: { rule_number: number, rule_action: action, ...rest } }) => ({
        ...rest,
        number,
        action,
        egress: rest.egress === true,
      }),
    );
    if (inside.length > 0 && beside.length > 0) {
      fail(resource, "has rules inside and beside it, which take turns; write them in one of the two ways");
    }
    const rules = [...inside, ...beside];
    for (const { number, egress } of rules) {
      if (rules.filter((other) => other.number === number && other.egress === egress).length > 1) {
        fail(resource, `has two rules with the number ${number} in one direction; number them anew`);
      }
    }
    return { resource, rules: rules.flatMap((each) => ruleOf(each, each.egress)) };
  };
  for (const resource of custom) {
    if (resource.config.vpc_id !== vpcId)
      fail(resource, "is a network ACL of another VPC; set vpc_id to the environment's");
  }
  for (const resource of defaults) {
    if (resource.config.default_network_acl_id !== defaultId) {
      fail(resource, "is not the default network ACL of the environment's VPC; refer to its default_network_acl_id");
    }
  }
  const acls = new Map([...custom, ...defaults].map((resource) => [resource.id, aclOf(resource)]));
  const subnets = new Set(allOf(environment, "aws_subnet").map(({ id }) => id));
  const found = new Map<string, Acl>();
  const give = (resource: Resource, subnet: string, acl: Acl | undefined): void => {
    if (!subnets.has(subnet))
      fail(resource, `is for the subnet ${subnet}, which is not among the stacks; refer to one`);
    if (acl === undefined) fail(resource, "is for a network ACL that is not among the stacks; refer to one");
    else if (found.has(subnet))
      fail(resource, `gives the subnet ${subnet} the second of two network ACLs; give it one`);
    else found.set(subnet, acl);
  };
  for (const resource of [...custom, ...defaults]) {
    for (const subnet of resource.config.subnet_ids ?? []) give(resource, subnet, acls.get(resource.id));
  }
  for (const each of allOf(environment, "aws_network_acl_association")) {
    give(each, each.config.subnet_id, acls.get(each.config.network_acl_id));
  }
  const [ofVpc] = defaults.map(({ id }) => acls.get(id));
  return (subnet) => found.get(subnet) ?? ofVpc;
});
