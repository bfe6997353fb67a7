/** What the execution role's policies need to know: names from the configuration and references to the team's resources. */
import { sagemakerArn } from "../../config/names";
import type { Environment, Team } from "../../config/schema";

export interface ExecutionRoleContext {
  readonly environment: Environment;
  readonly team: Team;
  readonly roleArn: string;
  /** Of the role that the team's pipelines may run with; undefined where the team's file has no features.pipelineReads. */
  readonly pipelineRoleArn?: string;
  /** d-... */
  readonly domainId: string;
  /** vpc-... */
  readonly vpcId: string;
  /** subnet-..., one for each zone. */
  readonly subnetIds: readonly string[];
  /** The group of jobs, sg-... */
  readonly jobSecurityGroupId: string;
  /** ARN of the key of volumes and home directories. */
  readonly studioKeyArn: string;
  /** ARNs of the lifecycle configurations that the team's apps start with, one for each kind of app. */
  readonly startScriptArns: readonly string[];
  /** ARN of the lifecycle configuration whose script those run. */
  readonly lifecycleScriptArn: string;
}

/** ARN below the team's own domain, for example ownDomain(context, "space") for all of its spaces. */
export const ownDomain = ({ environment, domainId }: ExecutionRoleContext, type: string) =>
  sagemakerArn(environment, `${type}/${domainId}/*`);
