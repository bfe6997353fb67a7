/** <env>-studio-<team>: the team's subnets, its own door to S3, its role and its Studio domain. */
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { hasOnlineGroups } from "../config/feature-groups";
import { fixedInStudio } from "../config/fixed-settings";
import {
  accountRoot,
  executionRoleName,
  featureStoreRoleName,
  mlflowRoleName,
  networkingStackName,
  roleArn,
  studioStackName,
  teamPrefix,
} from "../config/names";
import type { Environment, Team } from "../config/schema";
import { dnsSuffix } from "../config/tables/regions";
import { EncryptionKey } from "../modules/encryption-key";
import { PrivateSubnets } from "../modules/private-subnets";
import { AthenaQueries } from "../modules/studio/athena-queries";
import { Domain } from "../modules/studio/domain";
import { ExecutionRole } from "../modules/studio/execution-role";
import { ExecutionRolePolicies } from "../modules/studio/execution-role-policies";
import { Images } from "../modules/studio/images";
import { LifecycleConfiguration, nameByContent } from "../modules/studio/lifecycle-configuration";
import { lifecycleScript } from "../modules/studio/lifecycle-script";
import { PeopleAccess } from "../modules/studio/people-access";
import { PipelineRole } from "../modules/studio/pipeline-role";
import { S3GatewayEndpoint } from "../modules/studio/s3-gateway-endpoint";
import { ServiceRole } from "../modules/studio/service-role";
import { SingleSignOn } from "../modules/studio/single-sign-on";
import { StartScripts } from "../modules/studio/start-scripts";
import { TeamSecurityGroups } from "../modules/studio/team-security-groups";
import { UserProfile } from "../modules/studio/user-profile";
import type { ExecutionRoleContext } from "../policies/execution-role/context";
import { featureStoreRoleStatements, featureStoreRoleTrust } from "../policies/feature-store-role";
import { studioKeyPolicy } from "../policies/key-policies";
import { mlflowRoleStatements, mlflowRoleTrust } from "../policies/mlflow-role";
import {
  consume,
  networkingContract,
  onlineStoresContract,
  publish,
  singleSignOnContract,
  studioContract,
} from "./contracts";
import { EnclaveStack } from "./enclave-stack";
import { identityCenterProvider } from "./identity-center";
import { readState } from "./state";

export class StudioStack extends EnclaveStack {
  constructor(scope: Construct, environment: Environment, team: Team) {
    super(scope, studioStackName(environment, team), {
      environment,
      team,
      account: environment.accounts.studio,
      fixed: fixedInStudio(environment, team),
    });
    const prefix = teamPrefix(environment, team);
    const networking = readState(this, "networking", environment, networkingStackName(environment));
    const { vpc_id: vpcId } = consume(networking, networkingContract);

    const subnets = new PrivateSubnets(this, "subnets", {
      name: prefix,
      vpcId,
      cidr: team.cidr,
      availabilityZoneIds: environment.availabilityZoneIds,
    });
    const groups = new TeamSecurityGroups(this, "security-groups", { environment, team, vpcId });
    const role = new ExecutionRole(this, "execution-role", { environment, team });
    const s3Endpoint = new S3GatewayEndpoint(this, "s3-endpoint", {
      environment,
      team,
      vpcId,
      routeTableId: subnets.routeTableId,
      teamRoleArn: role.arn,
    });
    const key = new EncryptionKey(this, "key", {
      description: `Volumes and home directories of ${team.name} in ${environment.name}`,
      alias: `alias/${prefix}-studio`,
      policy: studioKeyPolicy({
        accountRoot: accountRoot(environment, environment.accounts.studio.id),
        roleArn: roleArn(environment, executionRoleName(environment, team)),
        deployerRoleArn: environment.accounts.studio.deployerRole,
        fileSystemService: `elasticfilesystem.${environment.region}.${dnsSuffix(environment.partition)}`,
        ...(team.features.featureStore && {
          featureStoreService: `sagemaker.${environment.region}.${dnsSuffix(environment.partition)}`,
          deployerMakesOnlineStores: hasOnlineGroups(team),
        }),
      }),
      protect: team.protect,
    });
    const script = lifecycleScript(environment, team);
    // No app and no profile names it, so the old one can go while apps run.
    const currentScript = new LifecycleConfiguration(this, "lifecycle-configuration", {
      name: nameByContent(prefix, script),
      appType: "JupyterLab",
      script,
      createBeforeDestroy: true,
    });
    const { arns: startScripts } = new StartScripts(this, "start-scripts", {
      environment,
      team,
      lifecycleScriptArn: currentScript.arn,
    });
    const domain = new Domain(this, "domain", {
      environment,
      team,
      vpcId,
      subnetIds: subnets.ids,
      executionRoleArn: role.arn,
      keyArn: key.arn,
      appsSecurityGroupId: groups.appsId,
      jobsSecurityGroupId: groups.jobsId,
      startScripts,
    });
    const pipelineRole = team.features.pipelineReads && new PipelineRole(this, "pipeline-role", environment, team);
    const context: ExecutionRoleContext = {
      environment,
      team,
      roleArn: role.arn,
      ...(pipelineRole && { pipelineRoleArn: pipelineRole.arn }),
      domainId: domain.id,
      vpcId,
      subnetIds: subnets.ids,
      jobSecurityGroupId: groups.jobsId,
      studioKeyArn: key.arn,
      startScriptArns: [startScripts.jupyterLab, startScripts.codeEditor],
      lifecycleScriptArn: currentScript.arn,
    };
    const policies = new ExecutionRolePolicies(this, "execution-role-policies", { ...context, roleName: role.name });
    pipelineRole?.attach(context, policies);
    if (team.features.featureStore?.offline)
      new ServiceRole(this, "feature-store-role", {
        environment,
        name: featureStoreRoleName(environment, team),
        description: `Offline feature stores of ${team.name} in ${environment.name}`,
        trust: featureStoreRoleTrust(environment),
        statements: featureStoreRoleStatements(environment, team),
        shared: policies,
      });
    const identityCenter = identityCenterProvider(this, environment, studioStackName(environment, team));
    const assignments = this.assignments(environment, team, domain, identityCenter);
    const images = team.images.length > 0 ? new Images(this, "images", { environment, team }).attached : undefined;
    for (const user of team.users) {
      new UserProfile(this, `profile-${user.name}`, {
        team,
        user,
        domainId: domain.id,
        executionRoleArn: role.arn,
        securityGroupId: groups.profileIds.get(user.name) ?? "",
        startScripts,
        assignment: assignments?.get(user.name),
        images,
      });
    }
    const { athena, mlflow } = team.features;
    if (mlflow)
      new ServiceRole(this, "mlflow-role", {
        environment,
        name: mlflowRoleName(environment, team),
        description: `Tracking server of ${team.name} in ${environment.name}`,
        trust: mlflowRoleTrust(environment),
        statements: mlflowRoleStatements(environment, team),
        shared: policies,
      });
    if (athena) new AthenaQueries(this, "athena", { environment, team, athena });
    if (team.authMode === "IAM")
      new PeopleAccess(this, "people-access", { environment, team, domainId: domain.id, vpcId });

    publish(this, studioContract, {
      s3_endpoint_id: s3Endpoint.id,
      execution_role_arn: role.arn,
      domain_id: domain.id,
      domain_url: domain.url,
    });
    if (hasOnlineGroups(team)) publish(this, onlineStoresContract, { studio_key_arn: key.arn });
    if (team.authMode === "SSO")
      publish(this, singleSignOnContract, { single_sign_on_application_arn: domain.singleSignOnApplicationArn });
  }

  /** Of users, where people log in through IAM Identity Center and the environment says who assigns them there. */
  private assignments(
    { identityCenter }: Environment,
    team: Team,
    domain: Domain,
    provider: TerraformProvider | undefined,
  ) {
    if (team.authMode !== "SSO" || identityCenter === undefined) return undefined;
    const { assignments } = new SingleSignOn(this, "single-sign-on", {
      team,
      identityStoreId: identityCenter.identityStoreId,
      applicationArn: domain.singleSignOnApplicationArn,
      provider,
    });
    return assignments;
  }
}
