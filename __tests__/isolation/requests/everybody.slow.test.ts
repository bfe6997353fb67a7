/** Each of a team must be able to work: every profile, every address and subnet, every kind of job. What G10 asks of one is asked of all. */
import { bucketPolicy, network, peoplePolicy, rolePolicy, studio, studioKey, trust } from "../attacks/edits";
import { type Attack, type Loose, policyOf, proveEdited, shipped } from "../stacks";

const denial = (Condition: Loose, more: Loose = {}) => ({
  Sid: "More",
  Effect: "Deny",
  Action: "*",
  Resource: "*",
  ...(Condition && { Condition }),
  ...more,
});
const add = (statement: Loose) => (document: Loose) => {
  document.Statement.push(statement);
};
const toAll = { Principal: "*" };
const noResource = { Principal: "*", Resource: undefined, Action: "sts:AssumeRole" };

const ofEnvironment = (name: string) => async (attack: Attack) => {
  const [verdict] = await proveEdited(shipped(name), attack, { guarantees: ["G10"] });
  if (!verdict) throw new Error("no verdict");
  const { outcome, failures, undecided } = verdict;
  return { outcome, said: [...failures.map(({ what }) => what), ...undecided].join("\n") };
};
const ofStaging = ofEnvironment("staging");

const subnetsOf = (files: Parameters<Attack>[0]): [string, Loose][] =>
  Object.entries(files.get(studio).resource.aws_subnet);

describe("a denial that strikes some of the team", () => {
  test.each<[string, Attack, RegExp]>([
    [
      "the addresses of its second subnet",
      (files) => {
        const cidr = subnetsOf(files)[1]?.[1].cidr_block;
        bucketPolicy(add(denial({ IpAddress: { "aws:VpcSourceIp": cidr } }, toAll)))(files);
      },
      /cannot read from/,
    ],
    [
      "some addresses of its first subnet",
      bucketPolicy(add(denial({ IpAddress: { "aws:VpcSourceIp": "10.1.129.0/25" } }, toAll))),
      /cannot read from/,
    ],
    [
      "some addresses, at an interface endpoint",
      policyOf(
        network,
        "aws_vpc_endpoint",
        "sagemaker-api",
        add(denial({ NotIpAddress: { "aws:VpcSourceIp": "10.1.128.0/24" } }, toAll)),
      ),
      /cannot start JupyterLab as grace in a private space/,
    ],
    [
      "its second subnet, where jobs make interfaces",
      (files) => {
        const name = subnetsOf(files)[1]?.[0];
        const subnet = `arn:aws:ec2:*:*:subnet/\${aws_subnet.${name}.id}`;
        rolePolicy("walls", add(denial(undefined, { Action: "ec2:*", Resource: subnet })))(files);
      },
      /cannot have SageMaker put a job into its subnets/,
    ],
    [
      "its second profile, by its name",
      rolePolicy("walls", add(denial({ StringEquals: { "sagemaker:UserProfileName": "katherine" } }))),
      /cannot open Studio as katherine/,
    ],
    [
      "its second profile, as the owner of a space",
      rolePolicy(
        "walls",
        add(denial({ ArnLike: { "sagemaker:OwnerUserProfileArn": "arn:aws:sagemaker:*:*:user-profile/*/katherine" } })),
      ),
      /cannot make a private space of katherine[\s\S]*cannot start CodeEditor as katherine in a private space/,
    ],
    [
      "people who open its second profile",
      peoplePolicy(add(denial(undefined, { Resource: "arn:aws:sagemaker:*:*:user-profile/*/katherine" }))),
      /cannot let people open Studio from .* for katherine/,
    ],
    [
      "people in a part of their network",
      peoplePolicy(add(denial({ IpAddress: { "aws:SourceIp": "203.0.113.128/25" } }))),
      /cannot let people open Studio from 203\.0\.113\.0\/24/,
    ],
    [
      "jobs of every kind, for which SageMaker becomes the role",
      trust(add(denial({ ArnLike: { "aws:SourceArn": "arn:aws:sagemaker:*:*:*-job/*" } }, noResource))),
      /training-job[\s\S]*processing-job[\s\S]*transform-job/,
    ],
  ])("%s: violated", async (_, attack, what) => {
    const { outcome, said } = await ofStaging(attack);
    expect(said).toMatch(what);
    expect(outcome).toBe("violated");
  });

  test("a denial of addresses that nobody of the team has, and of profiles that are not there, strikes nothing", async () => {
    const { outcome, said } = await ofStaging((files) => {
      bucketPolicy(add(denial({ IpAddress: { "aws:VpcSourceIp": "10.1.200.0/24" } }, toAll)))(files);
      rolePolicy(
        "walls",
        add(denial({ StringEquals: { "sagemaker:UserProfileName": "alan" } }, { Action: "sagemaker:CreateSpace" })),
      )(files);
      peoplePolicy(add(denial({ IpAddress: { "aws:SourceIp": "198.51.100.0/24" } })))(files);
    });
    expect([outcome, said]).toEqual(["proved", ""]);
  });
});

describe("a denial of one call that the others are nothing without", () => {
  test.each([
    ["ecr:BatchCheckLayerAvailability", /cannot pull an image of AWS/],
    ["ecr:GetDownloadUrlForLayer", /cannot pull an image of its account/],
    ["logs:CreateLogGroup", /cannot make the log group of a training job/],
    ["logs:CreateLogStream", /cannot write logs of grace[\s\S]*cannot write the logs of a training job/],
    ["logs:DescribeLogStreams", /cannot find the logs of a training job/],
    ["sagemaker:AddTags", /cannot have Studio tag what it makes \(CreateApp\)[\s\S]*SDKs tag its training job/],
    ["sagemaker:DescribeApp", /cannot see in Studio's pages/],
    ["sagemaker:DescribeDomain", /cannot see in Studio's pages/],
    ["sagemaker:DescribeSpace", /cannot see in Studio's pages/],
    ["sagemaker:DescribeUserProfile", /cannot see the profile of grace/],
    ["sagemaker:ListApps", /cannot see in Studio's pages/],
    ["sagemaker:ListSpaces", /cannot see in Studio's pages/],
  ])("%s: violated", async (Action, what) => {
    const { outcome, said } = await ofStaging(rolePolicy("walls", add(denial(undefined, { Action }))));
    expect(said).toMatch(what);
    expect(outcome).toBe("violated");
  });

  test("a denial on the tagging that Studio does strikes its spaces and apps", async () => {
    const created = { StringEquals: { "sagemaker:TaggingAction": ["CreateSpace", "CreateApp"] } };
    const { said } = await ofStaging(rolePolicy("walls", add(denial(created))));
    expect(said).toMatch(/tag what it makes \(CreateSpace\)[\s\S]*tag what it makes \(CreateApp\)/);
  });

  test("Studio's pages are opened from each subnet", async () => {
    const second = denial({ IpAddress: { "aws:VpcSourceIp": "10.1.130.0/23" } }, toAll);
    const { said } = await ofStaging(policyOf(network, "aws_vpc_endpoint", "_studio", add(second)));
    expect(said).toMatch(/fraud cannot use Studio's pages \(CreateApp\)/);
  });
});

describe("what only some requests have", () => {
  test.each<[string, Attack, RegExp]>([
    [
      "a tag of an object that equals a policy variable",
      bucketPolicy(add(denial({ StringEquals: { "s3:ExistingObjectTag/owner": "$${aws:PrincipalAccount}" } }, toAll))),
      /depends on s3:ExistingObjectTag\/owner/,
    ],
    [
      "a tag of an object that must equal a policy variable",
      bucketPolicy(
        add(denial({ StringNotEquals: { "s3:ExistingObjectTag/owner": "$${aws:PrincipalAccount}" } }, toAll)),
      ),
      /depends on s3:ExistingObjectTag\/owner/,
    ],
    [
      "a prefix that begins with a policy variable",
      bucketPolicy(add(denial({ StringLike: { "s3:prefix": "$${aws:PrincipalAccount}/*" } }, toAll))),
      /depends on s3:prefix/,
    ],
    [
      "the service that lends the key of volumes",
      studioKey(add(denial({ StringLike: { "kms:ViaService": "sagemaker.*" } }, toAll))),
      /lend the key of its volumes .* depends on kms:ViaService/,
    ],
    [
      "whether a service lends the key of volumes in the caller's name",
      studioKey(add(denial({ Bool: { "aws:ViaAWSService": "true" } }, toAll))),
      /lend the key of its volumes .* depends on aws:ViaAWSService/,
    ],
  ])("%s: not decidable", async (_, attack, what) => {
    const { outcome, said } = await ofStaging(attack);
    expect(said).toMatch(what);
    expect(outcome).toBe("not decidable");
  });

  // Of a time that is compared as text nobody knows until when the verdict holds.
  test.each([
    ["aws:CurrentTime", "2027*"],
    ["aws:EpochTime", "18*"],
    ["aws:TokenIssueTime", "2027*"],
  ])("%s, compared as text: not understood", async (key, value) => {
    const { outcome, said } = await ofStaging(rolePolicy("walls", add(denial({ StringLike: { [key]: value } }))));
    expect(said).toContain(`compares the time "${key}" as text`);
    expect(outcome).toBe("not decidable");
  });
});

describe("a declared producer that comes through an endpoint elsewhere", () => {
  const ofProd = ofEnvironment("prod");
  const denying = (Condition: Loose) =>
    policyOf(
      "prod-buckets-fraud",
      "aws_s3_bucket_policy",
      "bucket-transactions_policy",
      add(denial({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/payments-export" }, ...Condition }, toAll)),
    );

  test.each(["aws:SourceVpc", "aws:VpcSourceIp"])("always has %s", async (key) => {
    const { outcome, said } = await ofProd(denying({ Null: { [key]: "false" } }));
    expect(said).toMatch(/cannot let producer .*payments-export call s3:PutObject/);
    expect(outcome).toBe("violated");
  });

  test.each([
    ["aws:SourceVpc", { StringNotEquals: { "aws:SourceVpc": "vpc-0a1b2c3d4e5f60718" } }],
    ["aws:VpcSourceIp", { IpAddress: { "aws:VpcSourceIp": "10.0.0.0/8" } }],
  ])("may have any %s: not decidable", async (key, condition) => {
    const { outcome, said } = await ofProd(denying(condition));
    expect(said).toMatch(new RegExp(`depends on ${key}: of an endpoint elsewhere`));
    expect(outcome).toBe("not decidable");
  });

  test("and a reader at every address of its network", async () => {
    const { outcome, said } = await ofProd(
      policyOf(
        "prod-buckets-fraud",
        "aws_s3_bucket_policy",
        "bucket-transactions_policy",
        add(denial({ IpAddress: { "aws:SourceIp": "198.51.100.96/27" } }, { ...toAll, Action: "s3:GetObject" })),
      ),
    );
    expect(said).toMatch(/cannot let reader .*regulator-report call s3:GetObject/);
    expect(outcome).toBe("violated");
  });
});
