/** The execution role's policies: placed after the domain, whose id they name. */
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { teamPrefix } from "../../config/names";
import { render, type Statement } from "../../policies/document";
import type { ExecutionRoleContext } from "../../policies/execution-role/context";
import { dataStatements } from "../../policies/execution-role/data";
import { jobManagementStatements } from "../../policies/execution-role/job-management";
import { jobRuntimeStatements } from "../../policies/execution-role/job-runtime";
import { jobStatements, modelStatements } from "../../policies/execution-role/jobs";
import { studioStatements } from "../../policies/execution-role/studio";
import { computeWallStatements, wallStatements } from "../../policies/execution-role/walls";

/** Several managed policies, because AWS allows 6,144 characters in one. */
const policies: Readonly<Record<string, (context: ExecutionRoleContext) => Statement[]>> = {
  data: dataStatements,
  studio: studioStatements,
  jobs: jobStatements,
  models: modelStatements,
  "job-management": jobManagementStatements,
  "job-runtime": jobRuntimeStatements,
  walls: wallStatements,
  "compute-walls": computeWallStatements,
};

export interface ExecutionRolePoliciesProps extends ExecutionRoleContext {
  readonly roleName: string;
}

export class ExecutionRolePolicies extends Construct {
  constructor(scope: Construct, id: string, props: ExecutionRolePoliciesProps) {
    super(scope, id);
    const { environment, team } = props;
    for (const [name, statements] of Object.entries(policies)) {
      const policy = new IamPolicy(this, name, {
        name: `${teamPrefix(environment, team)}-${name}`,
        path: environment.iamPath,
        policy: render(statements(props)),
      });
      new IamRolePolicyAttachment(this, `${name}-attachment`, { role: props.roleName, policyArn: policy.arn });
    }
  }
}
