/** Who acts with the role: SageMaker becomes it, and makes interfaces in the team's subnets with it. */
import type { Facts, TeamFacts } from "../../facts/facts";
import { sourceIdentitiesOf } from "./assumptions";
import { arnIn, type Call, type Need } from "./needs";

/** Where the domain sets a source identity, SageMaker needs a permission for that too. */
export function ofRole(facts: Facts, team: TeamFacts): Need[] {
  const { domain, role } = team;
  const sets = sourceIdentitiesOf(team).length > 0;
  return ["sts:AssumeRole", ...(sets ? ["sts:SetSourceIdentity"] : [])].map((action) => ({
    what: `have SageMaker act with its role (${action})`,
    sender: "service",
    request: {
      principal: { kind: "service", service: "sagemaker.amazonaws.com" },
      action,
      resource: role.arn,
      resourceAccount: role.account,
      context: {
        "aws:SourceAccount": facts.account,
        "aws:SourceArn": arnIn(facts, "sagemaker", `domain/${domain.id}`),
      },
    },
    policies: { resource: role.trust },
  }));
}

/** A job in the VPC asks for each of these on the role's behalf, from SageMaker's own network. */
export function ofInterfaces(facts: Facts, { studio, domain }: TeamFacts): Call[] {
  const ec2 = (resource: string) => arnIn(facts, "ec2", resource);
  const subnet = ec2(`subnet/${studio.resources("aws_subnet")[0]?.id}`);
  const group = ec2(`security-group/${domain.config.tags?.["jobs-security-group"]}`);
  const all = ec2("network-interface/one");
  const call = (name: string, resource: string, context = {}): Call => ({
    door: "sagemaker.api",
    what: `put a job into its subnets (${name} on ${resource})`,
    action: `ec2:${name}`,
    resource,
    context,
    by: "SageMaker",
  });
  return [
    ...[subnet, group, all].map((resource) => call("CreateNetworkInterface", resource)),
    ...["CreateNetworkInterfacePermission", "DeleteNetworkInterface", "DeleteNetworkInterfacePermission"].map((name) =>
      call(name, all, { "ec2:Subnet": subnet }),
    ),
    ...["DhcpOptions", "NetworkInterfaces", "SecurityGroups", "Subnets", "Vpcs"].map((what) =>
      call(`Describe${what}`, "*"),
    ),
  ];
}
