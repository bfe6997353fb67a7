/** Asks AWS, while Terraform plans, whether it offers each service in each zone and evaluates an endpoint policy there: an endpoint elsewhere would fail in the middle of an apply, and one without a policy would let everybody through. */
import { DataAwsAvailabilityZone } from "@cdktf/provider-aws/lib/data-aws-availability-zone";
import { DataAwsVpcEndpointService } from "@cdktf/provider-aws/lib/data-aws-vpc-endpoint-service";
import { Construct } from "constructs";
import type { Environment } from "../../config/schema";
import { defaultInterfaceEndpoints, interfaceEndpoints } from "../../config/tables/interface-endpoints";

export interface OfferedServicesProps {
  readonly environment: Environment;
  /** Full names by short names. */
  readonly services: ReadonlyMap<string, string>;
}

export class OfferedServices extends Construct {
  /** By short name: what waits for it is not planned where a zone lacks the service. */
  readonly byName: ReadonlyMap<string, DataAwsVpcEndpointService>;

  constructor(scope: Construct, id: string, { environment, services }: OfferedServicesProps) {
    super(scope, id);
    // AWS names zones differently in each account, and says by these names where it offers a service.
    // docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ServiceDetail.html
    const zones = environment.availabilityZoneIds.map((zoneId) => ({
      zoneId,
      name: `data.aws_availability_zone.${new DataAwsAvailabilityZone(this, zoneId, { zoneId }).friendlyUniqueId}.name`,
    }));
    this.byName = new Map(
      [...services].map(([short, serviceName]) => [
        short,
        new DataAwsVpcEndpointService(this, short.replaceAll(".", "-"), {
          serviceName,
          lifecycle: {
            // The one function in the JSON: see docs/decisions.md, "Zones and services".
            postcondition: [
              ...zones.map(({ zoneId, name }) => ({
                condition: `\${contains(self.availability_zones, ${name})}`,
                errorMessage: notOffered(environment, short, zoneId),
              })),
              ...(interfaceEndpoints[short]?.supportsPolicy
                ? [
                    {
                      condition: "${self.vpc_endpoint_policy_supported}",
                      errorMessage: withoutPolicy(environment, short),
                    },
                  ]
                : []),
            ],
          },
        }),
      ]),
    );
  }
}

function notOffered({ name, region }: Environment, service: string, zone: string): string {
  const what = `AWS does not offer ${service} in ${zone} of ${region}.`;
  const file = `environment.yaml of ${name}`;
  if (defaultInterfaceEndpoints.includes(service)) {
    return `${what} Choose other zones in ${file} (availabilityZoneIds), which you can before the first deployment.`;
  }
  return `${what} Remove ${service} from network.extraInterfaceEndpoints in ${file}. Before the first deployment you can choose other zones instead (availabilityZoneIds).`;
}

/** AWS publishes which services evaluate endpoint policies by this call alone: docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html */
function withoutPolicy({ name, region }: Environment, service: string): string {
  const what = `AWS evaluates no endpoint policy for ${service} in ${region}: its endpoint would let everybody through, to anybody's resources.`;
  return defaultInterfaceEndpoints.includes(service)
    ? `${what} Choose another region in environment.yaml of ${name}, and report it.`
    : `${what} Remove ${service} from network.extraInterfaceEndpoints in environment.yaml of ${name}.`;
}
