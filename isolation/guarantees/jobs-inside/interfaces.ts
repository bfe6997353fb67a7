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
  const ec2 = (resource: string) => `arn:${partition}:ec2:${region}:${account}:${resource}`;
  const own = team.studio.resources("aws_subnet").map(({ id }) => ec2(`subnet/${id}`));
  const looks = actionsOf("ec2")
    .filter(({ onlyReads, name }) => onlyReads && name.startsWith("ec2:Describe"))
    .map(({ name }) => name);
  const found = grantedTo(
    facts,
    team,
    ask({ Action: "ec2:*", Resource: "*" }),
    except({ Action: looks, Resource: "*" }),
    // It asks for the subnet, the group and the interface, and each must be allowed: the subnet binds.
    except({
      Action: "ec2:CreateNetworkInterface",
      Resource: [...own, ...groupsOfJobs(team).map((id) => ec2(`security-group/${id}`)), ec2("network-interface/*")],
    }),
    except(
      {
        Action: [
          "ec2:CreateNetworkInterfacePermission",
          "ec2:DeleteNetworkInterface",
          "ec2:DeleteNetworkInterfacePermission",
        ],
        Resource: ec2("network-interface/*"),
      },
      { ArnEquals: { "ec2:Subnet": own } },
    ),
  );
  return found.map((each) => ({
    what: `${team.name}'s role touches network interfaces outside its team's subnets and groups`,
    where: placeOf(team.role.resource),
    found: each,
    change: "allow it only in the team's subnets, with the team's groups",
  }));
}
