/** The role of a team's MLflow tracking server. Nobody in Studio may pass it. */
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { mlflowRoleName } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { render } from "../../policies/document";
import { mlflowRoleStatements, mlflowRoleTrust } from "../../policies/mlflow-role";
import { boundary } from "../iam";
import { itself } from "../naming";
import type { ExecutionRolePolicies } from "./execution-role-policies";

export class MlflowRole extends Construct {
  /** @param shared the execution role's policies, of which it has the denials, too: they hold whatever else is attached */
  constructor(scope: Construct, id: string, environment: Environment, team: Team, shared: ExecutionRolePolicies) {
    super(scope, id);
    const about = { name: mlflowRoleName(environment, team), path: environment.iamPath };
    const role = new IamRole(this, itself, {
      ...about,
      description: `Tracking server of ${team.name} in ${environment.name}`,
      assumeRolePolicy: render(mlflowRoleTrust(environment)),
      ...boundary(environment),
    });
    const policy = new IamPolicy(this, "policy", {
      ...about,
      policy: render(mlflowRoleStatements(environment, team)),
    });
    for (const [name, policyArn] of [
      ["own", policy.arn],
      ["walls", shared.arnOf("walls")],
      ["compute-walls", shared.arnOf("compute-walls")],
    ] as const)
      new IamRolePolicyAttachment(this, `${name}-attachment`, { role: role.name, policyArn });
  }
}
