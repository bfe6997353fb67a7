/** The team's security groups: one that every app has, one for each profile, one for jobs. */
import { DataAwsPrefixList } from "@cdktf/provider-aws/lib/data-aws-prefix-list";
import { Construct } from "constructs";
import { teamPrefix } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { s3GatewayServiceName } from "../../config/tables/regions";
import { SecurityGroup } from "./security-group";

export interface TeamSecurityGroupsProps {
  readonly environment: Environment;
  readonly team: Team;
  readonly vpcId: string;
}

export class TeamSecurityGroups extends Construct {
  /** On every app: AWS adds the domain's groups to each profile's, so this one admits nobody, not even itself. */
  readonly appsId: string;
  /** On jobs; distributed training speaks among its instances. */
  readonly jobsId: string;
  /** By user: a person's apps speak to each other and to nobody else's. */
  readonly profileIds: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, props: TeamSecurityGroupsProps) {
    super(scope, id);
    const { environment, team, vpcId } = props;
    const s3 = new DataAwsPrefixList(this, "s3", { name: s3GatewayServiceName(environment.region) });
    const group = (name: string, description: string, admitsItself: boolean) =>
      new SecurityGroup(this, name, {
        name: `${teamPrefix(environment, team)}-${name}`,
        description,
        vpcId,
        endpointCidr: environment.network.endpointCidr,
        s3PrefixListId: s3.id,
        admitsItself,
      }).id;
    this.appsId = group("apps", "Every app of the domain", false);
    this.jobsId = group("jobs", "Jobs, models and endpoints", true);
    this.profileIds = new Map(
      team.users.map((user) => [user.name, group(`profile-${user.name}`, `Apps of ${user.name}`, true)]),
    );
  }
}
