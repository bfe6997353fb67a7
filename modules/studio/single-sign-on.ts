/** Who may log in to a domain in SSO mode: each of the team's users is assigned to its application in IAM Identity Center. */
import { DataAwsIdentitystoreUser } from "@cdktf/provider-aws/lib/data-aws-identitystore-user";
import { SsoadminApplicationAssignment } from "@cdktf/provider-aws/lib/ssoadmin-application-assignment";
import type { ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import type { Team } from "../../config/schema";
import { itself } from "../naming";

export interface SingleSignOnProps {
  readonly team: Team;
  readonly identityStoreId: string;
  /** Of the domain. */
  readonly applicationArn: string;
  /** Of the account that may assign; the stack's own where there is none. */
  readonly provider: TerraformProvider | undefined;
}

/**
 * A user who is not in the identity store fails the plan, by name. AWS documents that a user must be assigned before a
 * profile is made: docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-userprofile.html.
 * Only the console does it by itself: github.com/hashicorp/terraform-provider-aws/issues/28958.
 */
export class SingleSignOn extends Construct {
  /** By user. */
  readonly assignments: ReadonlyMap<string, ITerraformDependable>;

  constructor(scope: Construct, id: string, props: SingleSignOnProps) {
    super(scope, id);
    const { identityStoreId, applicationArn, provider } = props;
    this.assignments = new Map(
      props.team.users.map(({ name, ssoUser = "" }) => {
        const own = new Construct(this, name);
        const user = new DataAwsIdentitystoreUser(own, "user", {
          identityStoreId,
          alternateIdentifier: { uniqueAttribute: { attributePath: "UserName", attributeValue: ssoUser } },
          ...(provider && { provider }),
        });
        const assignment = new SsoadminApplicationAssignment(own, itself, {
          applicationArn,
          principalId: user.userId,
          principalType: "USER",
          ...(provider && { provider }),
        });
        return [name, assignment] as const;
      }),
    );
  }
}
