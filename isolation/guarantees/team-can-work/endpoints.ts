/** Interface endpoints that Studio and its jobs hang without, and a VPC that answers names. */
import { defaultInterfaceEndpoints } from "../../../config/tables/interface-endpoints";
import type { Facts } from "../../facts/facts";
import { doorsOf } from "../../facts/interface-endpoints";
import { placeOf } from "../../model";
import type { Failure } from "../guarantee";

export function ofEndpoints(facts: Facts): Failure[] {
  const doors = doorsOf(facts);
  const [vpc] = facts.environment.networking.resources("aws_vpc");
  const where = vpc === undefined ? facts.environment.networking.name : placeOf(vpc);
  const missing = defaultInterfaceEndpoints.filter(
    (name) =>
      !doors.some(
        (door) =>
          door.name === name &&
          door.endpoint.vpc === facts.vpcId &&
          door.endpoint.resource.config.private_dns_enabled === true &&
          (door.endpoint.resource.config.subnet_ids ?? []).length > 0 &&
          (door.endpoint.resource.config.security_group_ids ?? []).length > 0,
      ),
  );
  return [
    ...missing.map((name) => ({
      what: `there is no endpoint to ${name} with private DNS, subnets and a security group`,
      where,
      change: "add it: Studio or its jobs hang without",
    })),
    ...(vpc?.config.enable_dns_support === true && vpc.config.enable_dns_hostnames === true
      ? []
      : [
          {
            what: "the VPC answers no names",
            where,
            change: "set enable_dns_support and enable_dns_hostnames to true",
          },
        ]),
  ];
}
