/** A recorded call becomes the requests that AWS asks policies about. */
import { conditionKeysOf } from "../../../isolation/decide/catalogue";
import { collectedIn } from "../../../isolation/recorded/collected";
import { withGitCalls } from "../../../isolation/recorded/git-requests";
import { asAwsHasThem } from "../../../isolation/recorded/made-up-arns";
import { madeWith } from "../../../isolation/recorded/made-with";
import type { RecordedCall } from "../../../isolation/recorded/recording";
import { type IamRequest, requestsOf } from "../../../isolation/recorded/requests-of-call";
import { withSpaces } from "../../../isolation/recorded/spaces";
import { person } from "../../../notebooks/harness/person";
import { modes } from "../../../notebooks/harness/recordings";

const { names } = madeWith;
if (!names) throw new Error("nothing says what the recordings of mode names were made with");

const asked = (service: string, operation: string, parameters: RecordedCall["parameters"], headers = {}) =>
  requestsOf({ service, operation, host: "a.host", parameters, headers }, { ...names, sender: "session" });
const brief = (requests: readonly IamRequest[]) => requests.map(({ action, resource }) => [action, resource]);
const arn = (service: string, resource: string) => `arn:aws:${service}:eu-central-1:111111111111:${resource}`;

test.each(modes)("the ids that are replaced are those of the person whose day was recorded (%s)", (mode) => {
  const { settings, metadata } = person(mode);
  expect(madeWith[mode]).toMatchObject({
    account: settings.account,
    region: settings.region,
    domain: settings.domain,
    subnets: settings.subnets,
    securityGroup: settings.securityGroup,
    role: settings.role,
    bucket: settings.bucket,
    studioKey: settings.studioKey,
    dataKey: settings.dataKey,
    profile: metadata.UserProfileName,
  });
});

test.each(modes)(
  "every recorded call is mapped, and says nothing under a key that AWS does not list for its action (%s)",
  (mode) => {
    const kinds = collectedIn(mode)?.kinds ?? [];
    expect(kinds.length).toBeGreaterThan(300);
    const unlisted = kinds.flatMap(({ request: { action, context } }) =>
      Object.keys(context)
        .map((key) => key.toLowerCase().replace(/^aws:requesttag\/.*/, "aws:requesttag/${tagkey}"))
        // Studio's session carries it, whatever it calls.
        .filter((key) => key !== "sagemaker:userprofilename" && !conditionKeysOf(action).has(key))
        .map((key) => `${action} ${key}`),
    );
    expect([...new Set(unlisted)]).toEqual([]);
  },
);

test("a call on an app says whose space it is in and how that is shared, as the call that made the space did", () => {
  const made = {
    DomainId: names.domain,
    SpaceName: "own",
    OwnershipSettings: { OwnerUserProfileName: names.profile },
    SpaceSharingSettings: { SharingType: "Private" },
  };
  const call = (operation: string, parameters: RecordedCall["parameters"]) => ({
    service: "sagemaker",
    operation,
    host: "api.sagemaker.eu-central-1.amazonaws.com",
    parameters,
  });
  const image = `arn:aws:sagemaker:eu-central-1:${names.account}:image/${names.image}`;
  const app = { DomainId: names.domain, SpaceName: "own", AppType: "JupyterLab", AppName: "default" };
  const calls = withSpaces([
    call("CreateSpace", made),
    call("CreateApp", { ...app, ResourceSpec: { SageMakerImageArn: image } }),
    call("CreateApp", { ...app, SpaceName: "of-somebody" }),
  ]);
  const [, [started] = [], [unknown] = []] = calls.map((each) => requestsOf(each, { ...names, sender: "session" }));
  expect(started?.resource).toBe(
    `arn:aws:sagemaker:eu-central-1:${names.account}:app/${names.domain}/own/JupyterLab/default`,
  );
  expect(started?.context).toMatchObject({
    "sagemaker:ImageArns": [image],
    "sagemaker:OwnerUserProfileArn": `arn:aws:sagemaker:eu-central-1:${names.account}:user-profile/${names.domain}/${names.profile}`,
    "sagemaker:SpaceSharingType": "Private",
  });
  expect(Object.keys(unknown?.context ?? {})).not.toContain("sagemaker:OwnerUserProfileArn");
});

test("an operation that no table maps is an error", () => {
  expect(() => asked("sagemaker", "CreateSomethingNew", {})).toThrow("no IAM action is known for it");
});

test("a call whose parameters do not show its resource is an error", () => {
  expect(() => asked("sagemaker", "DescribeTrainingJob", {})).toThrow("say in isolation/recorded/resources.ts");
});

test("a training job says network, keys and instance types, lends its role and tags what it makes", () => {
  const [create, ...others] = asked("sagemaker", "CreateTrainingJob", {
    TrainingJobName: "one",
    RoleArn: names.role,
    ResourceConfig: { InstanceType: "ml.m5.large", VolumeKmsKeyId: names.studioKey },
    OutputDataConfig: { KmsKeyId: names.dataKey },
    VpcConfig: { Subnets: names.subnets, SecurityGroupIds: [names.securityGroup] },
    Tags: [{ Key: "project", Value: "churn" }],
  });
  expect(create).toMatchObject({
    action: "sagemaker:CreateTrainingJob",
    resource: arn("sagemaker", "training-job/one"),
    context: {
      "sagemaker:VpcSubnets": names.subnets,
      "sagemaker:VpcSecurityGroupIds": [names.securityGroup],
      "sagemaker:VolumeKmsKeyArn": names.studioKey,
      "sagemaker:OutputKmsKeyArn": names.dataKey,
      "sagemaker:InstanceTypes": ["ml.m5.large"],
      "aws:RequestTag/project": "churn",
    },
  });
  expect(brief(others)).toEqual([
    ["sagemaker:AddTags", arn("sagemaker", "training-job/one")],
    ["iam:PassRole", names.role],
  ]);
  expect(others[0]?.context["sagemaker:TaggingAction"]).toBe("CreateTrainingJob");
});

test("a key that the call does not name is told to be absent, not left open", () => {
  const [create] = asked("sagemaker", "CreateModel", { ModelName: "one" });
  expect(create?.context).toHaveProperty("sagemaker:VpcSubnets", undefined);
});

test("an endpoint is asked for with its configuration, which names the keys and models of its variants", () => {
  expect(brief(asked("sagemaker", "CreateEndpoint", { EndpointName: "one", EndpointConfigName: "two" }))).toEqual([
    ["sagemaker:CreateEndpoint", arn("sagemaker", "endpoint/one")],
    ["sagemaker:CreateEndpoint", arn("sagemaker", "endpoint-config/two")],
  ]);
  const [config] = asked("sagemaker", "CreateEndpointConfig", {
    EndpointConfigName: "two",
    KmsKeyId: names.studioKey,
    ProductionVariants: [{ ModelName: "a" }, { ModelName: "b" }],
    DataCaptureConfig: { KmsKeyId: "another" },
  });
  expect(config?.context).toMatchObject({
    "sagemaker:VolumeKmsKeyArn": names.studioKey,
    "sagemaker:ModelArn": [arn("sagemaker", "model/a"), arn("sagemaker", "model/b")],
  });
});

test("S3: listing, heads, copies, several deletions and headers", () => {
  const bucket = { Bucket: "b" };
  expect(brief(asked("s3", "ListObjectsV2", bucket))).toEqual([["s3:ListBucket", "arn:aws:s3:::b"]]);
  expect(brief(asked("s3", "HeadObject", { ...bucket, Key: "k" }))).toEqual([["s3:GetObject", "arn:aws:s3:::b/k"]]);
  expect(brief(asked("s3", "CopyObject", { ...bucket, Key: "k", CopySource: { Bucket: "a", Key: "x" } }))).toEqual([
    ["s3:PutObject", "arn:aws:s3:::b/k"],
    ["s3:GetObject", "arn:aws:s3:::a/x"],
  ]);
  expect(brief(asked("s3", "DeleteObjects", { ...bucket, Delete: { Objects: [{ Key: "k" }, { Key: "l" }] } }))).toEqual(
    [
      ["s3:DeleteObject", "arn:aws:s3:::b/k"],
      ["s3:DeleteObject", "arn:aws:s3:::b/l"],
    ],
  );
  const [put] = asked("s3", "PutObject", { ...bucket, Key: "k" }, { "x-amz-server-side-encryption": "aws:kms" });
  expect(put?.context).toEqual({ "s3:x-amz-server-side-encryption": "aws:kms" });
});

test("other services: a hub of AWS's, a scalable target's endpoint, a token of CodeArtifact's owner", () => {
  const hub = { HubName: "SageMakerPublicHub", HubContentType: "Model", HubContentName: "x" };
  expect(brief(asked("sagemaker", "DescribeHubContent", hub))).toContainEqual([
    "sagemaker:DescribeHubContent",
    "arn:aws:sagemaker:eu-central-1:aws:hub-content/SageMakerPublicHub/Model/x",
  ]);
  const target = { ServiceNamespace: "sagemaker", ResourceId: "endpoint/e/variant/v" };
  expect(brief(asked("application-autoscaling", "RegisterScalableTarget", target))).toContainEqual([
    "sagemaker:DescribeEndpoint",
    arn("sagemaker", "endpoint/e"),
  ]);
  expect(brief(asked("codeartifact", "GetAuthorizationToken", { domain: "d", domainOwner: "333333333333" }))).toEqual([
    ["codeartifact:GetAuthorizationToken", "arn:aws:codeartifact:eu-central-1:333333333333:domain/d"],
    ["sts:GetServiceBearerToken", "*"],
    ["sts:GetServiceBearerToken", "*"],
  ]);
});

test("a scaling policy has the ARN that AWS gives it, which an alarm may call, not the one that the stand-in made up", () => {
  const { region, account } = names;
  const AlarmActions = [`arn:aws:application-autoscaling:${region}:${account}:policy/scale-out`];
  const [alarm] = asked("cloudwatch", "PutMetricAlarm", asAwsHasThem({ AlarmName: "high", AlarmActions }, account));
  expect(alarm?.context["cloudwatch:AlarmActions"]).toEqual([
    expect.stringMatching(
      /^arn:aws:autoscaling:eu-central-1:111111111111:scalingPolicy:[0-9a-f-]{36}:resource\/sagemaker\/.+:policyName\/scale-out$/,
    ),
  ]);
});

test("what git sends to CodeCommit is GitPull of a fetch, GitPush of a push, and an error where it is something else", () => {
  const sent = (operation: string, parameters = {}) =>
    withGitCalls([{ service: "codecommit", operation, host: "a.host", parameters }]).flatMap(
      ({ operation, parameters }) => brief(asked("codecommit", operation, parameters)),
    );
  const repository = arn("codecommit", "dev-research-code");
  const at = (what: string) => `/v1/repos/dev-research-code/${what}`;
  const pull = [["codecommit:GitPull", repository]];
  const push = [["codecommit:GitPush", repository]];
  expect(sent(`GET ${at("info/refs")}`, { service: "git-upload-pack" })).toEqual(pull);
  expect(sent(`POST ${at("git-upload-pack")}`)).toEqual(pull);
  expect(sent(`GET ${at("info/refs")}`, { service: "git-receive-pack" })).toEqual(push);
  expect(sent(`POST ${at("git-receive-pack")}`)).toEqual(push);
  for (const other of [`GET ${at("info/refs")}`, `POST ${at("git-upload-archive")}`, "GET /v1/repos/"])
    expect(() => sent(other)).toThrow("isolation/recorded/git-requests.ts");
});
