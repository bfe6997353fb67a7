/** What a stack asks AWS before it makes endpoints: whether a service is offered in a zone, and takes an endpoint policy. Terraform goes on or refuses; nothing else changes. */
import { z } from "zod";
import { interfaceEndpoints } from "../../config/tables/interface-endpoints";
import { below, withoutMetadata } from "./json";
import { body, literal, literalWords, zoneId } from "./shapes/arguments";
import type { Stack } from "./stack";

/** Whether AWS evaluates a policy at an endpoint to the service. */
const takesPolicy = "${self.vpc_endpoint_policy_supported}";
const ofZone = /^\$\{contains\(self\.availability_zones, data\.aws_availability_zone\.([A-Za-z_][\w-]*)\.name\)\}$/;

export const zoneShape = z.strictObject({ zone_id: zoneId });
export const serviceShape = z.strictObject({
  service_name: literal,
  lifecycle: body({
    postcondition: z.array(
      body({
        condition: z.union([
          z.literal(takesPolicy),
          z.string().regex(ofZone, { error: "compares more than the zones of a service with one zone" }),
        ]),
        error_message: literalWords,
      }),
    ),
  }).optional(),
});

/** Throws ModelError on a question about a service that is not known here (it may be misspelt), and on a zone that is not looked up. */
export function checkQuestions(stack: Stack): void {
  const { region, partition } = stack;
  const known = Object.values(interfaceEndpoints).map(({ serviceName }) => serviceName(region, partition));
  const asked = stack.section("data")["aws_vpc_endpoint_service"] ?? {};
  for (const [name, block] of Object.entries(asked)) {
    const path = below("$.data.aws_vpc_endpoint_service", name);
    const { service_name: service, lifecycle } = stack.shaped(serviceShape, withoutMetadata(block), path);
    if (!known.includes(service)) {
      stack.fail(
        `${path}.service_name`,
        `asks about ${service}, which is not a service of AWS that is known here; correct it, or add the service to config/tables/interface-endpoints.ts`,
      );
    }
    for (const [index, { condition: text }] of (lifecycle?.postcondition ?? []).entries()) {
      if (text === takesPolicy) continue;
      const zone = ofZone.exec(text)?.[1] ?? "";
      if (stack.block("data", "aws_availability_zone", zone) === undefined) {
        stack.fail(
          `${path}.lifecycle.postcondition[${index}].condition`,
          `names data.aws_availability_zone.${zone}, which refers to nothing; look the zone up by its id`,
        );
      }
    }
  }
}
