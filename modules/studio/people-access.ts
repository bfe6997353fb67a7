/** The managed policy to attach to people who open the team's Studio in IAM mode. */
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { Construct } from "constructs";
import { peoplePolicyName } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { render } from "../../policies/document";
import { peopleAccess } from "../../policies/people-access";
import { itself } from "../naming";

export interface PeopleAccessProps {
  readonly environment: Environment;
  readonly team: Team;
  readonly domainId: string;
  readonly vpcId: string;
}

export class PeopleAccess extends Construct {
  constructor(scope: Construct, id: string, props: PeopleAccessProps) {
    super(scope, id);
    const { environment, team } = props;
    new IamPolicy(this, itself, {
      name: peoplePolicyName(environment, team),
      path: environment.iamPath,
      description: `Opens Studio of ${team.name} in ${environment.name} from the allowed networks`,
      policy: render(peopleAccess(environment, props.domainId, props.vpcId)),
    });
  }
}
