/** G6: interface endpoints that admit strangers, and people who come from anywhere. */
import { add } from "../complaints";
import { argument, type Loose, resource } from "../stacks";
import { type Deed, door, network, peoplePolicy } from "./edits";

export const frontDesk: readonly Deed[] = [
  [
    "opens an interface endpoint",
    (files) => {
      delete resource(files, network, "aws_vpc_endpoint", "kms").policy;
    },
  ],
  [
    "admits every caller at an endpoint",
    door("logs", (document) => {
      for (const each of document.Statement) delete each.Condition.ArnLike;
    }),
  ],
  [
    "leads to strangers' resources",
    door("sagemaker-api", (document) => {
      for (const each of document.Statement) delete each.Condition.StringEquals;
    }),
  ],
  [
    "adds an endpoint to a stranger's service",
    (files) =>
      add(files, network, "aws_vpc_endpoint", "stranger", {
        vpc_id: "${aws_vpc.vpc.id}",
        vpc_endpoint_type: "Interface",
        service_name: "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0",
        subnet_ids: [],
        security_group_ids: [],
        private_dns_enabled: false,
      }),
  ],
  [
    "misspells a service",
    argument(network, "aws_vpc_endpoint", "endpoints_kms", { service_name: "com.amazonaws.eu-west-1.kmss" }),
  ],
  [
    "lets people in from everywhere",
    peoplePolicy((document) => {
      document.Statement = document.Statement.filter((each: Loose) => each.Effect === "Allow");
    }),
  ],
];
