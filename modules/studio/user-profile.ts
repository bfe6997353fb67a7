/** A user profile: what a person's apps get, and everything that a team may change while the domain stays. */
import { SagemakerUserProfile } from "@cdktf/provider-aws/lib/sagemaker-user-profile";
import { Construct } from "constructs";
import type { Team, User } from "../../config/schema";
import { itself } from "../naming";

export interface UserProfileProps {
  readonly team: Team;
  readonly user: User;
  readonly domainId: string;
  readonly executionRoleArn: string;
  /** The person's own group; AWS adds the domain's. */
  readonly securityGroupId: string;
  readonly lifecycleConfigurationArn: string;
}

export class UserProfile extends Construct {
  constructor(scope: Construct, id: string, props: UserProfileProps) {
    super(scope, id);
    const { team, user, lifecycleConfigurationArn } = props;
    new SagemakerUserProfile(this, itself, {
      domainId: props.domainId,
      userProfileName: user.name,
      ...(team.authMode === "SSO" && {
        singleSignOnUserIdentifier: "UserName",
        singleSignOnUserValue: user.ssoUser,
      }),
      userSettings: {
        executionRole: props.executionRoleArn,
        securityGroups: [props.securityGroupId],
        studioWebPortal: "ENABLED",
        defaultLandingUri: "studio::",
        sharingSettings: { notebookOutputOption: "Disabled" },
        jupyterLabAppSettings: {
          lifecycleConfigArns: [lifecycleConfigurationArn],
          defaultResourceSpec: {
            instanceType: user.instanceType ?? team.instanceType,
            lifecycleConfigArn: lifecycleConfigurationArn,
          },
          appLifecycleManagement: {
            idleSettings: {
              lifecycleManagement: "ENABLED",
              idleTimeoutInMinutes: team.idleTimeoutMinutes,
              // A space may shorten it. The provider sends 0 for a limit that is not set, which AWS refuses.
              minIdleTimeoutInMinutes: 60,
              maxIdleTimeoutInMinutes: team.idleTimeoutMinutes,
            },
          },
        },
      },
    });
  }
}
