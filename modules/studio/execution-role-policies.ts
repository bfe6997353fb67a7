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
      new IamRolePolicyAttachment(this, `${name}-attachment`, { role: props.roleName, policyArn: policy.arn });
    }
    const features = featureStatements(props);
    if (features.length > 0)
      new IamRolePolicy(this, "features", { name: "features", role: props.roleName, policy: render(features) });
  }
}
