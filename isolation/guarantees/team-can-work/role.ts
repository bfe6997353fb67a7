/** Who acts with the role: SageMaker becomes it, and makes interfaces in the team's subnets with it. */
import type { Facts, TeamFacts } from "../../facts/facts";
import { nameOf } from "../../facts/sagemaker-objects";
import { sourceIdentitiesOf } from "./assumptions";
import { arnIn, type Call, type Need } from "./needs";

/**
 * SageMaker names the domain or the job that it becomes the role for. Where the domain sets a source identity, it needs a
 * permission for that too. Page: docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html (Studio,
 * training, processing and batch transform jobs)
 */
export function ofRole(facts: Facts, team: TeamFacts): Need[] {
  const { domain, role } = team;
  const sets = sourceIdentitiesOf(team).length > 0;
  const studio = `domain/${domain.id}`;
  const jobs = ["training-job", "processing-job", "transform-job"].map(
    (type) => `${type}/${nameOf(facts, team, "one")}`,
  );
  return [
    ...[studio, ...jobs].map((source) => ["sts:AssumeRole", source]),
    ...(sets ? [["sts:SetSourceIdentity", studio]] : []),
  ].map(([action = "", source = ""]) => ({
    what: `have SageMaker act with its role (${action} for ${source})`,
    sender: "service",
    request: {
      principal: { kind: "service", service: "sagemaker.amazonaws.com" },
      action,
      resource: role.arn,
      resourceAccount: role.account,
      context: {
        "aws:SourceAccount": facts.account,
        "aws:SourceArn": arnIn(facts, "sagemaker", source),
      },
    },
    policies: { resource: role.trust },
  }));
}

/** A job in the VPC asks for each of these on the role's behalf, from SageMaker's own network. */
export function ofInterfaces(facts: Facts, { studio, domain }: TeamFacts): Call[] {
  const ec2 = (resource: string) => arnIn(facts, "ec2", resource);
  const subnets = studio.resources("aws_subnet").map(({ id }) => id);
  const onInterfaces = [
    "CreateNetworkInterfacePermission",
    "DeleteNetworkInterface",
    "DeleteNetworkInterfacePermission",
  ];
  const group = domain.config.tags?.["jobs-security-group"] ?? "";
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
    ...subnets.map((id) => call("CreateNetworkInterface", ec2(`subnet/${id}`), { "ec2:SubnetID": id })),
    call("CreateNetworkInterface", ec2(`security-group/${group}`), { "ec2:SecurityGroupID": group }),
    call("CreateNetworkInterface", all),
    ...onInterfaces.flatMap((name) => subnets.map((id) => call(name, all, { "ec2:Subnet": ec2(`subnet/${id}`) }))),
    // Checked before a processing job begins, as the page on execution roles says, and nothing is named then.
    ...["CreateNetworkInterface", ...onInterfaces].map((name) => call(name, "*")),
    ...["DhcpOptions", "NetworkInterfaces", "SecurityGroups", "Subnets", "Vpcs"].map((what) =>
      call(`Describe${what}`, "*"),
    ),
  ];
}
