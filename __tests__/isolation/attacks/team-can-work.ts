/** G10: walls that keep the team out of its own. */
import { resource, statement } from "../stacks";
import { bucketPolicy, type Deed, door, network, peoplePolicy, rolePolicy, studio, trust, without } from "./edits";

export const teamCanWork: readonly Deed[] = [
  [
    "denies the team its own bucket",
    bucketPolicy((document) =>
      document.Statement.push({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: "arn:aws:s3:::enclave-staging-fraud-transactions-444444444444/*",
      }),
    ),
  ],
  [
    "forgets S3's dual-stack names, by which Amazon Linux's repositories are asked",
    (files) => {
      const list = resource(files, network, "aws_route53_resolver_firewall_domain_list", "allowed-names");
      list.domains = list.domains.filter((name: string) => !name.startsWith("*.s3.dualstack."));
    },
  ],
  [
    "forgets the endpoint to STS",
    (files) => {
      delete files.get(network).resource.aws_vpc_endpoint.endpoints_sts;
      delete files.get(network).output.interface_endpoints.value.sts;
    },
  ],
  [
    "does not attach the role's policies",
    (files) => {
      delete files.get(studio).resource.aws_iam_role_policy_attachment;
    },
  ],
  [
    "lets nobody become the role",
    trust((document) => {
      document.Statement[0].Effect = "Deny";
    }),
  ],
  [
    "does not let SageMaker say whose app it is",
    trust((document) => {
      document.Statement[0].Action = "sts:AssumeRole";
    }),
  ],
  ["lets jobs make no interfaces", rolePolicy("job-runtime", without("MakeInterfaces"))],
  ["keeps the lifecycle script from the data key", rolePolicy("data", without("FindDataKey"))],
  [
    "shuts the door of Studio's pages",
    door("endpoints_studio", (document) => {
      document.Statement[0].Effect = "Deny";
    }),
  ],
  [
    "lets people in from nowhere",
    peoplePolicy((document) => {
      delete statement(document, "DenyOtherNetworks").Condition;
    }),
  ],
];
