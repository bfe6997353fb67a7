/** A role with which SageMaker works for a feature of the team, in its own network. Nobody in Studio may pass it. */
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import type { Environment } from "../../config/schema";
import { render, type Statement, type TrustStatement } from "../../policies/document";
import { boundary } from "../iam";
import { itself } from "../naming";
import type { ExecutionRolePolicies } from "./execution-role-policies";

export interface ServiceRoleProps {
  readonly environment: Environment;
  /** Of the role, and of its policy. */
  readonly name: string;
  readonly description: string;
  readonly trust: readonly TrustStatement[];
  readonly statements: readonly Statement[];
  /** The execution role's policies. The role has their denials, too: these hold whatever else is attached. */
  readonly shared: ExecutionRolePolicies;
}

export class ServiceRole extends Construct {
  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const { environment, name, description, trust, statements, shared } = props;
    const path = environment.iamPath;
    const role = new IamRole(this, itself, {
      name,
      path,
      description,
      assumeRolePolicy: render(trust),
      ...boundary(environment),
    });
    const policy = new IamPolicy(this, "policy", { name, path, policy: render(statements) });
    for (const [attached, policyArn] of [
      ["own", policy.arn],
      ["walls", shared.arnOf("walls")],
      ["compute-walls", shared.arnOf("compute-walls")],
    ] as const)
      new IamRolePolicyAttachment(this, `${attached}-attachment`, { role: role.name, policyArn });
  }
}
