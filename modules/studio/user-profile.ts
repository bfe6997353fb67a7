/** A user profile: what a person's apps get, and everything that a team may change while the domain stays. */
import { SagemakerUserProfile } from "@cdktf/provider-aws/lib/sagemaker-user-profile";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Team, User } from "../../config/schema";
import { itself } from "../naming";
import { appSettings } from "./app-settings";
import type { AttachedImage, Images } from "./images";
import type { StartScripts } from "./start-scripts";

export interface UserProfileProps {
  readonly team: Team;
  readonly user: User;
  readonly domainId: string;
  readonly executionRoleArn: string;
  /** The person's own group; AWS adds the domain's. */
  readonly securityGroupId: string;
  readonly startScripts: StartScripts["arns"];
  /** The person's assignment in IAM Identity Center, where Terraform makes it: AWS documents that it comes first. */
  readonly assignment?: ITerraformDependable | undefined;
  /** Undefined where the team has none of its own. */
  readonly images?: Images["attached"] | undefined;
}

export class UserProfile extends Construct {
  constructor(scope: Construct, id: string, props: UserProfileProps) {
    super(scope, id);
    const { team, user, startScripts, assignment } = props;
    const defaultResourceSpec = { instanceType: user.instanceType ?? team.instanceType };
    // A person may shut down a space sooner, and never later.
    const idle = { timeoutMinutes: team.idleTimeoutMinutes, longestMinutes: team.idleTimeoutMinutes };
    new SagemakerUserProfile(this, itself, {
      domainId: props.domainId,
      userProfileName: user.name,
      ...(assignment && { dependsOn: [assignment] }),
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
          ...appSettings(startScripts.jupyterLab, idle),
          defaultResourceSpec,
          ...attached(props.images?.jupyterlab),
        },
        codeEditorAppSettings: {
          ...appSettings(startScripts.codeEditor, idle),
          defaultResourceSpec,
          ...attached(props.images?.["code-editor"]),
        },
      },
    });
  }
}

/** Here and not on the domain, which cannot be updated: see docs/decisions.md, "A domain is never updated". */
const attached = (images: readonly AttachedImage[] = []) => (images.length > 0 ? { customImage: [...images] } : {});
