/** Rights that reach people, outsiders and roles by ways that no guarantee names at first sight. */
import { add, complaints, document } from "../complaints";
import { type Attack, editPolicy, type Loose, oneAccount, resource, shipped, statement } from "../stacks";
import { bucketPolicy, buckets, dataKey, network, peoplePolicy, rolePolicy, spareRole, studio } from "./edits";

const withoutDenials = (policy: Loose): void => {
  policy.Statement = policy.Statement.filter(({ Effect }: Loose) => Effect === "Allow");
};
const spare = (key: string, ranges: readonly string[]): Attack =>
  rolePolicy("walls", (policy) => {
    for (const { Sid, Condition } of policy.Statement) {
      const test = Condition?.NotIpAddress;
      if (Sid.startsWith("DenyReadingBack") && test?.[key]) test[key] = [...test[key], ...ranges];
    }
  });

const attacks: readonly (readonly [guarantee: string, what: string, attack: Attack, problem: RegExp])[] = [
  [
    "G6",
    "people who open Studio from anywhere by a wildcard",
    peoplePolicy((policy) => {
      withoutDenials(policy);
      statement(policy, "OpenStudio").Action = "sagemaker:CreatePresigned*";
    }),
    /opens fraud's Studio/,
  ],
  [
    "G6",
    "a denial for users that spares roles",
    peoplePolicy((policy) => {
      for (const each of policy.Statement) {
        if (each.Effect === "Deny")
          each.Condition = {
            ...each.Condition,
            ArnLike: { "aws:PrincipalArn": "arn:aws:iam::333333333333:user/*" },
          };
      }
    }),
    /opens fraud's Studio/,
  ],
  [
    "G6",
    "a denial that spares profiles by a pattern of their domain's id",
    peoplePolicy((policy) => {
      for (const each of policy.Statement) {
        if (each.Effect !== "Deny") continue;
        delete each.Resource;
        each.NotResource = "arn:aws:sagemaker:eu-west-1:333333333333:user-profile/d-????????????/*";
      }
    }),
    /opens fraud's Studio/,
  ],
  [
    "G6",
    "people who may do more than open Studio",
    peoplePolicy((policy) =>
      policy.Statement.push({ Sid: "Connect", Effect: "Allow", Action: "sagemaker:StartSession", Resource: "*" }),
    ),
    /more than open/,
  ],
  [
    "G6",
    "a policy for people that is the role's instead",
    (files) => {
      peoplePolicy(withoutDenials)(files);
      add(files, studio, "aws_iam_role_policy_attachment", "people", {
        role: "${aws_iam_role.execution-role.name}",
        policy_arn: "${aws_iam_policy.people-access.arn}",
      });
    },
    /policy for people/,
  ],
  ["G11", "every address of the newer kind", spare("aws:SourceIp", ["::/0"]), /::\/0|reads something back/],
  [
    "G11",
    "a private network that nobody declared",
    spare("aws:VpcSourceIp", ["172.16.0.0/12"]),
    /reads something back/,
  ],
  [
    "G2",
    "reading of a bucket that is not the team's, from anywhere",
    rolePolicy("data", (policy) =>
      policy.Statement.push({
        Sid: "More",
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::enclave-exports/*",
      }),
    ),
    /not its team's/,
  ],
  [
    "G2",
    "a grant in a service that no guarantee looks at",
    rolePolicy("data", (policy) =>
      policy.Statement.push({ Sid: "More", Effect: "Allow", Action: "sns:Publish", Resource: "*" }),
    ),
    /not its team's/,
  ],
  [
    "G2",
    "a role for a service that reads every team's logs",
    (files) => {
      add(files, network, "aws_iam_role", "helper", {
        name: "enclave-staging-helper",
        assume_role_policy: document({
          Effect: "Allow",
          Principal: { Service: "lambda.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": "333333333333" } },
        }),
      });
      add(files, network, "aws_iam_role_policy", "helper", {
        name: "logs",
        role: "${aws_iam_role.helper.name}",
        policy: document({ Effect: "Allow", Action: ["logs:GetLogEvents", "iam:PutRolePolicy"], Resource: "*" }),
      });
    },
    /no team's/,
  ],
  [
    "G2",
    "two inline policies of one name, of which AWS keeps the last",
    (files) => {
      const { policy } = resource(files, studio, "aws_iam_policy", "_walls");
      const inline = { name: "walls", role: "${aws_iam_role.execution-role.name}" };
      add(files, studio, "aws_iam_role_policy", "walls", { ...inline, policy });
      add(files, studio, "aws_iam_role_policy", "nothing", {
        ...inline,
        policy: document({ Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" }),
      });
    },
    /second inline policy/,
  ],
  [
    "G6",
    "a policy for people in a stack where nobody looks for one",
    (files) =>
      add(files, network, "aws_iam_policy", "people", {
        name: "enclave-staging-people",
        policy: document({ Effect: "Allow", Action: "sagemaker:*", Resource: "*" }),
      }),
    /does not belong/,
  ],
  [
    "G8",
    "a key that opens by an alias which another stack may give it",
    dataKey((policy) =>
      policy.Statement.push({
        Effect: "Allow",
        Principal: { AWS: "444444444444" },
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/back-door" } },
      }),
    ),
    /data key serves somebody else/,
  ],
  [
    "G8",
    "objects put under another key after they were written",
    (files) => {
      const grant = (policy: Loose, sid: string) => {
        statement(policy, sid).Action.push("s3:UpdateObjectEncryption");
      };
      bucketPolicy((policy) => grant(policy, "AllowTeam"))(files);
      rolePolicy("data", (policy) => grant(policy, "OwnObjects"))(files);
    },
    /under a key other/,
  ],
  [
    "G1",
    "access lists on the bucket of access logs",
    (files) => {
      resource(files, buckets, "aws_s3_bucket_ownership_controls", "access-logs_ownership").rule = {
        object_ownership: "ObjectWriter",
      };
    },
    /access control lists/,
  ],
];

test.each(attacks)("%s refuses %s", async (guarantee, _, attack, problem) => {
  expect(await complaints(shipped("staging"), attack, { guarantees: [guarantee] })).toMatch(problem);
});

const alone = { withoutConfiguration: true } as const;

test("from the stacks alone, G11 refuses every address of the newer kind", async () => {
  const attack = spare("aws:SourceIp", ["::/0"]);
  expect(await complaints(shipped("staging"), attack, { ...alone, guarantees: ["G11"] })).toMatch(/::\/0/);
});

test("from the stacks alone, G11 refuses the internet in pieces", async () => {
  const attack = spare(
    "aws:SourceIp",
    Array.from({ length: 224 }, (_, first) => `${first}.0.0.0/8`),
  );
  expect(await complaints(shipped("staging"), attack, { ...alone, guarantees: ["G11"] })).toMatch(/wider than four/);
});

test("from the stacks alone, G2 refuses another team's role as a reader", async () => {
  const attack = bucketPolicy((policy) => {
    const name = "arn:aws:iam::333333333333:role/enclave-staging-research-execution";
    const bucket = "arn:aws:s3:::enclave-staging-fraud-transactions-444444444444";
    spareRole(name)(policy);
    const party = { ArnEquals: { "aws:PrincipalArn": name } };
    const deny = { Effect: "Deny", Principal: "*" };
    policy.Statement.push(
      {
        Effect: "Allow",
        Principal: { AWS: "333333333333" },
        Action: "s3:GetObject",
        Resource: `${bucket}/*`,
        Condition: party,
      },
      { ...deny, NotAction: "s3:GetObject", Resource: [bucket, `${bucket}/*`], Condition: party },
      {
        ...deny,
        Action: "s3:GetObject",
        Resource: `${bucket}/*`,
        Condition: { ...party, NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
      },
    );
  });
  expect(await complaints(shipped("staging"), attack, { ...alone, guarantees: ["G2"] })).toMatch(
    /somebody other than fraud's role/,
  );
});

test("in one account, G2 refuses a denial that forgets sessions of federated users", async () => {
  const attack: Attack = (files) =>
    editPolicy(resource(files, "sandbox-buckets-solo", "aws_s3_bucket_policy", "bucket-data_policy"), (policy) => {
      statement(policy, "DenyObjectsToOthers").Condition.ArnLike = { "aws:PrincipalArn": "arn:aws:iam::*:*" };
    });
  expect(await complaints(oneAccount(), attack, { guarantees: ["G2"] })).toMatch(/somebody other than solo's role/);
});

test("from the stacks alone, G1 refuses the whole internet as a reader's network", async () => {
  const attack: Attack = (files) => {
    const text = JSON.stringify(files.get("prod-buckets-fraud"));
    const ranges = /aws:SourceIp\\":\[?\\"[\d./]+\\"/g;
    expect(text).toMatch(ranges);
    (files as Map<string, Loose>).set(
      "prod-buckets-fraud",
      JSON.parse(text.replaceAll(ranges, (found) => found.replace(/\d[\d./]+/, "0.0.0.0/0"))),
    );
  };
  expect(await complaints(shipped("prod"), attack, { ...alone, guarantees: ["G1"] })).toMatch(
    /without passing fraud's endpoint/,
  );
});

test.each([
  ["missing", "prod-networking", undefined],
  ["another than the configuration declares", "prod-studio-fraud", "arn:aws:iam::333333333333:policy/other"],
])("a role whose permissions boundary is %s is noticed (%s)", async (_, stack, other) => {
  const attack: Attack = (files) => {
    resource(files, stack, "aws_iam_role", "role").permissions_boundary = other;
  };
  expect(await complaints(shipped("prod"), attack, { guarantees: ["G12"] })).toMatch(
    /^the stacks say permissions boundary (none|\S+policy\/other), which the configuration does not declare/,
  );
});

test("environments of one account do not own each other's objects by name", async () => {
  const attack: Attack = (files) => {
    const rename = (text: string) =>
      text
        .replaceAll("staging-networking", "staging-fraud-networking")
        .replaceAll(/staging-(studio|buckets)-research/g, "staging-fraud-$1-research")
        .replaceAll("staging-research", "staging-fraud-research");
    const copies = files as Map<string, Loose>;
    for (const name of [network, "staging-studio-research", "staging-buckets-research"]) {
      copies.set(rename(name), JSON.parse(rename(JSON.stringify(files.get(name)))));
    }
    copies.delete("staging-studio-research");
    copies.delete("staging-buckets-research");
  };
  expect(await complaints(shipped("staging"), attack, { ...alone, guarantees: ["G2"] })).toMatch(/named alike/);
});
