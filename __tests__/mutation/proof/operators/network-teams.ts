/** Operators that put a network team's stack beside the environment's, with more than it may hold, or give an app's subnet the table that such a stack adds routes to. */
import { edit } from "../generic";
import { type Loose, type Mutant, resourcesOf, type Stacks, withResource } from "../mutant";

const beside = "put a network team's stack beside";
const onTable = "use the endpoint subnets' route table";
export const networkTeamOperators: readonly string[] = [beside, onTable];

const name = "mutant-network";
const output = (of: string) => `\${data.terraform_remote_state.networking.outputs.${of}}`;
const table = output("endpoint_route_table_id");
const transit = { transit_gateway_id: "tgw-0123456789abcdef0" };
const route = (values: object) => ({ aws_route: { more: { route_table_id: table, ...transit, ...values } } });

/** Resources by what they do; none of them is accepted, whatever the environment declares. */
const variants: Readonly<Record<string, Loose>> = {
  "a route that nobody declares": route({ destination_cidr_block: "172.16.0.0/21" }),
  "a route to the internet": route({ destination_cidr_block: "0.0.0.0/0" }),
  "a route to half of the internet": route({ destination_cidr_block: "0.0.0.0/1" }),
  "a route to IPv6": route({ destination_ipv6_cidr_block: "::/0" }),
  "a route to a prefix list": route({ destination_prefix_list_id: "pl-0123456789abcdef0" }),
  "a route to an internet gateway": {
    aws_route: { more: { route_table_id: table, destination_cidr_block: "172.16.0.0/20", gateway_id: "igw-01234567" } },
  },
  "a route in another table": route({
    route_table_id: "rtb-0123456789abcdef0",
    destination_cidr_block: "172.16.0.0/20",
  }),
  "an internet gateway": { aws_internet_gateway: { more: { vpc_id: output("vpc_id") } } },
  "an attachment of another subnet": {
    aws_ec2_transit_gateway_vpc_attachment: {
      more: { ...transit, vpc_id: output("vpc_id"), subnet_ids: ["subnet-0123456789abcdef0"] },
    },
  },
  "routes that others announce": {
    aws_vpn_gateway_route_propagation: { more: { route_table_id: table, vpn_gateway_id: "vgw-01234567" } },
  },
  "a resolver that asks elsewhere": {
    aws_route53_resolver_endpoint: {
      more: {
        direction: "OUTBOUND",
        security_group_ids: ["sg-01234567"],
        ip_address: [{ subnet_id: "subnet-01234567" }],
      },
    },
  },
  "a group that admits everybody": {
    aws_security_group: { more: { name: "more", vpc_id: output("vpc_id") } },
    aws_vpc_security_group_ingress_rule: {
      more: {
        security_group_id: "${aws_security_group.more.id}",
        ip_protocol: "tcp",
        from_port: 53,
        to_port: 53,
        cidr_ipv4: "0.0.0.0/0",
      },
    },
  },
};

export function* networkTeams(stacks: Stacks): Generator<Mutant> {
  const [[network, file] = []] = [...stacks].filter(([stack]) => stack.endsWith("-networking"));
  const reader = [...stacks.values()].find((each) => (each as Loose).data?.terraform_remote_state?.networking);
  if (!network || !file || !reader) return;
  // Its state beside the network's, wherever that is.
  const terraform = JSON.parse(JSON.stringify((file as Loose).terraform).replaceAll(network, name));
  const base = {
    terraform,
    provider: (file as Loose).provider,
    data: { terraform_remote_state: { networking: (reader as Loose).data.terraform_remote_state.networking } },
  };
  for (const [change, resource] of Object.entries(variants)) {
    const added = { ...base, resource } as unknown as Loose;
    yield {
      operator: beside,
      stack: name,
      place: "resource",
      change,
      stacks: () => new Map([...stacks, [name, added]]),
    };
  }
  for (const [stack, type, association, block] of resourcesOf(stacks)) {
    if (type !== "aws_route_table_association" || stack === network) continue;
    yield {
      operator: onTable,
      stack,
      place: `${type}.${association}`,
      change: "the network's",
      stacks: () => withResource(stacks, stack, type, association, edit(block, ["route_table_id"], table)),
    };
  }
}
