/** The configuration's only definition: zod schemas of environment.yaml and of a team's file; every type is inferred from them. */
import { z } from "zod";
import type { Partition } from "./tables/regions";

/** Loaded by editors for completion; says in words what each key does. */
const describe = <T extends z.ZodType>(schema: T, text: string): T => schema.describe(text) as T;

const cidr = z.cidrv4({ error: "is not an IPv4 range; write for example 10.0.32.0/22" });
const accountId = z
  .string()
  .regex(/^\d{12}$/, { error: 'is not an account id; write its 12 digits in quotes, "012345678901"' });
const iamArn = z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/, {
  error: "is not the ARN of a role; write for example arn:aws:iam::111122223333:role/ingest",
});

/** Names that become part of resource names: lower case, digits, single hyphens; no hyphen first or last. */
const slug = (longest: number) =>
  z
    .string()
    .max(longest, { error: `is longer than ${longest} characters; shorten it` })
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {
      error: "is not a legal name; write lower-case letters, digits and single hyphens, a letter first",
    });

/** Environment names carry no hyphen, so that `<env>-<team>-*` can never reach into another environment. */
export const environmentName = z.string().regex(/^[a-z][a-z0-9]{0,11}$/, {
  error: "is not a legal environment name; write up to 12 lower-case letters and digits, a letter first",
});
export const teamName = slug(20);

const tags = z.record(
  z.string().regex(/^(?![aA][wW][sS]:)[\w .:/=+@-]{1,128}$/, {
    error: "is not a legal tag key; write up to 128 letters, digits, spaces or _.:/=+-@, and no aws: first",
  }),
  z.string().regex(/^[\w .:/=+@-]{0,256}$/, {
    error: "is not a legal tag value; write up to 256 letters, digits, spaces or _.:/=+-@",
  }),
);

const account = z.strictObject({
  id: describe(accountId, "The AWS account's 12 digits, in quotes. Fixed once deployed."),
  deployerRole: describe(
    iamArn.optional(),
    "ARN of the role that Terraform assumes in this account. Default: arn:<partition>:iam::<id>:role/studio-enclave-deployer.",
  ),
});

const state = z.discriminatedUnion("backend", [
  describe(
    z.strictObject({ backend: z.literal("local") }),
    "State in files beside the output folder: state/<stack>.tfstate.",
  ),
  describe(
    z.strictObject({
      backend: z.literal("s3"),
      bucket: describe(
        z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
          error: "is not a legal bucket name; write 3 to 63 lower-case letters, digits, dots and hyphens",
        }),
        "The state bucket; it must exist.",
      ),
      region: describe(z.string().optional(), "The state bucket's region. Default: the environment's."),
      role: describe(
        iamArn.optional(),
        "ARN of the role that reads and writes state. Default: the studio account's deployer role.",
      ),
      kmsKey: describe(
        z
          .string()
          .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(key|alias)\/[\w/-]+$/, {
            error: "is not the ARN of a KMS key; write for example arn:aws:kms:eu-central-1:111122223333:alias/state",
          })
          .optional(),
        "ARN of the KMS key that encrypts state. Default: the bucket's own encryption.",
      ),
    }),
    "State in an S3 bucket, locked by a lock file.",
  ),
  describe(
    z.strictObject({
      backend: z.literal("cloud"),
      organization: describe(
        z.string().regex(/^[\w-]{1,40}$/, {
          error: "is not a legal organization name; write up to 40 letters, digits, hyphens and underscores",
        }),
        "The HCP Terraform organization; one workspace for each stack, named like it.",
      ),
      hostname: describe(
        z.hostname({ error: "is not a host name; write for example app.terraform.io" }).optional(),
        "Terraform Enterprise host. Default: app.terraform.io.",
      ),
      project: describe(
        z
          .string()
          .regex(/^[\w -]{3,40}$/, {
            error: "is not a legal project name; write 3 to 40 letters, digits, spaces, hyphens and underscores",
          })
          .optional(),
        "The project that the workspaces belong to. Default: the organization's default project.",
      ),
    }),
    "State in HCP Terraform or Terraform Enterprise workspaces.",
  ),
]);

const readOnlyBucket = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
  error: "is not a legal bucket name; write it in full, without wildcards",
});

/** environments/<env>/environment.yaml */
export const environmentSchema = z.strictObject({
  schemaVersion: describe(z.literal(1), "Version of this file's format."),
  region: describe(z.string(), "AWS region, for example eu-central-1. Fixed once deployed."),
  availabilityZoneIds: describe(
    z
      .array(z.string())
      .min(1, { error: "is empty; name at least one zone id, or leave the key out" })
      .max(6)
      .optional(),
    "Zone ids (the same in every account, unlike zone names). Default: the region's first two that have every interface endpoint. Fixed once a domain exists.",
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
          z.array(z.string()).default([]),
          "Interface endpoints beyond the default set, by service (secretsmanager, athena, glue, ...). The execution role gets no permission for them: attach a policy of your own.",
        ),
      })
      .prefault({}),
    "Addresses and endpoints.",
  ),
  access: describe(
    z
      .strictObject({
        publicCidrs: describe(z.array(cidr).default([]), "Public ranges people come from (aws:SourceIp)."),
        privateCidrs: describe(
          z.array(cidr).default([]),
          "Private ranges that reach this VPC's endpoints through a VPN or Direct Connect (aws:VpcSourceIp).",
        ),
      })
      .prefault({}),
    "Networks from which people may open Studio. Default: none, so nobody can.",
  ),
  readOnlyBuckets: describe(
    z.array(readOnlyBucket).default([]),
    "AWS-owned buckets that teams may read (JumpStart's, for example); never written.",
  ),
  state: describe(state.prefault({ backend: "local" }), "Where Terraform keeps state."),
  owner: describe(
    z
      .string()
      .regex(/^[\w .:/=+@-]{1,256}$/, {
        error: "is not a legal tag value; write up to 256 letters, digits, spaces or _.:/=+-@",
      })
      .default("platform"),
    "Value of the owner tag.",
  ),
  tags: describe(tags.prefault({}), "Tags on every resource."),
  permissionsBoundary: describe(
    z
      .string()
      .regex(/^[\w+=,.@-]{1,128}$/, { error: "is not a policy's name; write the name alone, without path and ARN" })
      .optional(),
    "Name of a managed policy in the studio account that bounds every role made here.",
  ),
  iamPath: describe(
    z
      .string()
      .regex(/^\/([\w+=,.@-]+\/)*$/, { error: "is not an IAM path; write /platform/" })
      .default("/"),
    "Path of roles and policies. Fixed once deployed.",
  ),
  namePrefix: describe(slug(16).default("enclave"), "First part of resource names. Fixed once deployed."),
  flowLogRetentionDays: describe(
    z.union([z.literal(30), z.literal(90), z.literal(180), z.literal(365), z.literal(731)]).default(365),
    "How long flow logs are kept.",
  ),
});

const instanceType = z
  .string()
  .regex(/^ml\.[a-z0-9-]+\.[a-z0-9-]+$/, { error: "is not a Studio instance type; write for example ml.t3.medium" });

/** AWS: ^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}, kept shorter so that the group's and profile's names fit. */
const profileName = z
  .string()
  .max(40, { error: "is longer than 40 characters; shorten it" })
  .regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/, {
    error:
      "is not a legal user profile name; write letters, digits and hyphens, no hyphen first or last (AWS allows no dots or underscores)",
  });

const user = z.strictObject({
  name: describe(profileName, "User profile name; also the source identity in CloudTrail."),
  ssoUser: describe(
    z.string().min(1).max(256).optional(),
    "User name in IAM Identity Center; required in SSO mode, refused in IAM mode.",
  ),
  instanceType: describe(instanceType.optional(), "Default instance for this user's apps. Default: the team's."),
});

const outsideParty = z
  .strictObject({
    role: describe(iamArn, "The role that may reach the bucket from outside the domain."),
    prefix: describe(
      z
        .string()
        .regex(/^[\w!.'()/-]+\/$/, { error: "is not a prefix; write a path that ends in /, for example incoming/" }),
      "Only keys below this prefix.",
    ),
    vpcEndpoint: describe(
      z
        .string()
        .regex(/^vpce-[0-9a-f]{8,17}$/, { error: "is not a VPC endpoint id; write for example vpce-0a1b2c3d4e5f60718" })
        .optional(),
      "The S3 endpoint it must come through.",
    ),
    cidrs: describe(z.array(cidr).min(1).optional(), "Or the public ranges it must come from."),
  })
  .refine((party) => (party.vpcEndpoint === undefined) !== (party.cidrs === undefined), {
    error: "does not say which network it comes from; write exactly one of vpcEndpoint and cidrs",
  });

const bucket = z.strictObject({
  name: describe(slug(24), "Last part of the bucket's name."),
  expireAfterDays: describe(
    z.int().min(1).max(36500).optional(),
    "Objects are deleted after so many days. Default: never.",
  ),
  keepOldVersionsDays: describe(
    z.int().min(1).max(36500).default(90),
    "Overwritten and deleted objects stay recoverable for so many days.",
  ),
  producers: describe(z.array(outsideParty).default([]), "Roles that may write from outside the domain."),
  readers: describe(z.array(outsideParty).default([]), "Roles that may read from outside the domain."),
});

/** environments/<env>/teams/<team>.yaml */
export const teamSchema = z.strictObject({
  schemaVersion: describe(z.literal(1), "Version of this file's format."),
  cidr: describe(
    cidr,
    "The team's own range inside the environment's Studio range, divided over the zones. Fixed once the domain exists.",
  ),
  users: describe(
    z.array(user).min(1, { error: "is empty; a domain needs at least one user" }),
    "One user profile each.",
  ),
  authMode: describe(z.enum(["IAM", "SSO"]).default("IAM"), "How people log in. Fixed once the domain exists."),
  dataAccount: describe(
    z.string().optional(),
    "Name of the data account. Default: the environment's only one. Fixed once deployed.",
  ),
  buckets: describe(
    z
      .array(bucket)
      .min(1, { error: "is empty; a team needs at least one bucket" })
      .prefault([{ name: "data" }]),
    "The team's buckets.",
  ),
  instanceType: describe(instanceType.default("ml.t3.medium"), "Default instance for apps."),
  idleTimeoutMinutes: describe(
    z.int().min(60).max(525600).default(60),
    "Idle apps are shut down after so many minutes.",
  ),
  lifecycleScript: describe(
    z
      .string()
      .regex(/^[\w-]+(\.[\w-]+)*$/, {
        error: "is not a file name; write the name of a script in the environment's scripts folder",
      })
      .optional(),
    "A shell script in environments/<env>/scripts/ that runs when an app starts, after the blueprint's own; 6 KiB at most.",
  ),
  homeDirectories: describe(
    z.enum(["retain", "delete"]).default("retain"),
    "What happens to home directories when the domain is deleted. Fixed once the domain exists.",
  ),
  dockerAccess: describe(z.boolean().default(false), "Docker in Studio's notebooks. Fixed once the domain exists."),
  protect: describe(
    z.boolean().default(true),
    "Refuse to destroy the domain and the buckets. Without it a destroy takes the access logs along.",
  ),
  tags: describe(tags.prefault({}), "Tags on the team's resources."),
});

export type EnvironmentFile = z.output<typeof environmentSchema>;
export type TeamFile = z.output<typeof teamSchema>;
export type Account = { readonly id: string; readonly deployerRole: string };
export type State = EnvironmentFile["state"];
export type User = TeamFile["users"][number];
export type Bucket = TeamFile["buckets"][number];
export type OutsideParty = Bucket["producers"][number];

/** A team as the stacks see it: names added, defaults and cross-file choices made. */
export type Team = Omit<TeamFile, "dataAccount" | "lifecycleScript"> & {
  readonly name: string;
  readonly dataAccount: Account & { readonly name: string };
  /** The extra script's text, already read; undefined where the team has none. */
  readonly lifecycleScript?: string;
};

/** An environment as the stacks see it: every default made, accounts with their deployer roles. */
export type Environment = Omit<EnvironmentFile, "accounts" | "network" | "availabilityZoneIds"> & {
  readonly name: string;
  readonly partition: Partition;
  readonly availabilityZoneIds: readonly string[];
  readonly accounts: { readonly studio: Account; readonly data: Readonly<Record<string, Account>> };
  readonly network: {
    readonly vpcCidr: string;
    readonly endpointCidr: string;
    readonly studioCidr: string;
    readonly extraInterfaceEndpoints: readonly string[];
  };
  /** Sorted by name. */
  readonly teams: readonly Team[];
};
