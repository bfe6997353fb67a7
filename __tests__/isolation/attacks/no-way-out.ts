/** G3: buckets that are not the team's, reached through its endpoint. */
import { resource } from "../stacks";
import { change, type Deed, forget, grant, s3Endpoint, studio } from "./edits";

export const noWayOut: readonly Deed[] = [
  ["opens the endpoint to every bucket", s3Endpoint(change("OwnBuckets", { Resource: "*" }))],
  ["forgets whose buckets they are", s3Endpoint(forget("OwnBuckets", "StringEquals"))],
  ["lets image layers be written", s3Endpoint(change("ReadWithoutCaller", { Action: "s3:*Object" }))],
  [
    "admits a stranger's bucket as if it were AWS's",
    s3Endpoint(
      grant("More", { Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::somebody-elses-bucket/*" }),
    ),
  ],
  [
    "takes the endpoint's policy away",
    (files) => {
      delete resource(files, studio, "aws_vpc_endpoint").policy;
    },
  ],
  [
    "puts a subnet on another route table",
    (files) => {
      delete files.get(studio).resource.aws_route_table_association["subnets_euw1-az1-routes"];
    },
  ],
];
