/** Values that somebody replaces in all stacks alike, so that the stacks agree with each other: only the configuration knows better. */
import type { Kind } from "../../../isolation/declared";
import { type Attack, argument, editPolicy, type Files, type Loose, resource } from "../stacks";

export interface Replacement {
  readonly environment: "dev" | "staging" | "prod";
  /** What somebody does. */
  readonly what: string;
  readonly kind: Kind;
  /** Those that the value belongs to. */
  readonly guarantees: readonly string[];
  /** Part of the value that the stacks then have. */
  readonly value: string;
  readonly attack: Attack;
}

/** Replaces a text in every stack, or in those of these names. */
const everywhere =
  (old: string | RegExp, text: string, stacks = /./): Attack =>
  (files) => {
    let count = 0;
    for (const [name, file] of files) {
      if (!stacks.test(name)) continue;
      const before = JSON.stringify(file);
      const after = before.replaceAll(typeof old === "string" ? old : new RegExp(old, "g"), text);
      if (after === before) continue;
      count += 1;
      Object.assign(file, JSON.parse(after));
    }
    if (count === 0) throw new Error(`no stack has ${old}`);
  };

const bucket = "arn:aws:s3:::enclave-dev-research-data-222222222222";

/** What the blueprint itself writes for a declared party. */
function addParty(files: Files, role: string, actions: readonly string[], elsewhere: object): void {
  const stack = "dev-buckets-research";
  const party = { ArnEquals: { "aws:PrincipalArn": role } };
  const Principal = { AWS: role.split(":")[4] };
  editPolicy(resource(files, stack, "aws_s3_bucket_policy", "bucket-data_policy"), (document) => {
    for (const { Sid, Condition } of document.Statement as Loose[]) {
      if (!/^Deny(Objects|List)/.test(Sid)) continue;
      const spared = [Condition.ArnNotEquals?.["aws:PrincipalArn"] ?? []].flat();
      Condition.ArnNotEquals = { ...Condition.ArnNotEquals, "aws:PrincipalArn": [...spared, role] };
    }
    const deny = { Effect: "Deny", Principal: "*" };
    document.Statement.push(
      { Sid: "AllowParty1", Effect: "Allow", Principal, Action: actions, Resource: `${bucket}/*`, Condition: party },
      { ...deny, NotAction: actions, Resource: [bucket, `${bucket}/*`], Condition: party },
      { ...deny, Action: actions, NotResource: `${bucket}/*`, Condition: party },
      { ...deny, Action: actions, Resource: `${bucket}/*`, Condition: { ...party, ...elsewhere } },
    );
  });
  editPolicy(resource(files, stack, "aws_kms_key"), (document) => {
    document.Statement.push({
      Sid: "Party1",
      Effect: "Allow",
      Principal,
      Action: actions.includes("s3:GetObject") ? "kms:Decrypt" : ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: "*",
      Condition: { ...party, StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } },
    });
  });
}

/** Spares ranges in every denial that spares some. */
const spare =
  (...ranges: readonly string[]): Attack =>
  (files) => {
    const policies =
      resource(files, "dev-studio-research", "aws_iam_policy") &&
      Object.values(files.get("dev-studio-research").resource.aws_iam_policy);
    for (const policy of policies as Loose[]) {
      editPolicy(policy, (document) => {
        for (const { Condition } of document.Statement) {
          const test = Condition?.NotIpAddress;
          if (test?.["aws:SourceIp"]) test["aws:SourceIp"] = [...[test["aws:SourceIp"]].flat(), ...ranges];
        }
      });
    }
  };

const stranger = "arn:aws:iam::999999999999:role/stranger";

export const replacements: readonly Replacement[] = [
  {
    environment: "dev",
    what: "frees the names of all SageMaker objects",
    kind: "separation",
    guarantees: ["G2"],
    value: "account",
    attack: everywhere("/dev-research-*", "/*", /^dev-studio-research$/),
  },
  {
    environment: "dev",
    what: "lets a stranger read all objects from 185.0.0.0/8",
    kind: "reader",
    guarantees: ["G1", "G2"],
    value: `${stranger}: s3:GetObject`,
    attack: (files) =>
      addParty(files, stranger, ["s3:GetObject"], { NotIpAddress: { "aws:SourceIp": ["185.0.0.0/8"] } }),
  },
  {
    environment: "dev",
    what: "lets a stranger write all objects",
    kind: "producer",
    guarantees: ["G1", "G2"],
    value: `${stranger}: s3:PutObject`,
    attack: (files) =>
      addParty(files, stranger, ["s3:PutObject"], {
        StringNotEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" },
      }),
  },
  {
    environment: "prod",
    what: "gives a declared reader another network",
    kind: "reader",
    guarantees: ["G1", "G2"],
    value: "185.0.0.0/8",
    attack: everywhere("198.51.100.64/26", "185.0.0.0/8"),
  },
  {
    environment: "dev",
    what: "lets people in from three /8 networks more",
    kind: "network",
    guarantees: ["G6", "G11"],
    value: "185.0.0.0/8",
    attack: spare("185.0.0.0/8", "186.0.0.0/8", "187.0.0.0/8"),
  },
  {
    environment: "prod",
    what: "lets people in from a private network more",
    kind: "network",
    guarantees: ["G6", "G11"],
    value: "172.30.0.0/20",
    attack: everywhere(/\\"172\.16\.0\.0\/20\\"/, '\\"172.16.0.0/20\\",\\"172.30.0.0/20\\"'),
  },
  {
    environment: "dev",
    what: "lets people log in through SSO",
    kind: "login",
    guarantees: ["G6"],
    value: "SSO",
    attack: argument("dev-studio-research", "aws_sagemaker_domain", "", { auth_mode: "SSO" }),
  },
  {
    environment: "dev",
    what: "replaces the buckets' deployer",
    kind: "deployer",
    guarantees: ["G2", "G9"],
    value: "arn:aws:iam::222222222222:role/stranger",
    attack: everywhere(
      "arn:aws:iam::222222222222:role/studio-enclave-deployer",
      "arn:aws:iam::222222222222:role/stranger",
    ),
  },
  {
    environment: "dev",
    what: "replaces the number of the data account",
    kind: "account",
    guarantees: ["G2", "G3"],
    value: "999999999999",
    attack: everywhere("222222222222", "999999999999"),
  },
  {
    environment: "dev",
    what: "replaces the number of the Studio account",
    kind: "account",
    guarantees: ["G2", "G3"],
    value: "999999999999",
    attack: everywhere("111111111111", "999999999999"),
  },
  {
    environment: "staging",
    what: "moves all states to another bucket",
    kind: "state",
    guarantees: ["G9"],
    value: "somebody-elses-state",
    attack: everywhere("enclave-state-333333333333", "somebody-elses-state"),
  },
  {
    environment: "staging",
    what: "lets another role read and write all states",
    kind: "state",
    guarantees: ["G9"],
    value: stranger,
    attack: (files) => {
      for (const file of files.values()) file.terraform.backend.s3.assume_role = { role_arn: stranger };
    },
  },
  {
    environment: "dev",
    what: "moves all states to another folder",
    kind: "state",
    guarantees: ["G9"],
    value: "/tmp/state",
    attack: everywhere("../../../state", "/tmp/state"),
  },
  {
    environment: "prod",
    what: "moves all states to another organization",
    kind: "state",
    guarantees: ["G9"],
    value: "somebody-else",
    attack: everywhere("example-platform", "somebody-else"),
  },
  {
    environment: "prod",
    what: "drops the permissions boundary",
    kind: "boundary",
    guarantees: ["G12"],
    value: "none",
    attack: (files) => {
      for (const file of files.values())
        for (const role of Object.values(file.resource.aws_iam_role ?? {}) as Loose[]) delete role.permissions_boundary;
    },
  },
  {
    environment: "prod",
    what: "takes another policy for the permissions boundary",
    kind: "boundary",
    guarantees: ["G12"],
    value: "policy/AdministratorAccess",
    attack: everywhere("policy/platform-boundary", "policy/AdministratorAccess"),
  },
  {
    environment: "dev",
    what: "lets the team read one more bucket of AWS",
    kind: "bucket",
    guarantees: ["G3"],
    value: "jumpstart-cache-prod-eu-central-1",
    attack: (files) =>
      editPolicy(resource(files, "dev-studio-research", "aws_vpc_endpoint"), (document) => {
        const own = document.Statement.find(({ Sid }: Loose) => Sid === "OwnBuckets");
        document.Statement.push({
          Sid: "ReadDeclaredAwsBuckets",
          Effect: "Allow",
          Principal: "*",
          Action: ["s3:GetObject", "s3:ListBucket"],
          Resource: ["", "/*"].map((end) => `arn:aws:s3:::jumpstart-cache-prod-eu-central-1${end}`),
          Condition: { ArnEquals: own.Condition.ArnEquals },
        });
      }),
  },
  {
    environment: "prod",
    what: "replaces the domain of a central registry of packages",
    kind: "packages",
    guarantees: ["G2", "G6"],
    value: "arn:aws:codeartifact:eu-central-1:234567890123:domain/stranger",
    attack: everywhere(":234567890123:domain/central", ":234567890123:domain/stranger"),
  },
  {
    environment: "prod",
    what: "replaces the account of a central registry",
    kind: "repository",
    guarantees: ["G2", "G6"],
    value: "arn:aws:ecr:eu-central-1:999999999999:repository/platform/training",
    attack: everywhere("234567890123", "999999999999"),
  },
  {
    environment: "dev",
    what: "gives somebody else a profile",
    kind: "profile",
    guarantees: ["G6"],
    value: "mallory",
    attack: (files) => {
      const profiles = files.get("dev-studio-research").resource.aws_sagemaker_user_profile;
      profiles["profile-mallory"] = { ...profiles["profile-ada"], user_profile_name: "mallory" };
    },
  },
  {
    environment: "prod",
    what: "gives somebody's profile to another user of IAM Identity Center",
    kind: "profile",
    guarantees: ["G6"],
    value: "mallory@example.com",
    attack: everywhere("edsger@example.com", "mallory@example.com"),
  },
  {
    environment: "prod",
    what: "assigns users with a role of somebody else's Identity Center",
    kind: "identityCenter",
    guarantees: ["G6"],
    value: "999999999999",
    attack: everywhere("101010101010", "999999999999"),
  },
  {
    environment: "prod",
    what: "assigns users of somebody else's identity store",
    kind: "assignment",
    guarantees: ["G6"],
    value: "d-9999999999",
    attack: everywhere("d-1234567890", "d-9999999999"),
  },
  {
    environment: "dev",
    what: "allows jobs on the dearest instances",
    kind: "instances",
    guarantees: ["G7"],
    value: "ml.p5.*",
    attack: (files) => {
      editPolicy(resource(files, "dev-studio-research", "aws_iam_policy", "policies_jobs"), (document) => {
        const denial = document.Statement.find(({ Sid }: Loose) => Sid === "DenyOtherJobTypes");
        denial.Condition["ForAnyValue:StringNotLike"]["sagemaker:InstanceTypes"].push("ml.p5.*");
      });
    },
  },
  {
    environment: "dev",
    what: "lets Docker in",
    kind: "docker",
    guarantees: ["G5"],
    value: "on",
    attack: (files) => {
      resource(files, "dev-studio-research", "aws_sagemaker_domain").domain_settings.docker_settings = {
        enable_docker_access: "ENABLED",
      };
    },
  },
  {
    environment: "dev",
    what: "has Docker take a stranger's images",
    kind: "docker",
    guarantees: ["G5"],
    value: "999999999999",
    attack: (files) => {
      resource(files, "dev-studio-research", "aws_sagemaker_domain").domain_settings.docker_settings = {
        enable_docker_access: "ENABLED",
        vpc_only_trusted_accounts: ["999999999999"],
      };
    },
  },
];
