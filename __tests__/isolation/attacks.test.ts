/** Stacks edited by somebody who means harm, or does not know better: the guarantee that breaks is named, and shows a request where one breaks it. */
import {
  type Attack,
  drop,
  editPolicy,
  type Loose,
  oneAccount,
  proveEdited,
  resource,
  shipped,
  statement,
} from "./stacks";

const studio = "staging-studio-fraud";
const buckets = "staging-buckets-fraud";
const network = "staging-networking";

const bucketPolicy =
  (edit: (document: Loose) => void): Attack =>
  (files) =>
    editPolicy(resource(files, buckets, "aws_s3_bucket_policy", "bucket-transactions_policy"), edit);
const s3Endpoint =
  (edit: (document: Loose) => void): Attack =>
  (files) =>
    editPolicy(resource(files, studio, "aws_vpc_endpoint"), edit);
const rolePolicy =
  (name: string, edit: (document: Loose) => void): Attack =>
  (files) =>
    editPolicy(resource(files, studio, "aws_iam_policy", `_${name}`), edit);
const dataKey =
  (edit: (document: Loose) => void): Attack =>
  (files) =>
    editPolicy(resource(files, buckets, "aws_kms_key"), edit);
const studioKey =
  (edit: (document: Loose) => void): Attack =>
  (files) =>
    editPolicy(resource(files, studio, "aws_kms_key"), edit);
const door =
  (name: string, edit: (document: Loose) => void): Attack =>
  (files) =>
    editPolicy(resource(files, network, "aws_vpc_endpoint", name), edit);
const add = (files: Parameters<Attack>[0], stack: string, type: string, name: string, block: object): void => {
  const json = files.get(stack);
  json.resource[type] = { ...json.resource[type], [name]: block };
};
const both =
  (...steps: readonly Attack[]): Attack =>
  (files) => {
    for (const step of steps) step(files);
  };
/** Walls deny once more what is not granted: without them a grant alone decides. */
const withoutWalls: Attack = (files) => {
  for (const walls of ["walls", "compute-walls"]) {
    delete files.get(studio).resource.aws_iam_role_policy_attachment[`execution-role-policies_${walls}-attachment`];
  }
};
/** Says "everything but" where a denial said "everything". */
const exempt = (denial: Loose, action: string): void => {
  delete denial.Action;
  denial.NotAction = [action];
};
const allow = (Sid: string, rest: object) => ({ Sid, Effect: "Allow", ...rest });

/** Guarantee, what the attacker does, and how. */
const attacks: readonly (readonly [guarantee: string, what: string, attack: Attack])[] = [
  [
    "G1",
    "lets the data account list from anywhere",
    bucketPolicy((document) => {
      drop(document, "DenyListOutsideEndpoint");
      drop(document, "DenyListToOthers");
    }),
  ],
  [
    "G1",
    "lets the team in through a stranger's endpoint",
    (files) => {
      files.get(studio).output.s3_endpoint_id.value = "vpce-0123456789abcdef0";
    },
  ],
  ["G1", "lets unencrypted requests in", bucketPolicy((document) => drop(document, "DenyInsecureTransport"))],
  [
    "G1",
    "forgets the public access block",
    (files) => {
      resource(
        files,
        buckets,
        "aws_s3_bucket_public_access_block",
        "bucket-transactions_public-access-block",
      ).block_public_policy = false;
    },
  ],
  [
    "G1",
    "takes the bucket policy away",
    (files) => {
      delete files.get(buckets).resource.aws_s3_bucket_policy["bucket-transactions_policy"];
    },
  ],
  [
    "G1",
    "exempts an administrator",
    bucketPolicy((document) => {
      for (const each of document.Statement) {
        const test = each.Condition?.ArnNotEquals;
        if (test)
          test["aws:PrincipalArn"] = [test["aws:PrincipalArn"]].flat().concat("arn:aws:iam::444444444444:role/admin");
      }
      statement(document, "DenyObjectsOutsideEndpoint").Condition.ArnNotEquals = {
        "aws:PrincipalArn": "arn:aws:iam::444444444444:role/admin",
      };
    }),
  ],
  ["G2", "drops the denial of data to others", bucketPolicy((document) => drop(document, "DenyObjectsToOthers"))],
  ["G2", "lets anybody change settings", bucketPolicy((document) => drop(document, "DenyChangesToOthers"))],
  [
    "G2",
    "widens what the role may describe",
    rolePolicy("job-management", (document) => {
      statement(document, "ManageOwn").Resource = "*";
    }),
  ],
  [
    "G2",
    "lets the role read every team's logs",
    rolePolicy("job-runtime", (document) => {
      statement(document, "OwnLogs").Resource = "*";
    }),
  ],
  [
    "G2",
    "lets another account assume the role",
    (files) =>
      editPolicy(
        resource(files, studio, "aws_iam_role"),
        (document) =>
          document.Statement.push({ Effect: "Allow", Principal: { AWS: "999999999999" }, Action: "sts:AssumeRole" }),
        "assume_role_policy",
      ),
  ],
  [
    "G2",
    "lets SageMaker of every account use the role",
    (files) =>
      editPolicy(
        resource(files, studio, "aws_iam_role"),
        (document) => {
          delete document.Statement[0].Condition;
        },
        "assume_role_policy",
      ),
  ],
  [
    "G2",
    "lets another account read access logs",
    (files) =>
      editPolicy(resource(files, buckets, "aws_s3_bucket_policy", "access-logs_policy"), (document) => {
        drop(document, "DenyOtherAccounts");
        document.Statement.push(
          allow("Auditor", {
            Principal: { AWS: "999999999999" },
            Action: "s3:GetObject",
            Resource: "arn:aws:s3:::enclave-staging-fraud-access-logs-444444444444/*",
          }),
        );
      }),
  ],
  [
    "G2",
    "names another team so that its objects are the team's",
    (files) => {
      for (const [from, to] of [
        ["staging-studio-research", "staging-studio-fraud-2"],
        ["staging-buckets-research", "staging-buckets-fraud-2"],
      ] as const) {
        const text = JSON.stringify(files.get(from))
          .replaceAll(from, to)
          .replaceAll("staging-studio-research", "staging-studio-fraud-2");
        (files as Map<string, Loose>).set(to, JSON.parse(text));
        (files as Map<string, Loose>).delete(from);
      }
    },
  ],
  [
    "G3",
    "opens the endpoint to every bucket",
    s3Endpoint((document) => {
      statement(document, "OwnBuckets").Resource = "*";
    }),
  ],
  [
    "G3",
    "forgets whose buckets they are",
    s3Endpoint((document) => {
      delete statement(document, "OwnBuckets").Condition.StringEquals;
    }),
  ],
  [
    "G3",
    "lets image layers be written",
    s3Endpoint((document) => {
      statement(document, "ReadWithoutCaller").Action = "s3:*Object";
    }),
  ],
  [
    "G3",
    "admits a stranger's bucket as if it were AWS's",
    s3Endpoint((document) =>
      document.Statement.push(
        allow("More", { Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::somebody-elses-bucket/*" }),
      ),
    ),
  ],
  [
    "G3",
    "takes the endpoint's policy away",
    (files) => {
      delete resource(files, studio, "aws_vpc_endpoint").policy;
    },
  ],
  [
    "G3",
    "puts a subnet on another route table",
    (files) => {
      delete files.get(studio).resource.aws_route_table_association["subnets_euw1-az1-routes"];
    },
  ],
  [
    "G4",
    "adds a route",
    (files) =>
      add(files, studio, "aws_route", "out", {
        route_table_id: "${aws_route_table.subnets_route-table.id}",
        destination_cidr_block: "0.0.0.0/0",
        transit_gateway_id: "tgw-0123456789abcdef0",
      }),
  ],
  [
    "G4",
    "adds a route inside the table",
    (files) => {
      resource(files, studio, "aws_route_table").route = [
        { cidr_block: "0.0.0.0/0", gateway_id: "igw-0123456789abcdef0" },
      ];
    },
  ],
  [
    "G4",
    "gives out public addresses",
    (files) => {
      resource(files, studio, "aws_subnet").map_public_ip_on_launch = true;
    },
  ],
  [
    "G4",
    "allows one more name",
    (files) => {
      resource(files, network, "aws_route53_resolver_firewall_domain_list", "allowed-names").domains.push(
        "*.example.com",
      );
    },
  ],
  [
    "G4",
    "blocks only what it must look up",
    (files) => {
      resource(files, network, "aws_route53_resolver_firewall_rule", "block").action = "ALERT";
    },
  ],
  [
    "G4",
    "blocks before nothing",
    (files) => {
      resource(files, network, "aws_route53_resolver_firewall_rule", "block").q_type = "A";
    },
  ],
  [
    "G4",
    "takes DNS Firewall off the VPC",
    (files) => {
      delete files.get(network).resource.aws_route53_resolver_firewall_rule_group_association;
    },
  ],
  [
    "G4",
    "fails open",
    (files) => {
      resource(files, network, "aws_route53_resolver_firewall_config").firewall_fail_open = "ENABLED";
    },
  ],
  [
    "G5",
    "turns VpcOnly off",
    (files) => {
      resource(files, studio, "aws_sagemaker_domain").app_network_access_type = "PublicInternetOnly";
    },
  ],
  [
    "G5",
    "gives two people one group",
    (files) => {
      const profiles = Object.values(files.get(studio).resource.aws_sagemaker_user_profile) as Loose[];
      profiles[1].user_settings.security_groups = profiles[0].user_settings.security_groups;
    },
  ],
  [
    "G5",
    "opens a group to the VPC",
    (files) =>
      add(files, studio, "aws_vpc_security_group_ingress_rule", "more", {
        security_group_id: "${aws_security_group.security-groups_jobs.id}",
        ip_protocol: "-1",
        cidr_ipv4: "10.1.0.0/16",
      }),
  ],
  [
    "G5",
    "lets a group out to everywhere",
    (files) =>
      add(files, studio, "aws_vpc_security_group_egress_rule", "more", {
        security_group_id: "${aws_security_group.security-groups_jobs.id}",
        ip_protocol: "tcp",
        from_port: 443,
        to_port: 443,
        cidr_ipv4: "0.0.0.0/0",
      }),
  ],
  [
    "G5",
    "lets every app reach every other",
    (files) =>
      add(files, studio, "aws_vpc_security_group_ingress_rule", "more", {
        security_group_id: "${aws_security_group.security-groups_apps.id}",
        ip_protocol: "-1",
        referenced_security_group_id: "${aws_security_group.security-groups_apps.id}",
      }),
  ],
  [
    "G5",
    "runs a profile with another role",
    (files) => {
      resource(files, studio, "aws_sagemaker_user_profile").user_settings.execution_role =
        "arn:aws:iam::333333333333:role/admin";
    },
  ],
  [
    "G6",
    "opens an interface endpoint",
    (files) => {
      delete resource(files, network, "aws_vpc_endpoint", "kms").policy;
    },
  ],
  [
    "G6",
    "admits every caller at an endpoint",
    door("logs", (document) => {
      for (const each of document.Statement) delete each.Condition.ArnLike;
    }),
  ],
  [
    "G6",
    "leads to strangers' resources",
    door("sagemaker-api", (document) => {
      for (const each of document.Statement) delete each.Condition.StringEquals;
    }),
  ],
  [
    "G6",
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
    "G6",
    "lets people in from everywhere",
    (files) =>
      editPolicy(resource(files, studio, "aws_iam_policy", "people-access"), (document) => {
        document.Statement = document.Statement.filter((each: Loose) => each.Effect === "Allow");
      }),
  ],
  [
    "G7",
    "forgets that ForAllValues passes without the key",
    both(
      withoutWalls,
      rolePolicy("jobs", (document) => {
        delete statement(document, "Jobs").Condition.Null;
      }),
    ),
  ],
  [
    "G7",
    "lets the role pass every role",
    both(
      withoutWalls,
      rolePolicy("job-management", (document) => {
        statement(document, "LendOwnRoleToSageMaker").Resource = "*";
      }),
    ),
  ],
  [
    "G7",
    "lets the role make something in SageMaker that names no subnets",
    rolePolicy("jobs", (document) =>
      document.Statement.push(allow("Notebooks", { Action: "sagemaker:CreateCodeRepository", Resource: "*" })),
    ),
  ],
  [
    "G7",
    "lets the role run anybody's model",
    rolePolicy("models", (document) => {
      delete statement(document, "EndpointConfigs").Condition["ForAllValues:ArnLike"];
    }),
  ],
  [
    "G7",
    "lets the role start jobs without a volume key",
    rolePolicy("jobs", (document) => {
      delete statement(document, "Jobs").Condition.ArnEquals;
    }),
  ],
  [
    "G7",
    "lets the role change its permissions",
    rolePolicy("data", (document) => document.Statement.push(allow("Self", { Action: "iam:*", Resource: "*" }))),
  ],
  [
    "G8",
    "lets the account grant decryption",
    dataKey((document) => {
      statement(document, "AdministerKey").Action = "kms:*";
    }),
  ],
  [
    "G8",
    "lets the key be used without S3",
    dataKey((document) => {
      delete statement(document, "TeamThroughS3").Condition.StringEquals;
    }),
  ],
  [
    "G8",
    "lets every role of the environment use the key",
    dataKey((document) => {
      statement(document, "TeamThroughS3").Condition = {
        StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
      };
    }),
  ],
  [
    "G8",
    "lets the role hand out the studio key",
    studioKey((document) => {
      delete statement(document, "TeamLendsKeyToAws").Condition.Bool;
    }),
  ],
  ["G8", "lets a write name another key", bucketPolicy((document) => drop(document, "DenyOtherKey"))],
  [
    "G8",
    "encrypts with S3's own keys",
    (files) => {
      resource(
        files,
        buckets,
        "aws_s3_bucket_server_side_encryption_configuration",
        "bucket-transactions_encryption",
      ).rule = [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }];
    },
  ],
  [
    "G8",
    "takes the key's policy away",
    (files) => {
      delete resource(files, buckets, "aws_kms_key").policy;
    },
  ],
  [
    "G10",
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
    "G10",
    "forgets the endpoint to STS",
    (files) => {
      delete files.get(network).resource.aws_vpc_endpoint.endpoints_sts;
    },
  ],
  [
    "G10",
    "does not attach the role's policies",
    (files) => {
      delete files.get(studio).resource.aws_iam_role_policy_attachment;
    },
  ],
  [
    "G11",
    "drops the denial of reading back",
    rolePolicy("walls", (document) => {
      document.Statement = document.Statement.filter((each: Loose) => !each.Sid.startsWith("DenyReadingBack"));
    }),
  ],
  [
    "G11",
    "lets invocations out of the denial",
    rolePolicy("walls", (document) => {
      for (const each of document.Statement)
        if (each.Sid.startsWith("DenyReadingBack"))
          each.Action = each.Action.filter((action: string) => !action.includes("InvokeEndpoint"));
    }),
  ],
  [
    "G11",
    "allows the whole internet",
    rolePolicy("walls", (document) => {
      for (const each of document.Statement)
        if (each.Sid.startsWith("DenyReadingBack"))
          each.Condition.NotIpAddress["aws:SourceIp"] = ["0.0.0.0/1", "128.0.0.0/1"];
    }),
  ],
  [
    "G12",
    "grants sharing of models",
    both(
      withoutWalls,
      rolePolicy("jobs", (document) => {
        document.Statement.push(allow("Share", { Action: "sagemaker:PutModelPackageGroupPolicy", Resource: "*" }));
      }),
    ),
  ],
  ["G12", "drops the denial of sharing", rolePolicy("walls", (document) => drop(document, "DenySharing"))],
  [
    "G12",
    "lets grants of the studio key go to anybody",
    rolePolicy("data", (document) => {
      delete statement(document, "LendStudioKeyToAws").Condition;
    }),
  ],
  ["G12", "allows remote access to spaces", rolePolicy("walls", (document) => drop(document, "DenyRemoteAccess"))],
  [
    "G2",
    "adds a role of the environment for a stranger",
    (files) =>
      add(files, studio, "aws_iam_role", "guest", {
        name: "enclave-staging-guest",
        assume_role_policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { AWS: "999999999999" }, Action: "sts:AssumeRole" }],
        }),
      }),
  ],
];

test.each(attacks)("%s fails when somebody %s", async (guarantee, _, attack) => {
  const [verdict] = await proveEdited(shipped("staging"), attack, { guarantees: [guarantee] });
  expect(verdict?.guarantee).toBe(guarantee);
  expect({ outcome: verdict?.outcome, undecided: verdict?.undecided }).toEqual({ outcome: "violated", undecided: [] });
  for (const { what, where, change } of verdict?.failures ?? []) {
    expect(what).not.toBe("");
    expect(where).toMatch(/^staging-[a-z0-9-]+ aws_\w+\./);
    expect(change).not.toBe("");
  }
});

/** Between accounts a bucket's policy must allow as well; in one account its denials stand alone. */
const onlyBucketPolicy =
  (edit: (document: Loose) => void): Attack =>
  (files) =>
    editPolicy(resource(files, "sandbox-buckets-solo", "aws_s3_bucket_policy", "bucket-data_policy"), edit);

const attacksInOneAccount: readonly (readonly [guarantee: string, what: string, attack: Attack])[] = [
  [
    "G1",
    "drops the denial of data outside the endpoint",
    onlyBucketPolicy((document) => drop(document, "DenyObjectsOutsideEndpoint")),
  ],
  [
    "G1",
    "turns the denial into one that an absent endpoint escapes",
    onlyBucketPolicy((document) => {
      const { Condition } = statement(document, "DenyObjectsOutsideEndpoint");
      Condition.StringNotEqualsIfExists = Condition.StringNotEquals;
      delete Condition.StringNotEquals;
      Condition.Null = { "aws:SourceVpce": "false" };
    }),
  ],
  [
    "G1",
    "exempts reading from the denial",
    onlyBucketPolicy((document) => exempt(statement(document, "DenyObjectsOutsideEndpoint"), "s3:GetObject*")),
  ],
  [
    "G1",
    "narrows the denial to one folder",
    onlyBucketPolicy((document) => {
      statement(document, "DenyObjectsOutsideEndpoint").Resource =
        "arn:aws:s3:::enclave-sandbox-solo-data-123456789012/private/*";
    }),
  ],
  [
    "G2",
    "lets every role of the environment at the data",
    onlyBucketPolicy((document) => {
      const { Condition } = statement(document, "DenyObjectsToOthers");
      Condition.ArnNotLike = { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/enclave-sandbox-*" };
      delete Condition.ArnNotEquals;
    }),
  ],
];

test.each(attacksInOneAccount)("in one account, %s fails when somebody %s", async (guarantee, _, attack) => {
  const [verdict] = await proveEdited(oneAccount(), attack, { guarantees: [guarantee] });
  expect({ outcome: verdict?.outcome, undecided: verdict?.undecided }).toEqual({ outcome: "violated", undecided: [] });
});

/** What nobody here understands is never a proof of anything. */
const riddles: readonly (readonly [what: string, attack: Attack, problem: RegExp])[] = [
  [
    "a resource type that may carry access",
    (files) => add(files, buckets, "aws_s3_access_point", "door", { bucket: "x", name: "door" }),
    /aws_s3_access_point/,
  ],
  ["a grant of a key", (files) => add(files, buckets, "aws_kms_grant", "grant", { key_id: "x" }), /aws_kms_grant/],
  [
    "an internet gateway",
    (files) => add(files, network, "aws_internet_gateway", "out", { vpc_id: "${aws_vpc.vpc.id}" }),
    /aws_internet_gateway/,
  ],
  [
    "an argument of a known type",
    (files) => {
      resource(files, studio, "aws_subnet").assign_ipv6_address_on_creation = true;
    },
    /assign_ipv6_address_on_creation/,
  ],
  [
    "changes that Terraform is told to ignore",
    (files) => {
      resource(files, buckets, "aws_s3_bucket_policy").lifecycle = { ignore_changes: ["policy"] };
    },
    /ignore_changes/,
  ],
  [
    "a command that Terraform runs",
    (files) => {
      resource(files, studio, "terraform_data").provisioner = [{ "local-exec": { command: "true" } }];
    },
    /provisioner/,
  ],
  [
    "a function in a template",
    (files) => {
      resource(files, studio, "aws_subnet").cidr_block = '${cidrsubnet("10.0.0.0/8", 8, 1)}';
    },
    /plain reference/,
  ],
  [
    "a reference to nothing",
    (files) => {
      resource(files, studio, "aws_vpc_endpoint").vpc_id = "${aws_vpc.nowhere.id}";
    },
    /refers to nothing/,
  ],
  [
    "a policy of elsewhere",
    (files) => {
      resource(files, studio, "aws_iam_role_policy_attachment", "walls-attachment").policy_arn =
        "arn:aws:iam::aws:policy/PowerUserAccess";
    },
    /PowerUserAccess/,
  ],
  [
    "an operator that IAM does not have",
    bucketPolicy((document) => {
      statement(document, "DenyObjectsOutsideEndpoint").Condition = { StringIsnt: { "aws:SourceVpce": "x" } };
    }),
    /StringIsnt/,
  ],
  [
    "a condition key that AWS does not have",
    bucketPolicy((document) => {
      statement(document, "DenyObjectsOutsideEndpoint").Condition.StringNotEquals = { "aws:SourceVpcEndpoint": "x" };
    }),
    /SourceVpcEndpoint/,
  ],
  [
    "access logs that go elsewhere",
    (files) => {
      resource(files, buckets, "aws_s3_bucket_logging").target_bucket = "somebody-elses-bucket";
    },
    /somebody-elses-bucket/,
  ],
  [
    "a second provider",
    (files) => {
      files.get(buckets).provider.aws.push({ alias: "other", region: "eu-west-1" });
    },
    /provider/,
  ],
  [
    "a module",
    (files) => {
      files.get(buckets).module = { more: { source: "./more" } };
    },
    /module/,
  ],
  [
    "another stack's state",
    (files) => {
      files.get(buckets).data.terraform_remote_state.studio.config.key = "elsewhere.tfstate";
    },
    /elsewhere|reads|Studio/,
  ],
];

test.each(riddles)("%s is not understood, and nothing is proved", async (_, attack, problem) => {
  const verdicts = await proveEdited(shipped("staging"), attack).catch((error: Error) => error);
  if (verdicts instanceof Error) {
    expect(verdicts.name).toBe("ModelError");
    expect(verdicts.message).toMatch(problem);
    return;
  }
  expect(verdicts.some(({ outcome }) => outcome === "not decidable")).toBe(true);
  expect(verdicts.flatMap(({ undecided }) => undecided).join("\n")).toMatch(problem);
});

test("AdministratorAccess on the role is seen through", async () => {
  const verdicts = await proveEdited(
    shipped("staging"),
    (files) => {
      resource(files, studio, "aws_iam_role_policy_attachment").policy_arn =
        "arn:aws:iam::aws:policy/AdministratorAccess";
    },
    { guarantees: ["G2", "G7", "G11", "G12"] },
  );
  expect(verdicts.flatMap(({ undecided }) => undecided)).toEqual([]);
  expect(verdicts.map(({ guarantee, outcome }) => [guarantee, outcome])).toEqual([
    ["G2", "violated"],
    ["G7", "violated"],
    ["G11", "violated"],
    ["G12", "violated"],
  ]);
}, 60_000);

test("a producer that nobody declared is named", async () => {
  const attack = bucketPolicy((document) => {
    const role = "arn:aws:iam::999999999999:role/export";
    const bucket = "arn:aws:s3:::enclave-staging-fraud-transactions-444444444444";
    for (const each of document.Statement) {
      if (!/^DenyObjects/.test(each.Sid)) continue;
      each.Condition.ArnNotEquals ??= { "aws:PrincipalArn": [] };
      const test = each.Condition.ArnNotEquals;
      test["aws:PrincipalArn"] = [test["aws:PrincipalArn"]].flat().concat(role);
    }
    const party = { ArnEquals: { "aws:PrincipalArn": role } };
    document.Statement.push(
      allow("AllowProducer1", {
        Principal: { AWS: "999999999999" },
        Action: ["s3:PutObject"],
        Resource: `${bucket}/in/*`,
        Condition: party,
      }),
      {
        Effect: "Deny",
        Principal: "*",
        NotAction: ["s3:PutObject"],
        Resource: [bucket, `${bucket}/*`],
        Condition: party,
      },
      { Effect: "Deny", Principal: "*", Action: ["s3:PutObject"], NotResource: `${bucket}/in/*`, Condition: party },
      {
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:PutObject"],
        Resource: `${bucket}/*`,
        Condition: { ...party, StringNotEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" } },
      },
    );
  });
  const [held] = await proveEdited(shipped("staging"), attack, { guarantees: ["G1"] });
  expect(held?.failures.map(({ what }) => what).join()).toMatch(/role\/export.*does not declare/);
  // From the stacks alone it cannot be told from a declared one: it is listed by name.
  const [alone] = await proveEdited(shipped("staging"), attack, { guarantees: ["G1"], withoutConfiguration: true });
  expect(alone?.outcome).toBe("proved");
  expect(alone?.exceptions.join()).toMatch(/producer arn:aws:iam::999999999999:role\/export/);
});
