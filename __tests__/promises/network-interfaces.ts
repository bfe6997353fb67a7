/** SageMaker puts the network interfaces of jobs into the team's subnets with the jobs' group, and nothing else is done with interfaces. */
import { may, mayNot, networkOf, views } from "./access";
import type { Promised } from "./promise";

/** What SageMaker does with an interface that is there. */
const onInterfaces = [
  "ec2:CreateNetworkInterfacePermission",
  "ec2:DeleteNetworkInterface",
  "ec2:DeleteNetworkInterfacePermission",
];

export const promises: Promised[] = [
  {
    name: "network interfaces are made in the team's subnets with the jobs' group, and only there changed or deleted",
    check: (world) => {
      const { partition, region, accounts } = world.environment;
      const ec2 = (resource: string) => `arn:${partition}:ec2:${region}:${accounts.studio.id}:${resource}`;
      for (const team of views(world)) {
        const call = { as: team.role, account: accounts.studio.id, policies: { identity: team.walled } };
        const create = "ec2:CreateNetworkInterface";
        for (const [type, key] of [
          ["subnet", "ec2:SubnetID"],
          ["security-group", "ec2:SecurityGroupID"],
        ]) {
          const on = ec2(`${type}/of-somebody-else`);
          mayNot({ ...call, action: create, on, context: { [key ?? ""]: "of-somebody-else" } });
          mayNot({ ...call, action: create, on });
        }
        for (const action of onInterfaces) {
          const on = ec2("network-interface/eni-1");
          mayNot({ ...call, action, on, context: { "ec2:Subnet": ec2("subnet/subnet-of-somebody-else") } });
          mayNot({ ...call, action, on });
        }
        for (const action of ["ec2:RunInstances", "ec2:CreateVpcEndpoint", "ec2:AttachNetworkInterface"])
          mayNot({ ...call, action, on: "*", policies: { identity: team.grants } });
      }
    },
  },
  {
    name: "SageMaker puts network interfaces for jobs into the team's subnets and sees the network it needs to see",
    check: (world) => {
      const { partition, region, accounts } = world.environment;
      const ec2 = (resource: string) => `arn:${partition}:ec2:${region}:${accounts.studio.id}:${resource}`;
      for (const team of views(world)) {
        const { subnetIds, jobsGroupId } = networkOf(world, team);
        const call = { as: team.role, account: accounts.studio.id, policies: { identity: team.identity } };
        const create = { ...call, action: "ec2:CreateNetworkInterface" };
        may({
          ...create,
          on: ec2(`security-group/${jobsGroupId}`),
          context: { "ec2:SecurityGroupID": jobsGroupId },
        });
        // An interface that does not exist yet has no subnet: EC2 sends the key for existing ones only.
        may({ ...create, on: ec2("network-interface/*") });
        for (const id of subnetIds) {
          may({ ...create, on: ec2(`subnet/${id}`), context: { "ec2:SubnetID": id } });
          for (const action of onInterfaces)
            may({
              ...call,
              action,
              on: ec2("network-interface/eni-1"),
              context: { "ec2:Subnet": ec2(`subnet/${id}`) },
            });
        }
        // Before a processing job begins SageMaker checks that the role may, and names nothing.
        for (const name of ["CreateNetworkInterface", "CreateNetworkInterfacePermission", "DeleteNetworkInterface"])
          may({ ...call, action: `ec2:${name}`, on: "*" });
        for (const kind of ["DhcpOptions", "NetworkInterfaces", "SecurityGroups", "Subnets", "VpcEndpoints", "Vpcs"])
          may({ ...call, action: `ec2:Describe${kind}`, on: "*" });
      }
    },
  },
];
