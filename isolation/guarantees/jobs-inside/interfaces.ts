/** Jobs make network interfaces with the role: in the team's subnets, with its groups. */
import { actionsOf } from "../../decide";
import type { Facts, TeamFacts } from "../../facts/facts";
import { grantedTo } from "../../facts/role-grants";
import { placeOf } from "../../model";
import { ask, except } from "../../questions/about";
import type { Failure } from "../guarantee";
import { groupsOfJobs } from "./placement";

export function ofInterfaces(facts: Facts, team: TeamFacts): Failure[] {
  const { partition, region, account } = facts;
  const subnets = team.studio.resources("aws_subnet").map(({ id }) => id);
  // The keys bind: EC2 says with every subnet, group and interface which one it is.
  const anywhere = (type: string) => `arn:${partition}:ec2:*:*:${type}/*`;
  const looks = actionsOf("ec2")
    .filter(({ onlyReads, name }) => onlyReads && name.startsWith("ec2:Describe"))
    .map(({ name }) => name);
  const found = grantedTo(
    facts,
    team,
    ask({ Action: "ec2:*", Resource: "*" }),
    except({ Action: looks, Resource: "*" }),
    // It asks for the subnet, the group and the interface, and each must be allowed: the subnet binds.
    except(
      { Action: "ec2:CreateNetworkInterface", Resource: anywhere("subnet") },
      { StringEquals: { "ec2:SubnetID": subnets } },
    ),
    except(
      { Action: "ec2:CreateNetworkInterface", Resource: anywhere("security-group") },
      { StringEquals: { "ec2:SecurityGroupID": groupsOfJobs(team) } },
    ),
    except({ Action: "ec2:CreateNetworkInterface", Resource: anywhere("network-interface") }),
    except(
      {
        Action: [
          "ec2:CreateNetworkInterfacePermission",
          "ec2:DeleteNetworkInterface",
          "ec2:DeleteNetworkInterfacePermission",
        ],
        Resource: anywhere("network-interface"),
      },
      { ArnEquals: { "ec2:Subnet": subnets.map((id) => `arn:${partition}:ec2:${region}:${account}:subnet/${id}`) } },
    ),
    // It lets nobody in, and EC2 need not name the interface.
    except({ Action: "ec2:DeleteNetworkInterfacePermission", NotResource: anywhere("network-interface") }),
  );
  return found.map((each) => ({
    what: `${team.name}'s role touches network interfaces outside its team's subnets and groups`,
    where: placeOf(team.role.resource),
    found: each,
    change: "allow it only in the team's subnets, with the team's groups",
  }));
}
