/** A recorded request meets the policies, endpoints and names of a shipped environment. */

import { declaredBy } from "../../../isolation/declared";
import type { Facts } from "../../../isolation/facts/facts";
import { factsOf } from "../../../isolation/facts/facts";
import { unexplainedOf } from "../../../isolation/guarantees/team-can-work/recorded";
import { readEnvironments } from "../../../isolation/model";
import { collect } from "../../../isolation/recorded/collected";
import { decide } from "../../../isolation/recorded/decided";
import { explanationOf } from "../../../isolation/recorded/explained";
import { madeWith } from "../../../isolation/recorded/made-with";
import type { RecordedCall } from "../../../isolation/recorded/recording";
import { type Synthesized, synthesizeOne } from "../../support/environments";
import { type Attack, edit, shipped } from "../stacks";

const { names } = madeWith;
if (!names) throw new Error("nothing says what the recordings of mode names were made with");

const factsIn = (environment: string, attack?: Attack): Facts => factsOfSynthesized(shipped(environment), attack);

function factsOfSynthesized(synthesized: Synthesized, attack: Attack = () => undefined): Facts {
  const [outline] = readEnvironments(edit(synthesized, attack)).environments;
  if (!outline) throw new Error(`no stacks of ${synthesized.environment.name}`);
  return factsOf(outline.model(), declaredBy(synthesized.environment));
}

const eu = "eu-central-1.amazonaws.com";
const call = (
  service: string,
  operation: string,
  host: string,
  parameters: RecordedCall["parameters"],
  headers = {},
) => ({
  service,
  operation,
  host: `${host}.${eu}`,
  parameters,
  headers,
});
const recorded = (...requests: RecordedCall[]) =>
  collect([{ name: "v/example.json", ended: "finished", requests }], names);

const job = {
  TrainingJobName: "dev-research-churn",
  RoleArn: names.role,
  ResourceConfig: { InstanceType: "ml.m5.large", VolumeKmsKeyId: names.studioKey },
  OutputDataConfig: { KmsKeyId: names.dataKey },
  VpcConfig: { Subnets: names.subnets, SecurityGroupIds: [names.securityGroup] },
};
const train = (parameters: RecordedCall["parameters"]) =>
  call("sagemaker", "CreateTrainingJob", "api.sagemaker", { ...job, ...parameters });
const put = (bucket: string, headers = {}) =>
  call("s3", "PutObject", `${bucket}.s3`, { Bucket: bucket, Key: "data/one.csv" }, headers);

const outcomes = (facts: Facts, requests: ReturnType<typeof recorded>) =>
  facts.teams.map((team) => [...new Set(decide(facts, team, requests).map(({ verdict }) => verdict.outcome))]);

describe.each(["dev", "prod"])("%s", (environment) => {
  const facts = factsIn(environment);

  test("a job inside the walls passes for every team, with the ids that the team has here", () => {
    expect(outcomes(facts, recorded(train({})))).toEqual(facts.teams.map(() => ["passes"]));
  });

  test("a job without a network is refused by name of what it lacks", () => {
    const [team] = facts.teams;
    if (!team) throw new Error("no team");
    const [create] = decide(facts, team, recorded(train({ VpcConfig: undefined })));
    expect(create?.verdict).toMatchObject({
      outcome: "refused",
      lacks: expect.arrayContaining(["sagemaker:VpcSubnets"]),
    });
  });

  test("a write into the own bucket passes, under the bucket's key and by its name", () => {
    const key = {
      "x-amz-server-side-encryption": "aws:kms",
      "x-amz-server-side-encryption-aws-kms-key-id": names.dataKey,
    };
    expect(outcomes(facts, recorded(put(names.bucket), put(names.bucket, key)))).toEqual(
      facts.teams.map(() => ["passes"]),
    );
  });

  test("a write under no key in particular is refused, and nothing explains it", () => {
    const requests = recorded(put(names.bucket, { "x-amz-server-side-encryption": "aws:kms" }));
    for (const team of facts.teams) {
      const [decided] = decide(facts, team, requests);
      expect(decided?.verdict.outcome).toBe("refused");
      expect(unexplainedOf(facts, team, requests, "names").failures).toHaveLength(1);
    }
  });

  test("a bucket of AWS's that is not declared may be declared; writing to it may not", () => {
    const bucket = "sagemaker-sample-files";
    const read = call("s3", "GetObject", `${bucket}.s3`, { Bucket: bucket, Key: "a.csv" });
    const [team] = facts.teams;
    if (!team) throw new Error("no team");
    const explain = (requests: ReturnType<typeof recorded>) => {
      const [decided] = decide(facts, team, requests);
      return decided && explanationOf(decided, names, "names");
    };
    expect(explain(recorded(read))).toEqual({ by: "opt-in", key: "readOnlyBuckets", value: bucket });
    expect(explain(recorded(put(bucket)))).toBeUndefined();
  });

  test("AWS's public hub of models is read, and no other account's", () => {
    const describe = (HubName: string) =>
      call("sagemaker", "DescribeHubContent", "api.sagemaker", {
        HubName,
        HubContentType: "Model",
        HubContentName: "a",
      });
    const stranger = "arn:aws:sagemaker:eu-central-1:999999999999:hub-content/SageMakerPublicHub/Model/a";
    expect(outcomes(facts, recorded(describe("SageMakerPublicHub")))).toEqual(facts.teams.map(() => ["passes"]));
    const foreign = recorded({ ...describe("x"), parameters: { HubContentArn: stranger } });
    expect(outcomes(facts, foreign)).toEqual(facts.teams.map(() => ["refused"]));
  });

  test("a name without an endpoint does not resolve, and says which endpoint would answer", () => {
    const [team] = facts.teams;
    if (!team) throw new Error("no team");
    const [converse] = decide(
      facts,
      team,
      recorded(call("bedrock-runtime", "Converse", "bedrock-runtime", { modelId: "a.model" })),
    );
    expect(converse?.verdict).toEqual({
      outcome: "unreached",
      host: `bedrock-runtime.${eu}`,
      resolves: false,
      optIn: "bedrock-runtime",
    });
  });
});

test("what is refused on purpose is no failure", () => {
  const facts = factsIn("dev");
  const [team] = facts.teams;
  if (!team) throw new Error("no team");
  const list = recorded(call("s3", "ListBuckets", "s3", {}));
  expect(decide(facts, team, list).map(({ verdict }) => verdict.outcome)).toEqual(["refused"]);
  expect(unexplainedOf(facts, team, list, "names")).toEqual({ failures: [], doubts: [] });
});

test("a policy that no longer allows what notebooks send is a failure that names the call and the recording", () => {
  const facts = factsIn("dev", (files) => {
    const policies = files.get("dev-studio-research").resource.aws_iam_policy;
    const jobs = policies["execution-role-policies_jobs"];
    jobs.policy = jobs.policy.replace('"sagemaker:CreateTrainingJob",', "");
  });
  const [team] = facts.teams;
  if (!team) throw new Error("no team");
  expect(unexplainedOf(facts, team, recorded(train({})), "names").failures).toMatchObject([
    {
      what: expect.stringMatching(
        /^research cannot call sagemaker:CreateTrainingJob on .*recorded in v\/example\.json\): no allow/,
      ),
      refused: true,
    },
  ]);
});

test("an object's owner that the client expects is the bucket's, or S3 refuses", () => {
  const facts = factsIn("dev");
  const expecting = put(names.bucket);
  const requests = recorded({
    ...expecting,
    parameters: { ...expecting.parameters, ExpectedBucketOwner: names.account },
  });
  expect(outcomes(facts, requests)).toEqual([["other owner"]]);
});

test("an image of another account is pulled where the environment declares the repository; the opt-in explains it elsewhere", () => {
  const image = "234567890123.dkr.ecr.eu-central-1.amazonaws.com/platform/training:1";
  const pull = recorded(train({ AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: "File" } }));
  const pulls = { ...pull, kinds: pull.kinds.filter(({ request }) => request.action.startsWith("ecr:")) };
  expect(pulls.kinds.length).toBe(3);
  const facts = factsIn("dev");
  const [team] = facts.teams;
  const decided = team ? decide(facts, team, pulls) : [];
  for (const each of decided) {
    expect(explanationOf(each, names, "names")).toMatchObject({ by: "opt-in", key: "imageRegistries" });
    expect(explanationOf(each, names, "names", undefined, [each.request.resource])).toBeUndefined();
  }
  const { environment } = shipped("dev");
  const imageRegistries = [{ account: "234567890123", repositories: ["platform/training"] }];
  const declaring = factsOfSynthesized(synthesizeOne({ ...environment, imageRegistries }));
  expect([...new Set(outcomes(declaring, pulls).flat())]).toEqual(["passes"]);
});

describe("a job on instance types that the team may not have", () => {
  const large = (type: string, parameters = {}) =>
    recorded(train({ ResourceConfig: { InstanceType: type, VolumeKmsKeyId: names.studioKey }, ...parameters }));
  const first = (facts: Facts, requests: ReturnType<typeof recorded>) => {
    const [team] = facts.teams;
    const [create] = team ? decide(facts, team, requests) : [];
    if (!create) throw new Error("nothing was decided");
    return create;
  };

  test("is refused, and the opt-in of the team's file explains it", () => {
    const decided = first(factsIn("dev"), large("ml.p2.16xlarge"));
    expect(decided.verdict).toEqual({
      outcome: "other instance types",
      key: "instanceTypes.jobs",
      types: ["ml.p2.16xlarge"],
    });
    expect(explanationOf(decided, names, "names")).toEqual({
      by: "opt-in",
      key: "instanceTypes",
      value: "ml.p2.16xlarge",
    });
  });

  test("passes where the team's file has the type", () => {
    const { environment } = shipped("dev");
    const instanceTypes = { apps: ["ml.*"], jobs: ["ml.p2.*"], endpoints: ["ml.*"] };
    const facts = factsOfSynthesized(
      synthesizeOne({ ...environment, teams: environment.teams.map((team) => ({ ...team, instanceTypes })) }),
    );
    expect(outcomes(facts, large("ml.p2.16xlarge"))).toEqual([["passes"]]);
  });

  test("is refused for what else is wrong with it, where there is something", () => {
    const decided = first(factsIn("dev"), large("ml.p2.16xlarge", { VpcConfig: undefined }));
    expect(decided.verdict).toMatchObject({ outcome: "refused" });
  });
});
