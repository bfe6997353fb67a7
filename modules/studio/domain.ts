/** The Studio domain, inside the VPC only. It holds nothing that a team changes later: see docs/decisions.md, "A domain is never updated". */
import { SagemakerDomain } from "@cdktf/provider-aws/lib/sagemaker-domain";
import { Construct } from "constructs";
import { hasDocker, trustedAccounts } from "../../config/docker";
import { teamPrefix } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { usualInstanceType } from "../../config/schema/instance-types";
import { itself } from "../naming";
import { appSettings, idleShutdownOfDomain } from "./app-settings";
import type { StartScripts } from "./start-scripts";

export interface DomainProps {
  readonly environment: Environment;
  readonly team: Team;
  readonly vpcId: string;
  readonly subnetIds: string[];
  readonly executionRoleArn: string;
  readonly keyArn: string;
  /** On every app of the domain, whatever its profile says. */
  readonly appsSecurityGroupId: string;
  readonly jobsSecurityGroupId: string;
  readonly startScripts: StartScripts["arns"];
}

/**
 * Without trusted accounts Docker in VpcOnly mode takes nobody's images.
 * Source: docs.aws.amazon.com/sagemaker/latest/APIReference/API_DockerSettings.html
 */
const dockerSettings = (team: Team) => {
  const trusted = trustedAccounts(team);
  return {
    enableDockerAccess: hasDocker(team) ? "ENABLED" : "DISABLED",
    ...(trusted.length > 0 && { vpcOnlyTrustedAccounts: [...trusted] }),
  };
};

/**
 * Sources: docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateDomain.html; API_DefaultSpaceSettings.html (shared
 * spaces alone, and no Code Editor, which has none)
 */
export class Domain extends Construct {
  readonly id: string;
  readonly url: string;
  /** ARN of the domain's application in IAM Identity Center; empty in IAM mode. */
  readonly singleSignOnApplicationArn: string;

  constructor(scope: Construct, id: string, props: DomainProps) {
    super(scope, id);
    const { team, startScripts } = props;
    const jupyterLab = appSettings(startScripts.jupyterLab, idleShutdownOfDomain);
    const defaults = { executionRole: props.executionRoleArn, securityGroups: [props.appsSecurityGroupId] };
    const domain = new SagemakerDomain(this, itself, {
      domainName: teamPrefix(props.environment, team),
      authMode: team.authMode,
      appNetworkAccessType: "VpcOnly",
      vpcId: props.vpcId,
      subnetIds: props.subnetIds,
      kmsKeyId: props.keyArn,
      tagPropagation: team.tagPropagation ? "ENABLED" : "DISABLED",
      // Each profile of the team's file says the same with its own instance type and time-out.
      defaultUserSettings: {
        ...defaults,
        studioWebPortal: "ENABLED",
        defaultLandingUri: "studio::",
        jupyterLabAppSettings: jupyterLab,
        codeEditorAppSettings: appSettings(startScripts.codeEditor, idleShutdownOfDomain),
      },
      // Shared spaces take these; they could not be added later. AWS's pages do not show a built-in script of a shared
      // space, so the same one is their default too.
      defaultSpaceSettings: {
        ...defaults,
        jupyterLabAppSettings: {
          ...jupyterLab,
          lifecycleConfigArns: [startScripts.jupyterLab],
          defaultResourceSpec: {
            // What a shared space offers first; people choose another when they run it.
            instanceType: usualInstanceType,
            lifecycleConfigArn: startScripts.jupyterLab,
          },
        },
      },
      domainSettings: {
        // Who did it: the profile's name is the session's source identity in CloudTrail.
        executionRoleIdentityConfig: "USER_PROFILE_NAME",
        dockerSettings: dockerSettings(team),
      },
      retentionPolicy: { homeEfsFileSystem: team.homeDirectories === "delete" ? "Delete" : "Retain" },
      // The lifecycle script asks the domain for the jobs' group, which nothing else of it tells.
      tags: { "jobs-security-group": props.jobsSecurityGroupId },
      lifecycle: { preventDestroy: team.protect },
    });
    this.id = domain.id;
    this.url = domain.url;
    this.singleSignOnApplicationArn = domain.singleSignOnApplicationArn;
  }
}
