/** Values of network parts that the provider or AWS refuses. */
import type { Json, Place } from "../break";
import { asIn, type Illegal, named, number, oneOf, orTheOthers, seenBy, tooLong } from "./illegal";

const interfaceEndpoints = ({ file }: Place) =>
  Object.entries(file.resource["aws_vpc_endpoint"] ?? {})
    .filter(([, body]) => body["private_dns_enabled"] === true)
    .map(([name]) => `aws_vpc_endpoint.${name}`);

const rule: readonly Illegal[] = [
  number(65_536, "is no port", "to_port"),
  { at: ["from_port"], value: 444, why: "is behind the last port" },
  { at: ["ip_protocol"], value: "tpc", why: "is no protocol" },
  { at: ["cidr_ipv4"], value: "10.0.0.1/20", why: "has bits behind its mask", seenBy },
];

export const illegalInNetworks: Readonly<Record<string, readonly Illegal[]>> = {
  aws_flow_log: [
    number(61, "is neither 60 nor 600", "max_aggregation_interval"),
    oneOf("traffic_type"),
    oneOf("log_destination_type"),
  ],
  aws_route53_resolver_firewall_config: [oneOf("firewall_fail_open")],
  aws_route53_resolver_firewall_domain_list: [
    ...named("name"),
    { at: ["domains", 0], value: "api..sagemaker", why: "has an empty label" },
    { at: ["domains", 0], value: `${tooLong}.com.`, why: "has more than 255 characters" },
  ],
  aws_route53_resolver_firewall_rule: [
    ...named("name"),
    oneOf("action"),
    oneOf("block_response"),
    { at: ["priority"], value: asIn("priority"), why: "is the other rule's", showsAt: orTheOthers },
    {
      at: ["firewall_domain_list_id"],
      value: asIn("firewall_domain_list_id"),
      why: "is the other rule's",
      showsAt: orTheOthers,
    },
  ],
  aws_route53_resolver_firewall_rule_group: named("name"),
  aws_route53_resolver_firewall_rule_group_association: [
    ...named("name"),
    { at: ["priority"], value: 100, why: "is 100, which AWS keeps to itself" },
    { at: ["priority"], value: 9900, why: "is 9900, which AWS keeps to itself" },
  ],
  aws_route_table_association: [
    { at: ["subnet_id"], value: asIn("subnet_id"), why: "is the other association's", showsAt: orTheOthers },
  ],
  aws_security_group: [
    { at: ["name"], value: "sg-research", why: "begins with sg-", seenBy },
    { at: ["name"], value: tooLong, why: "has 600 characters", seenBy },
    { at: ["description"], value: "Apps of Zoë", why: "has characters that EC2 does not take" },
  ],
  aws_subnet: [
    { at: ["cidr_block"], value: "172.31.0.0/23", why: "is outside of the VPC" },
    { at: ["cidr_block"], value: asIn("cidr_block"), why: "is the other subnet's", showsAt: orTheOthers },
    { at: ["cidr_block"], value: "10.0.128.1/23", why: "has bits behind its mask", seenBy },
    {
      at: ["cidr_block"],
      value: (_, now) => String(now).replace(/\/\d+$/, "/29"),
      why: "is smaller than a /28",
    },
    { at: ["availability_zone_id"], value: "euc1-az9", why: "is no zone" },
    {
      at: ["availability_zone_id"],
      value: (place, now) => (interfaceEndpoints(place).length > 0 ? otherZone(place, now) : undefined),
      why: "is the other subnet's, and an endpoint takes one subnet a zone",
      showsAt: interfaceEndpoints,
    },
  ],
  aws_vpc: [
    { at: ["cidr_block"], value: "10.0.0.0/15", why: "is larger than a /16", seenBy },
    { at: ["cidr_block"], value: "10.0.0.1/16", why: "has bits behind its mask", seenBy },
    {
      at: ["enable_dns_hostnames"],
      value: false,
      why: "is off, and endpoints need it for private names",
      showsAt: interfaceEndpoints,
    },
  ],
  aws_vpc_endpoint: [
    {
      at: ["service_name"],
      value: (_, now) => String(now).replace(/\.\w+-\w+-\d\./, ".eu-west-9."),
      why: "is of a region that does not exist",
    },
    { at: ["service_name"], value: (_, now) => `${now}s`, why: "is no service" },
    {
      at: ["vpc_endpoint_type"],
      value: (_, now) => (now === "Interface" ? "Gateway" : undefined),
      why: "is not offered by the service",
    },
    oneOf("vpc_endpoint_type"),
  ],
  aws_vpc_security_group_egress_rule: rule,
  aws_vpc_security_group_ingress_rule: rule,
  "data.aws_availability_zone": [{ at: ["zone_id"], value: "euc1-az9", why: "is no zone" }],
  "data.aws_vpc_endpoint_service": [
    { at: ["service_name"], value: (_, now) => `${now}s`, why: "is no service of an endpoint" },
  ],
  "data.aws_prefix_list": [{ at: ["name"], value: "com.amazonaws.eu-central-1.s33", why: "is no prefix list of AWS" }],
};

function otherZone(place: Place, now: Json): Json | undefined {
  const other = asIn("availability_zone_id")(place);
  return other === now ? undefined : other;
}
