/** G5: apps beside the team's subnets and groups. */
import { add } from "../complaints";
import { type Attack, argument, type Loose, resource } from "../stacks";
import { type Deed, studio } from "./edits";

const rule =
  (way: "ingress" | "egress", group: string, rest: object): Attack =>
  (files) =>
    add(files, studio, `aws_vpc_security_group_${way}_rule`, "more", { security_group_id: idOf(group), ...rest });
const idOf = (group: string) => `\${aws_security_group.security-groups_${group}.id}`;

export const studioInside: readonly Deed[] = [
  [
    "turns VpcOnly off",
    argument(studio, "aws_sagemaker_domain", "", { app_network_access_type: "PublicInternetOnly" }),
  ],
  [
    "gives two people one group",
    (files) => {
      const profiles = Object.values(files.get(studio).resource.aws_sagemaker_user_profile) as Loose[];
      profiles[1].user_settings.security_groups = profiles[0].user_settings.security_groups;
    },
  ],
  ["opens a group to the VPC", rule("ingress", "jobs", { ip_protocol: "-1", cidr_ipv4: "10.1.0.0/16" })],
  [
    "lets a group out to everywhere",
    rule("egress", "jobs", { ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4: "0.0.0.0/0" }),
  ],
  [
    "lets every app reach every other",
    rule("ingress", "apps", { ip_protocol: "-1", referenced_security_group_id: idOf("apps") }),
  ],
  [
    "runs a profile with another role",
    (files) => {
      resource(files, studio, "aws_sagemaker_user_profile").user_settings.execution_role =
        "arn:aws:iam::333333333333:role/admin";
    },
  ],
  [
    "leaves the group and the role of shared spaces to AWS",
    (files) => {
      delete resource(files, studio, "aws_sagemaker_domain").default_space_settings;
    },
  ],
];
