/** How many resources that AWS counts the stacks of an environment make, by account: a test counts the synthesized stacks. */
import { extraEndpointStatements } from "../policies/execution-role/extra-endpoints";
import { interfaceEndpointNames } from "./endpoints";
import type { Environment } from "./schema";

/** Managed policies of each execution role, beside the one of added services. */
const executionRolePolicies = 8;

/** Account id, then resource type (of VPC endpoints with their kind), then how many. Of rules, those of the group that has most. */
export function madeByStacks(environment: Environment): Map<string, Map<string, number>> {
  const { teams, availabilityZoneIds, accounts, access } = environment;
  const zones = availabilityZoneIds.length;
  const users = teams.reduce((sum, team) => sum + team.users.length, 0);
  const withServices = teams.filter((team) => extraEndpointStatements({ environment, team }).length > 0).length;
  const serviceRoles = teams.flatMap(({ features }) =>
    [features.pipelineReads, features.featureStore?.offline, features.mlflow].filter((each) => each !== undefined),
  ).length;
  const imageRoles = teams.filter(({ images }) => images.length > 0).length;
  const ofPeople = teams.filter(({ authMode }) => authMode === "IAM").length;
  const made = new Map([
    [
      accounts.studio.id,
      new Map([
        ["aws_vpc", 1],
        // The endpoints' and each team's.
        ["aws_subnet", zones * (1 + teams.length)],
        ["aws_route_table", 1 + teams.length],
        ["aws_default_route_table", 1],
        ["aws_vpc_endpoint Interface", interfaceEndpointNames(environment).length],
        ["aws_vpc_endpoint Gateway", teams.length],
        // The endpoints', each team's of apps and of jobs, each user's.
        ["aws_security_group", 1 + 2 * teams.length + users],
        ["aws_default_security_group", 1],
        // The endpoints' group admits the Studio range and each private network.
        ["aws_vpc_security_group_ingress_rule", 1 + access.privateCidrs.length],
        ["aws_sagemaker_domain", teams.length],
        ["aws_sagemaker_user_profile", users],
        // The flow logs' and each team's, and that of images; a role of a service has one policy of its own.
        ["aws_iam_role", 1 + teams.length + imageRoles + serviceRoles],
        ["aws_iam_policy", executionRolePolicies * teams.length + withServices + ofPeople + serviceRoles],
      ]),
    ],
  ]);
  for (const { dataAccount, buckets } of teams) {
    const counts = made.get(dataAccount.id) ?? new Map<string, number>();
    made.set(dataAccount.id, counts);
    // The access logs' too.
    counts.set("aws_s3_bucket", (counts.get("aws_s3_bucket") ?? 0) + buckets.length + 1);
  }
  return made;
}
