/** Terraform asks AWS, before it makes anything, whether it offers each interface endpoint in each zone. */
import assert from "node:assert/strict";
import { networkingStackName } from "../../config/names";
import type { Promised } from "./promise";

type Zone = { readonly zone_id: string };
type Service = {
  readonly service_name: string;
  readonly lifecycle: {
    readonly postcondition: readonly { readonly condition: string; readonly error_message: string }[];
  };
};

export const promises: Promised[] = [
  {
    name: "each interface endpoint waits for the answer that AWS offers its service in each zone, and a refusal names both, and what to change in which file",
    check: ({ environment, deployment }) => {
      const stack = networkingStackName(environment);
      const data = deployment.file(stack)["data"] as Record<string, Record<string, object>>;
      const zones = data["aws_availability_zone"] as Record<string, Zone>;
      const services = data["aws_vpc_endpoint_service"] as Record<string, Service>;
      assert.deepEqual(
        Object.values(zones).map(({ zone_id }) => zone_id),
        environment.availabilityZoneIds,
      );
      const endpoints = deployment.resources(stack, "aws_vpc_endpoint");
      assert.ok(endpoints.length > 0);
      for (const { name, config } of endpoints) {
        const [asked = "", ...others] = Object.keys(services).filter(
          (each) => services[each]?.service_name === config.service_name,
        );
        assert.deepEqual(others, []);
        assert.ok(config.depends_on.includes(`data.aws_vpc_endpoint_service.${asked}`), name);
        const { postcondition = [] } = services[asked]?.lifecycle ?? {};
        assert.deepEqual(
          postcondition.map(({ condition }) => condition),
          [
            ...Object.keys(zones).map(
              (zone) => `\${contains(self.availability_zones, data.aws_availability_zone.${zone}.name)}`,
            ),
            "${self.vpc_endpoint_policy_supported}",
          ],
        );
        const short = config.service_name.replace(/^([a-z]+\.)+[a-z]+-[a-z-]+-\d+\./, "");
        for (const [index, zone] of environment.availabilityZoneIds.entries()) {
          const refusal = postcondition[index]?.error_message ?? "";
          assert.match(refusal, new RegExp(`does not offer ${short} in ${zone} of ${environment.region}`));
          // What the reader can change, in which file.
          assert.match(refusal, new RegExp(`environment\\.yaml of ${environment.name}\\b`));
          assert.ok(refusal.includes("(availabilityZoneIds)"), refusal);
          const isAdded = environment.network.extraInterfaceEndpoints.includes(short);
          assert.equal(refusal.includes("network.extraInterfaceEndpoints"), isAdded, refusal);
        }
        const last = postcondition.at(-1)?.error_message ?? "";
        assert.match(last, new RegExp(`no endpoint policy for ${short} in ${environment.region}`));
      }
    },
  },
];
