/** The role with which SageMaker writes the offline stores of a team's feature groups. Nobody in Studio may pass it. */
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { featureStoreRoleName } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { render } from "../../policies/document";
import { featureStoreRoleStatements, featureStoreRoleTrust } from "../../policies/feature-store-role";
import { boundary } from "../iam";
import { itself } from "../naming";

export class FeatureStoreRole extends Construct {
  constructor(scope: Construct, id: string, environment: Environment, team: Team) {
    super(scope, id);
    const about = { name: featureStoreRoleName(environment, team), path: environment.iamPath };
    const role = new IamRole(this, itself, {
      ...about,
      description: `Offline feature stores of ${team.name} in ${environment.name}`,
      assumeRolePolicy: render(featureStoreRoleTrust(environment)),
      ...boundary(environment),
    });
    const policy = new IamPolicy(this, "policy", {
      ...about,
      policy: render(featureStoreRoleStatements(environment, team)),
    });
    new IamRolePolicyAttachment(this, "attachment", { role: role.name, policyArn: policy.arn });
  }
}
