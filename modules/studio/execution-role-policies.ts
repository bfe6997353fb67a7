/** The execution role's policies: placed after the domain, whose id they name. */
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { teamPrefix } from "../../config/names";
import { render } from "../../policies/document";
import type { ExecutionRoleContext } from "../../policies/execution-role/context";
import { executionRolePolicies, featureStatements } from "../../policies/of-team";

export interface ExecutionRolePoliciesProps extends ExecutionRoleContext {
  readonly roleName: string;
}

export class ExecutionRolePolicies extends Construct {
  private readonly arns = new Map<string, string>();

  constructor(scope: Construct, id: string, props: ExecutionRolePoliciesProps) {
    super(scope, id);
    const { environment, team } = props;
    for (const [name, statements] of Object.entries(executionRolePolicies)) {
      const document = statements(props);
      if (document.length === 0) continue;
      const policy = new IamPolicy(this, name, {
        name: `${teamPrefix(environment, team)}-${name}`,
        path: environment.iamPath,
        policy: render(document),
      });
      this.arns.set(name, policy.arn);
      new IamRolePolicyAttachment(this, `${name}-attachment`, { role: props.roleName, policyArn: policy.arn });
    }
    const features = featureStatements(props);
    if (features.length > 0)
      new IamRolePolicy(this, "features", { name: "features", role: props.roleName, policy: render(features) });
  }

  /** ARN of one of them, by the last part of its name. Throws where there is none. */
  arnOf(name: string): string {
    const arn = this.arns.get(name);
    if (arn === undefined) throw new Error(`the execution role is expected to have a policy ${name}`);
    return arn;
  }
}
