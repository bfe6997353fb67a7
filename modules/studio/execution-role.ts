/** The role that Studio apps and jobs run with. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import { executionRoleName } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { render } from "../../policies/document";
import { executionRoleTrust } from "../../policies/execution-role/trust";
import { boundary } from "../iam";
import { itself } from "../naming";

export interface ExecutionRoleProps {
  readonly environment: Environment;
  readonly team: Team;
}

export class ExecutionRole extends Construct {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: ExecutionRoleProps) {
    super(scope, id);
    const { environment, team } = props;
    const role = new IamRole(this, itself, {
      name: executionRoleName(environment, team),
      path: environment.iamPath,
      description: `Studio and jobs of ${team.name} in ${environment.name}`,
      assumeRolePolicy: render(executionRoleTrust(environment)),
      ...boundary(environment),
    });
    this.arn = role.arn;
    this.name = role.name;
  }
}
