/** environments/<env>/environment.yaml */
import { z } from "zod";
import { extraInterfaceEndpoints } from "../tables/interface-endpoints";
import { iamPath, managedPolicy, roleArn } from "./iam";
import { imageRegistry, packageRegistry } from "./registries";
import { state } from "./state";
import { accountId, cidr, describe, existingBucket, publicCidr, slug, tags, tagValue } from "./values";

const account = z.strictObject({
  id: describe(accountId, "The AWS account's 12 digits, in quotes. Fixed once deployed."),
  deployerRole: describe(
    roleArn(
      "arn:aws:iam::111122223333:role/studio-enclave-deployer with the id of this account, or leave the key out: that is the default",
    ).optional(),
    "ARN of the role that Terraform assumes in this account. Default: arn:<partition>:iam::<id>:role/studio-enclave-deployer.",
  ),
});

const readOnlyBucket = z.union([
  existingBucket,
  z.strictObject({
    name: describe(existingBucket, "The bucket's name."),
    account: describe(accountId, "The account that owns it: a bucket of that name in another account is not read."),
  }),
]);

/** Ways out of a VPC that lead to private networks, as AWS calls them. */
const route = z.strictObject({
  cidr: describe(cidr, "The route's destination: one of privateCidrs, or a part of one."),
  through: describe(
    z.enum(["transit-gateway", "virtual-private-gateway", "vpc-peering"]),
    "The route's target: a transit gateway, the virtual private gateway of a VPN or Direct Connect, or a peered VPC.",
  ),
  stack: describe(
    slug(64),
    "Name of the network team's stack that adds the route. Where cdktf.out/stacks/<stack>/cdk.tf.json is, the proof reads it; elsewhere the proof says that nobody read it.",
  ),
});

export const environmentSchema = z.strictObject({
  schemaVersion: describe(z.literal(1), "Version of this file's format."),
  region: describe(z.string(), "AWS region, for example eu-central-1. Fixed once deployed."),
  availabilityZoneIds: describe(
    z
      .array(z.string())
      // Source: docs.aws.amazon.com/sagemaker/latest/dg/host-vpc.html ("at least two subnets in different availability zones").
      .min(2, {
        error: "has fewer than two zones, and SageMaker hosts nothing in one; name two zone ids, or leave the key out",
      })
      .max(6)
      .optional(),
    "Zone ids (the same in every account, unlike zone names). Default: the region's first two in which Studio runs. Where AWS does not offer an interface endpoint in one, the plan says so. Fixed once a domain exists.",
  ),
  accounts: describe(
    z.strictObject({
      studio: describe(account, "Holds the network and the Studio domains."),
      data: describe(z.record(slug(20), account), "Accounts that hold buckets, by the name that teams' files use."),
    }),
    "The environment's AWS accounts; studio and data may be the same account.",
  ),
  network: describe(
    z
      .strictObject({
        vpcCidr: describe(cidr.default("10.0.0.0/16"), "The VPC's range. Fixed once deployed."),
        endpointCidr: describe(
          cidr.optional(),
          "Range of the endpoint subnets. Default: the VPC's first sixteenth (10.0.0.0/20 of 10.0.0.0/16). Fixed once deployed.",
        ),
        studioCidr: describe(
          cidr.optional(),
          "Range that teams' ranges lie in. Default: the VPC's upper half (10.0.128.0/17 of 10.0.0.0/16).",
        ),
        extraInterfaceEndpoints: describe(
          // For editors alone: the check says more about a name that is not among them.
          z.array(z.string().meta({ enum: [...extraInterfaceEndpoints] })).default([]),
          "Interface endpoints beyond the default set, by service (secretsmanager, athena, glue, ...). Each brings what the execution role may do with it: docs/endpoints.md lists it, and the names that secrets, parameters, repositories, state machines and event buses must have. Where AWS does not offer one in each of the zones, the plan says so.",
        ),
      })
      .prefault({}),
    "Addresses and endpoints.",
  ),
  access: describe(
    z
      .strictObject({
        publicCidrs: describe(z.array(publicCidr).default([]), "Public ranges people come from (aws:SourceIp)."),
        privateCidrs: describe(
          z.array(cidr).default([]),
          "Private ranges from which people may use this VPC's endpoints (aws:VpcSourceIp). The endpoints' security group and policies admit them; no route, attachment or DNS leads there: your network team makes those (docs/private-networks.md).",
        ),
        routes: describe(
          z.array(route).default([]),
          "Routes from the endpoint subnets to private ranges, which a stack of your network team adds. They change no stack here: the proof accepts these as declared exceptions of G4 (no internet), and no others. Teams' subnets get no route.",
        ),
      })
      .prefault({}),
    "Networks from which people may open Studio of teams with authMode IAM. Default: none, so nobody can. It does not bind people of teams with authMode SSO: AWS asks no policy of theirs, and they log in from any network.",
  ),
  separation: describe(
    z.enum(["names", "account"]).default("names"),
    "How teams of one studio account are told apart. names: what a team makes in SageMaker is named <environment>-<team>-…, and it sees nothing else. account: the studio account belongs to the environment's one team, which names things as it likes and sees all of SageMaker, its logs and metrics there; a second team is refused, and so is another environment with this studio account.",
  ),
  readOnlyBuckets: describe(
    z.array(readOnlyBucket).default([]),
    "Buckets of others that teams may read, never write: AWS's own by name (JumpStart's, for example), others with the account that owns them.",
  ),
  imageRegistries: describe(
    z.array(imageRegistry).default([]),
    "Central registries of container images in other accounts: teams pull from these repositories, and push to none. Images of the studio account and of AWS need no entry.",
  ),
  packageRegistries: describe(
    z.array(packageRegistry).default([]),
    "Central registries of packages in other accounts (CodeArtifact): teams install from these repositories, and publish to none. Needs the interface endpoints codeartifact.api and codeartifact.repositories. Repositories of the studio account need no entry.",
  ),
  state: describe(state.prefault({ backend: "local" }), "Where Terraform keeps state."),
  owner: describe(tagValue(1).default("platform"), "Value of the owner tag."),
  tags: describe(tags.prefault({}), "Tags on every resource."),
  permissionsBoundary: describe(
    managedPolicy.optional(),
    "Managed policy that bounds every role made here: its name in the studio account, with its path where it has one (boundaries/platform), or its ARN.",
  ),
  organizationId: describe(
    z
      .string()
      // Source: docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html (Id)
      .regex(/^o-[a-z0-9]{10,32}$/, { error: "is not the id of an organization; write for example o-a1b2c3d4e5" })
      .optional(),
    "The AWS organization that all of these accounts belong to. It changes no stack: the proof asks with it whether denials on aws:PrincipalOrgID, aws:ResourceOrgID and their like keep the team or the deployer out. Default: unknown.",
  ),
  identityCenter: describe(
    z
      .strictObject({
        identityStoreId: describe(
          z
            .string()
            // Source: docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_GetUserId.html (IdentityStoreId, without its ARN)
            .regex(/^(d-[0-9a-f]{10}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/, {
              error:
                "is not the id of an identity store; write what aws sso-admin list-instances shows, for example d-1234567890",
            }),
          "Id of the identity store, as aws sso-admin list-instances shows it.",
        ),
        deployerRole: describe(
          roleArn(
            "arn:aws:iam::111122223333:role/studio-enclave-identity-center with the id of the account that may assign users",
          ),
          "ARN of the role that Terraform assumes to look users up and to assign them: of the organization's management account or the delegated administrator, or the studio account's deployer where AWS lets that one.",
        ),
      })
      .optional(),
    "IAM Identity Center, where Terraform shall assign the users of teams with authMode SSO to their domains. Default: somebody else assigns them (README.md).",
  ),
  iamPath: describe(iamPath.default("/"), "Path of roles and policies. Fixed once deployed."),
  namePrefix: describe(slug(16).default("enclave"), "First part of resource names. Fixed once deployed."),
  flowLogRetentionDays: describe(
    // CloudWatch Logs API Reference, PutRetentionPolicy (retentionInDays); a month at least.
    z.literal([30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]).default(365),
    "How long flow logs are kept, in the steps that CloudWatch Logs has.",
  ),
});
