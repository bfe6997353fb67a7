/** A team as it is deployed, without Terraform: role, people policy, domain; and what people run in it. */
import { CreateSecurityGroupCommand, CreateSubnetCommand, CreateVpcCommand } from "@aws-sdk/client-ec2";
import { CreatePolicyCommand, CreateRoleCommand } from "@aws-sdk/client-iam";
import {
  CreateAppCommand,
  CreateDomainCommand,
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateMonitoringScheduleCommand,
  CreatePipelineCommand,
  CreateSpaceCommand,
  CreateTrainingJobCommand,
  CreateUserProfileCommand,
  StartPipelineExecutionCommand,
} from "@aws-sdk/client-sagemaker";
import { executionRoleName, peoplePolicyName, pipelineRoleName, teamPrefix } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { render } from "../../policies/document";
import { peopleAccess } from "../../policies/people-access";
import type { Clients } from "../../teardown/aws";

export interface Deployed {
  readonly domain: string;
  /** ARN. */
  readonly role: string;
  readonly peoplePolicy: { readonly arn: string; readonly document: string };
}

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "sagemaker.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

/** Answers its ARN. */
export async function makeRole(RoleName: string, { iamPath: Path }: Environment, { iam }: Clients): Promise<string> {
  const made = await iam.send(new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument: trust }));
  return made.Role?.Arn ?? "";
}

/** With profiles of ada and bob, each with a private space and an app in it. */
export async function deploy(environment: Environment, team: Team, clients: Clients): Promise<Deployed> {
  const { ec2, iam, sagemaker } = clients;
  const role = await makeRole(executionRoleName(environment, team), environment, clients);
  if (team.features.pipelineReads !== undefined) {
    await makeRole(pipelineRoleName(environment, team), environment, clients);
  }
  const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }))).Vpc?.VpcId ?? "";
  const subnet = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: "10.0.128.0/20" }));
  const group = await ec2.send(new CreateSecurityGroupCommand({ GroupName: "apps", Description: "apps", VpcId }));
  const request = new CreateDomainCommand({
    DomainName: teamPrefix(environment, team),
    VpcId,
    SubnetIds: [subnet.Subnet?.SubnetId ?? ""],
    DefaultUserSettings: { ExecutionRole: role, SecurityGroups: [group.GroupId ?? ""] },
    AuthMode: "IAM",
  });
  const domain = (await sagemaker.send(request)).DomainId ?? "";
  for (const name of ["ada", "bob"]) {
    await sagemaker.send(new CreateUserProfileCommand({ DomainId: domain, UserProfileName: name }));
    const SpaceName = `${name}s-lab`;
    await sagemaker.send(
      new CreateSpaceCommand({
        DomainId: domain,
        SpaceName,
        OwnershipSettings: { OwnerUserProfileName: name },
        SpaceSharingSettings: { SharingType: "Private" },
      }),
    );
    await startApp(domain, SpaceName, clients);
  }
  const document = render(peopleAccess(environment, domain, VpcId));
  const PolicyName = peoplePolicyName(environment, team);
  const Path = environment.iamPath;
  const policy = await iam.send(new CreatePolicyCommand({ PolicyName, Path, PolicyDocument: document }));
  return { domain, role, peoplePolicy: { arn: policy.Policy?.Arn ?? "", document } };
}

export const startApp = (DomainId: string, SpaceName: string, { sagemaker }: Clients) =>
  sagemaker.send(new CreateAppCommand({ DomainId, SpaceName, AppType: "JupyterLab", AppName: "default" }));

export const train = (TrainingJobName: string, RoleArn: string, { sagemaker }: Clients) =>
  sagemaker.send(
    new CreateTrainingJobCommand({
      TrainingJobName,
      RoleArn,
      AlgorithmSpecification: { TrainingInputMode: "File", TrainingImage: "image" },
      OutputDataConfig: { S3OutputPath: "s3://bucket/" },
      ResourceConfig: { InstanceType: "ml.m5.large", InstanceCount: 1, VolumeSizeInGB: 1 },
      StoppingCondition: { MaxRuntimeInSeconds: 60 },
    }),
  );

/** An endpoint with a configuration of its name, and one tag more than this has. */
export async function serve(name: string, { sagemaker }: Clients): Promise<void> {
  const variant = { VariantName: "all", ModelName: "m", InstanceType: "ml.m5.large", InitialInstanceCount: 1 } as const;
  const Tags = [{ Key: "project", Value: "churn" }];
  await sagemaker.send(
    new CreateEndpointConfigCommand({ EndpointConfigName: name, ProductionVariants: [variant], Tags }),
  );
  const both = [...Tags, { Key: "stage", Value: "trial" }];
  await sagemaker.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name, Tags: both }));
}

export async function runPipeline(PipelineName: string, RoleArn: string, { sagemaker }: Clients): Promise<string> {
  await sagemaker.send(new CreatePipelineCommand({ PipelineName, RoleArn, PipelineDefinition: "{}" }));
  return (await sagemaker.send(new StartPipelineExecutionCommand({ PipelineName }))).PipelineExecutionArn ?? "";
}

export const schedule = (MonitoringScheduleName: string, { sagemaker }: Clients) =>
  sagemaker.send(
    new CreateMonitoringScheduleCommand({
      MonitoringScheduleName,
      MonitoringScheduleConfig: { MonitoringJobDefinitionName: "definition", MonitoringType: "DataQuality" },
    }),
  );
