/** The role that a team's pipelines may run with, and its policies: some are the execution role's, one is its own. */
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { pipelineRoleName } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { render } from "../../policies/document";
import type { ExecutionRoleContext } from "../../policies/execution-role/context";
import { pipelineRoleStatements, pipelineRoleTrust, sharedWithPipelineRole } from "../../policies/pipeline-role";
import { boundary } from "../iam";
import { itself } from "../naming";
import type { ExecutionRolePolicies } from "./execution-role-policies";

export class PipelineRole extends Construct {
  readonly arn: string;
  private readonly role: IamRole;

  constructor(scope: Construct, id: string, environment: Environment, team: Team) {
    super(scope, id);
    this.role = new IamRole(this, itself, {
      name: pipelineRoleName(environment, team),
      path: environment.iamPath,
      description: `Pipelines of ${team.name} in ${environment.name}`,
      assumeRolePolicy: render(pipelineRoleTrust(environment, team)),
      ...boundary(environment),
    });
    this.arn = this.role.arn;
  }

  /** After the domain, whose id the execution role's policies name. */
  attach(context: ExecutionRoleContext, shared: ExecutionRolePolicies): void {
    const own = new IamPolicy(this, "policy", {
      name: pipelineRoleName(context.environment, context.team),
      path: context.environment.iamPath,
      policy: render(pipelineRoleStatements(context)),
    });
    const attach = (name: string, policyArn: string) =>
      new IamRolePolicyAttachment(this, `${name}-attachment`, { role: this.role.name, policyArn });
    attach("own", own.arn);
    for (const name of sharedWithPipelineRole) attach(name, shared.arnOf(name));
  }
}
