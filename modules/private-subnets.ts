/** One subnet for each zone, all on one route table that has no routes beyond the VPC's own. */
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Construct } from "constructs";
import { subnets } from "../config/addresses";

export interface PrivateSubnetsProps {
  readonly name: string;
  readonly vpcId: string;
  /** Divided evenly over the zones. */
  readonly cidr: string;
  readonly availabilityZoneIds: readonly string[];
}

export class PrivateSubnets extends Construct {
  /** In the order of the zones. */
  readonly ids: string[];
  readonly routeTableId: string;

  constructor(scope: Construct, id: string, props: PrivateSubnetsProps) {
    super(scope, id);
    const routeTable = new RouteTable(this, "route-table", { vpcId: props.vpcId, tags: { Name: props.name } });
    const ranges = subnets(props.cidr, props.availabilityZoneIds.length);
    this.ids = props.availabilityZoneIds.map((zone, index) => {
      const subnet = new Subnet(this, zone, {
        vpcId: props.vpcId,
        availabilityZoneId: zone,
        cidrBlock: ranges[index],
        mapPublicIpOnLaunch: false,
        tags: { Name: `${props.name}-${zone}` },
      });
      new RouteTableAssociation(this, `${zone}-routes`, { subnetId: subnet.id, routeTableId: routeTable.id });
      return subnet.id;
    });
    this.routeTableId = routeTable.id;
  }
}
