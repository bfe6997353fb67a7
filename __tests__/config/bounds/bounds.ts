/** What AWS, Terraform and HCP Terraform take for each text of the configuration, at the bound and just beyond it. */

export interface Bounds {
  /** Values that must be accepted. */
  readonly right: readonly string[];
  /** Values that must be refused, each with a part of the message. */
  readonly wrong: readonly (readonly [value: string, message: string])[];
}

const roles = (account: string): Bounds => {
  const arn = (rest: string) => `arn:aws:iam::${account}:role/${rest}`;
  return {
    right: [
      arn("x"),
      arn("a/b/x"),
      arn("n".repeat(64)),
      arn(`${"p".repeat(510)}/${"n".repeat(64)}`),
      arn("a+=,.@-_/x+=,.@-_"),
    ],
    wrong: [
      [arn("/x/"), "is not the ARN of a role"],
      [arn("/x"), "is not the ARN of a role"],
      [arn("x/"), "is not the ARN of a role"],
      [arn("a//x"), "is not the ARN of a role"],
      [arn("*"), "is not the ARN of a role"],
      [arn(""), "is not the ARN of a role"],
      [arn("n".repeat(65)), "IAM allows a name of 64 characters and a path of 512"],
      [arn(`${"p".repeat(511)}/x`), "IAM allows a name of 64 characters and a path of 512"],
      [`arn:aws:sts::${account}:assumed-role/x/session`, "is not the ARN of a role"],
    ],
  };
};

const accountIds: Bounds = {
  right: ["000000000001"],
  wrong: [
    ["12345678901", "is not an account id"],
    ["1234567890123", "is not an account id"],
    ["1234-5678-9012", "is not an account id"],
  ],
};

const cidrs = (...right: string[]): Bounds => ({
  right,
  wrong: [
    ["10.2.0.0", "is not an IPv4 range"],
    ["10.2.0.0/33", "is not an IPv4 range"],
    ["010.2.0.0/16", "is not an IPv4 range"],
    ["fd00::/64", "is not an IPv4 range"],
  ],
});

const buckets: Bounds = {
  right: ["abc", "a".repeat(63), "1.example-2", "a--b"],
  wrong: [
    ["ab", "is not a legal bucket name"],
    ["a".repeat(64), "is not a legal bucket name"],
    ["a..b", "is not a legal bucket name"],
    ["192.168.5.4", "is not a legal bucket name"],
    [".abc", "is not a legal bucket name"],
    ["abc-", "is not a legal bucket name"],
    ["Abc", "is not a legal bucket name"],
    ["a_b", "is not a legal bucket name"],
    ["abc-s3alias", "is not a legal bucket name"],
    ["abc--ol-s3", "is not a legal bucket name"],
    ["abc.mrap", "is not a legal bucket name"],
    ["abc--use1-az4--x-s3", "is not a legal bucket name"],
    ["abc--table-s3", "is not a legal bucket name"],
  ],
};

const tagValues: Bounds = {
  right: ["v".repeat(256), "ML platform_1.2:/=+@-"],
  wrong: [
    ["v".repeat(257), "is not a legal tag value"],
    ["a,b", "is not a legal tag value"],
  ],
};

const instanceTypes: Bounds = {
  // Those that the shipped team may have.
  right: ["ml.m5.large", "ml.m5.2xlarge"],
  wrong: [
    ["m5.large", "is not a Studio instance type"],
    ["ml.m5", "is not a Studio instance type"],
  ],
};

const patternsOfTypes: Bounds = {
  right: ["ml.*", "ml.p6-b200.48xlarge", "ml.m5.*", "ml.*.2xlarge", "ml.t3.m*"],
  wrong: [
    ["*", "is not an instance type or a pattern of them"],
    ["m5.large", "is not an instance type or a pattern of them"],
    ["ml.m5", "is not an instance type or a pattern of them"],
    ["ml.m5.?large", "is not an instance type or a pattern of them"],
    ["ml.${x}.large", "is not an instance type or a pattern of them"],
  ],
};

const prefixes: Bounds = {
  right: ["a/b/", "year=2026/month=11/", "a+b@c,d:e&f'(g)!h.i_j/", "/a/", `${"p".repeat(1022)}/`],
  wrong: [
    ["a", "is not a prefix"],
    ["a*/", "is not a prefix"],
    ["a?/", "is not a prefix"],
    ["a~/", "is not a prefix"],
    ["${a}/", "is not a prefix"],
    ["../", "is not a prefix"],
    ["a/./", "is not a prefix"],
    [`${"p".repeat(1023)}/`, "is longer than 1023 characters"],
  ],
};
const containerTexts = (longest: number): Bounds => ({
  right: ["x", "v".repeat(longest), "$HOME a=b"],
  wrong: [
    ["v".repeat(longest + 1), `is longer than ${longest} characters`],
    [" ", "is not a text that a container takes"],
    ["${HOME}", "is not a text that a container takes"],
    ["tab\tbed", "is not a text that a container takes"],
  ],
});

const namesOfFeatures: Bounds = {
  right: ["a", "n".repeat(64), "0-_9", "Amount_2"],
  wrong: [
    ["n".repeat(65), "is longer than 64 characters"],
    ["_a", "is not a legal name of a feature"],
    ["a-", "is not a legal name of a feature"],
    ["a b", "is not a legal name of a feature"],
    ["a.b", "is not a legal name of a feature"],
    ["write_time", "is not a legal name of a feature"],
    ["is_deleted", "is not a legal name of a feature"],
    ["api_invocation_time", "is not a legal name of a feature"],
  ],
};

const parties = (kind: string): Readonly<Record<string, Bounds>> => ({
  [`team buckets.[].${kind}.[].role`]: roles("888888888888"),
  [`team buckets.[].${kind}.[].prefix`]: prefixes,
  [`team buckets.[].${kind}.[].vpcEndpoint`]: {
    right: ["vpce-0a1b2c3d", "vpce-0a1b2c3d4e5f60718"],
    wrong: [
      ["vpce-0a1b2c3d4", "is not a VPC endpoint id"],
      ["vpce-0a1b2c3d4e5f607189", "is not a VPC endpoint id"],
      ["vpce-0A1B2C3D", "is not a VPC endpoint id"],
    ],
  },
  [`team buckets.[].${kind}.[].cidrs.[]`]: cidrs("198.51.100.0/24", "8.8.8.8/32"),
});

/** Where it stands in a bucket's policy more than once, that is the bound. */
const shortPrefixes = { ...prefixes, right: prefixes.right.filter((text) => text.length < 100) };

/** By file and place. Sources: beside the schemas (config/schema/), and where the test says so. */
export const bounds: Readonly<Record<string, Bounds>> = {
  "environment accounts.studio.id": accountIds,
  "environment accounts.studio.deployerRole": roles("555555555555"),
  "environment accounts.data.{}.id": accountIds,
  "environment accounts.data.{}.deployerRole": roles("777777777777"),
  "environment network.vpcCidr": cidrs("10.2.0.0/16", "10.2.0.0/17"),
  "environment network.endpointCidr": cidrs("10.2.0.0/18", "10.2.16.0/25"),
  "environment network.studioCidr": cidrs("10.2.64.0/18", "10.2.64.0/19"),
  "environment access.publicCidrs.[]": cidrs("8.8.8.8/32", "203.0.113.0/24"),
  "environment access.privateCidrs.[]": cidrs("192.168.0.0/16", "100.64.0.0/10"),
  "environment access.routes.[].cidr": cidrs("172.16.0.0/20", "172.16.1.0/28"),
  "environment access.routes.[].stack": {
    right: ["a", "s".repeat(64), "corporate-network"],
    wrong: [
      ["s".repeat(65), "is longer than 64 characters"],
      ["../network", "is not a legal name"],
      ["Network", "is not a legal name"],
    ],
  },
  "environment readOnlyBuckets.[]": buckets,
  "environment readOnlyBuckets.[].name": buckets,
  "environment readOnlyBuckets.[].account": accountIds,
  "environment packageRegistries.[].account": accountIds,
  "environment packageRegistries.[].domain": {
    right: ["ab", "d".repeat(50), "a-1"],
    wrong: [
      ["a", "is not a legal name of a domain"],
      ["d".repeat(51), "is not a legal name of a domain"],
      ["Central", "is not a legal name of a domain"],
      ["central*", "is not a legal name of a domain"],
      ["central-", "is not a legal name of a domain"],
    ],
  },
  "environment packageRegistries.[].repositories.[]": {
    right: ["ab", "R".repeat(100), "a.b_c-d"],
    wrong: [
      ["a", "is not a legal name of a repository"],
      ["r".repeat(101), "is not a legal name of a repository"],
      ["a/b", "is not a legal name of a repository"],
      ["approved*", "is not a legal name of a repository"],
    ],
  },
  "environment imageRegistries.[].account": accountIds,
  "environment imageRegistries.[].repositories.[]": {
    right: ["ab", "a/b-c_d.e/f0", "r".repeat(256)],
    wrong: [
      ["a", "is too short"],
      ["r".repeat(257), "is longer than 256 characters"],
      ["platform/*", "is not a legal name of a repository"],
      ["Platform", "is not a legal name of a repository"],
      ["platform/", "is not a legal name of a repository"],
      ["platform/training:latest", "is not a legal name of a repository"],
    ],
  },
  "team images.[].name": {
    right: ["a", "n".repeat(16), "deep-learning-2"],
    wrong: [
      ["n".repeat(17), "is longer than 16 characters"],
      ["a_b", "is not a legal name"],
      ["Lab", "is not a legal name"],
    ],
  },
  "team images.[].repository.account": { right: ["345678901234"], wrong: accountIds.wrong },
  "team images.[].repository.name": {
    right: ["ab", "a/b-c_d.e/f0", "r".repeat(128)],
    wrong: [
      ["a", "is too short"],
      ["r".repeat(129), "is longer than 128 characters"],
      ["platform/training:latest", "is not a legal name of a repository"],
    ],
  },
  "team images.[].digests.[]": {
    right: [`sha256:${"0123456789abcdef".repeat(4)}`],
    wrong: [
      [`sha256:${"a".repeat(63)}`, "is not the digest of an image"],
      [`sha256:${"A".repeat(64)}`, "is not the digest of an image"],
      ["latest", "is not the digest of an image"],
    ],
  },
  "team images.[].container.entrypoint": containerTexts(256),
  "team images.[].container.arguments.[]": containerTexts(64),
  "team images.[].container.environment.{}": containerTexts(256),
  "environment state(s3).bucket": buckets,
  "environment state(s3).role": roles("555555555555"),
  "environment state(s3).kmsKey": {
    right: [
      "arn:aws:kms:eu-west-1:555555555555:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      "arn:aws:kms:eu-west-1:555555555555:key/mrk-1234abcd12ab34cd56ef1234567890ab",
      "arn:aws:kms:eu-west-1:555555555555:alias/state/prod_1-a",
    ],
    // Each of these is refused by `terraform init` (1.11.4): "Invalid KMS Key ARN".
    wrong: [
      ["arn:aws:kms:eu-west-1:555555555555:key/state", "is not the ARN of a KMS key"],
      ["arn:aws:kms:eu-west-1:555555555555:key/1", "is not the ARN of a KMS key"],
      ["arn:aws:kms:eu-west-1:555555555555:key/mrk-1", "is not the ARN of a KMS key"],
      ["arn:aws:kms:eu-west-1:555555555555:key/1234ABCD-12AB-34CD-56EF-1234567890AB", "is not the ARN of a KMS key"],
      ["arn:aws:kms:eu-west-1:555555555555:alias/a b", "is not the ARN of a KMS key"],
      ["alias/state", "is not the ARN of a KMS key"],
    ],
  },
  "environment state(cloud).organization": {
    right: ["abc", "o".repeat(40), "Example_Platform-1"],
    wrong: [
      ["__", "is not a legal organization name"],
      ["o".repeat(41), "is not a legal organization name"],
      ["a b c", "is not a legal organization name"],
    ],
  },
  "environment state(cloud).hostname": {
    right: [
      "app.terraform.io",
      "tfe.example.com:8443",
      "localhost",
      `${"h".repeat(63)}.example.com`,
      "tfe.example.com:65535",
    ],
    wrong: [
      // `terraform init` (1.11.4): "The hostname is not in the correct format".
      ["a_b.example.com", "is not a host name"],
      ["https://tfe.example.com", "is not a host name"],
      ["-a.example.com", "is not a host name"],
      ["tfe.example.com.", "is not a host name"],
      ["tfe.example.com:0", "is not a host name"],
      ["tfe.example.com:65536", "is not a host name"],
      [`${"h".repeat(64)}.example.com`, "is not a host name"],
      ["TFE.example.com", "has capital letters"],
    ],
  },
  "environment state(cloud).project": {
    right: ["abc", "p".repeat(40), "Machine Learning_1-a"],
    wrong: [
      ["   ", "is not a legal project name"],
      ["ab", "is not a legal project name"],
      ["p".repeat(41), "is not a legal project name"],
      [" abc", "is not a legal project name"],
    ],
  },
  "environment owner": { right: tagValues.right, wrong: [...tagValues.wrong, ["", "is not a legal tag value"]] },
  "environment tags.{}": { right: [...tagValues.right, ""], wrong: tagValues.wrong },
  "environment permissionsBoundary": {
    right: [
      "boundary",
      "n".repeat(128),
      "boundaries/platform",
      `${"p".repeat(510)}/n`,
      "arn:aws:iam::555555555555:policy/boundary",
      "arn:aws:iam::555555555555:policy/boundaries/platform",
      "arn:aws:iam::aws:policy/PowerUserAccess",
    ],
    wrong: [
      ["n".repeat(129), "IAM allows a name of 128 characters and a path of 512"],
      [`${"p".repeat(511)}/n`, "IAM allows a name of 128 characters and a path of 512"],
      ["boundaries//platform", "is not a managed policy"],
      ["/boundaries/platform", "is not a managed policy"],
      ["boundaries/", "is not a managed policy"],
      ["a b", "is not a managed policy"],
      ["arn:aws:iam::555555555555:role/boundary", "is not a managed policy"],
      ["arn:aws:iam::555555555555:policy/", "is not a managed policy"],
    ],
  },
  "environment organizationId": {
    right: ["o-a1b2c3d4e5", `o-${"z".repeat(32)}`],
    wrong: [
      ["o-a1b2c3d4e", "is not the id of an organization"],
      [`o-${"z".repeat(33)}`, "is not the id of an organization"],
    ],
  },
  "environment identityCenter.identityStoreId": {
    right: ["d-1234567890", "d-abcdefabcd", "12345678-1234-1234-1234-123456789abc"],
    wrong: [
      ["d-123456789", "is not the id of an identity store"],
      ["d-12345678901", "is not the id of an identity store"],
      ["d-ABCDEFABCD", "is not the id of an identity store"],
      ["arn:aws:identitystore::101010101010:identitystore/d-1234567890", "is not the id of an identity store"],
      ["ssoins-0123456789abcdef", "is not the id of an identity store"],
    ],
  },
  "environment identityCenter.deployerRole": roles("101010101010"),
  "environment iamPath": {
    right: ["/", "/a/b+=,.@-_/", `/${"p".repeat(510)}/`],
    wrong: [
      [`/${"p".repeat(511)}/`, "is longer than 512 characters"],
      ["//", "is not an IAM path"],
      ["/a//b/", "is not an IAM path"],
      ["a/", "is not an IAM path"],
      ["/a", "is not an IAM path"],
    ],
  },
  "environment namePrefix": {
    right: ["p", "p".repeat(16)],
    wrong: [
      ["p".repeat(17), "is longer than 16 characters"],
      ["a--b", "is not a legal name"],
      ["1a", "is not a legal name"],
      // EC2, CreateSecurityGroup: "Can't start with sg-".
      ["sg", "makes names of security groups that start with sg-"],
    ],
  },
  "team cidr": cidrs("10.2.64.0/21", "10.2.96.0/19"),
  "team users.[].name": {
    // STS, AssumeRole: a source identity has 2 to 64 characters.
    right: ["ab", "u".repeat(40), "a--b"],
    wrong: [
      ["a", "is too short"],
      ["u".repeat(41), "is longer than 40 characters"],
      ["-ab", "is not a legal user profile name"],
      ["a.b", "is not a legal user profile name"],
    ],
  },
  "team users.[].ssoUser": {
    right: ["u".repeat(128), "DOMAIN\\ada", "ada.lovelace+1@example.com"],
    wrong: [
      ["u".repeat(129), "is longer than 128 characters"],
      ["ada lovelace", "has a space"],
      ["", "is empty"],
    ],
  },
  "team users.[].instanceType": instanceTypes,
  "team buckets.[].name": {
    right: ["b", "b".repeat(24)],
    wrong: [
      ["b".repeat(25), "is longer than 24 characters"],
      ["a.b", "is not a legal name"],
    ],
  },
  "team features.athena.reads.[].prefix": prefixes,
  "team features.athena.results.prefix": shortPrefixes,
  "team features.featureStore.offline.prefix": shortPrefixes,
  "team features.mlflow.prefix": shortPrefixes,
  "team features.featureStore.offline.groups.[].name": {
    right: ["a", "g".repeat(30), "card-payments-2"],
    wrong: [
      ["g".repeat(31), "is longer than 30 characters"],
      ["a_b", "is not a legal name"],
      ["Cards", "is not a legal name"],
    ],
  },
  "team features.featureStore.offline.groups.[].features.[].name": namesOfFeatures,
  "team features.pipelineReads.prefix": shortPrefixes,
  ...parties("producers"),
  ...parties("readers"),
  "team instanceType": instanceTypes,
  // Shared spaces begin with ml.t3.medium.
  "team instanceTypes.apps.[]": { ...patternsOfTypes, right: ["ml.*", "ml.t3.*", "ml.*.medium", "ml.t*.m*"] },
  "team instanceTypes.jobs.[]": patternsOfTypes,
  "team instanceTypes.endpoints.[]": patternsOfTypes,
  // One of AWS's own: others must be declared.
  "team docker.trustedAccounts.[]": { ...accountIds, right: ["763104351884"] },
  "team lifecycleScript": {
    right: ["other-setup.sh"],
    wrong: [
      ["../a.sh", "is not a file name"],
      [".hidden", "is not a file name"],
      ["a b.sh", "is not a file name"],
    ],
  },
  "team tags.{}": { right: [...tagValues.right, ""], wrong: tagValues.wrong },
};

/** Texts that a table or another key decides: bounds of their own would say nothing. */
export const decidedElsewhere: readonly string[] = [
  "environment region",
  "environment availabilityZoneIds.[]",
  "environment network.extraInterfaceEndpoints.[]",
  "environment state(s3).region",
  "team dataAccount",
  // Names of buckets of the same file.
  "team features.athena.reads.[].bucket",
  "team features.athena.results.bucket",
  "team features.featureStore.offline.bucket",
  "team features.mlflow.bucket",
  "team features.pipelineReads.bucket",
  // Names of the same group's features.
  "team features.featureStore.offline.groups.[].eventTime",
  "team features.featureStore.offline.groups.[].recordIdentifier",
];
