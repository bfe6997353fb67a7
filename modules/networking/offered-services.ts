/** Asks AWS, while Terraform plans, whether it offers each service in each zone: an endpoint elsewhere would fail in the middle of an apply. */
import { DataAwsAvailabilityZone } from "@cdktf/provider-aws/lib/data-aws-availability-zone";
import { DataAwsVpcEndpointService } from "@cdktf/provider-aws/lib/data-aws-vpc-endpoint-service";
import { Construct } from "constructs";
import type { Environment } from "../../config/schema";
import { defaultInterfaceEndpoints } from "../../config/tables/interface-endpoints";

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
            postcondition: zones.map(({ zoneId, name }) => ({
              condition: `\${contains(self.availability_zones, ${name})}`,
              errorMessage: notOffered(environment, short, zoneId),
            })),
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
