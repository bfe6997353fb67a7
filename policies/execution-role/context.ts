/** What the execution role's policies need to know: names from the configuration and references to the team's resources. */
import { sagemakerArn } from "../../config/names";
import type { Environment, Team } from "../../config/schema";

export interface ExecutionRoleContext {
  readonly environment: Environment;
  readonly team: Team;
  readonly roleArn: string;
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
  /** ARN of the script that runs when the team's apps start. */
  readonly lifecycleConfigurationArn: string;
}

/** ARN below the team's own domain, for example ownDomain(context, "space") for all of its spaces. */
export const ownDomain = ({ environment, domainId }: ExecutionRoleContext, type: string) =>
  sagemakerArn(environment, `${type}/${domainId}/*`);
