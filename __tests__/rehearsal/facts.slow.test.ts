/** What is wrong in an account is found there, whatever the JSON says: one apply in which everything that is asked about is wrong. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import type { Environment } from "../../config/schema";
import { checkout } from "../../rehearsal/folders";
import type { OrderedStack } from "../../rehearsal/levels";
import { type LocalAws, startLocalAws } from "../../rehearsal/local-aws";
import { rehearse } from "../../rehearsal/rehearse";
import { requirementsOf } from "./required";

const { describe, requirements } = requirementsOf("the facts of a rehearsal");

// biome-ignore lint/suspicious/noExplicitAny: a stack's JSON, edited as no type would let it
type Loose = any;

const noEndpoint = "vpce-00000000000000000";
const noRole = "arn:aws:iam::111111111111:role/somebody-else";

const edits: Record<string, (resource: Loose, json: Loose, environment: Environment) => void> = {
  "dev-networking": (resource) => {
    resource.aws_flow_log["flow-logs"].iam_role_arn = noRole;
  },
  "dev-studio-research": (resource) => {
    for (const subnet of Object.values<Loose>(resource.aws_subnet)) subnet.availability_zone_id = "euc1-az1";
    delete resource.aws_vpc_endpoint["s3-endpoint"].route_table_ids;
    const [ofDomain] = resource.aws_sagemaker_domain.domain.default_user_settings.security_groups;
    resource.aws_sagemaker_user_profile["profile-ada"].user_settings.security_groups = [ofDomain];
  },
  "dev-buckets-research": (resource, { provider }, { accounts }) => {
    provider.aws[0].allowed_account_ids = [accounts.studio.id];
    provider.aws[0].assume_role[0].role_arn = accounts.studio.deployerRole;
    const team = "${data.terraform_remote_state.studio.outputs.execution_role_arn}";
    const policy = resource.aws_s3_bucket_policy["bucket-data_policy"];
    policy.policy = policy.policy
      .replace("${data.terraform_remote_state.studio.outputs.s3_endpoint_id}", noEndpoint)
      .replace(team, noRole);
    const logs = resource.aws_s3_bucket_policy["access-logs_policy"];
    logs.policy = logs.policy.replace("logging.s3.amazonaws.com", "logs.s3.amazonaws.com");
    const [dataAccount = ""] = Object.values(accounts.data).map(({ id }) => id);
    const { key } = resource.aws_kms_key;
    // A key that nobody in its account may manage is not made.
    key.policy = key.policy.replaceAll(team, noRole).replaceAll(dataAccount, accounts.studio.id);
  },
};

function alter({ name, folder }: OrderedStack, environment: Environment): void {
  const file = join(folder, "cdk.tf.json");
  const json: Loose = JSON.parse(readFileSync(file, "utf8"));
  edits[name]?.(json.resource, json, environment);
  writeFileSync(file, JSON.stringify(json));
}

describe("after an apply of what is wrong", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-facts-"));
  let localAws: LocalAws;
  let errors: string[];
  beforeAll(async () => {
    const [dev] = loadEnvironments(join(checkout, "environments"), { environment: "dev" }).environments;
    if (!dev) throw new Error("no environment dev");
    localAws = await startLocalAws({ workDir: join(work, "local-aws"), python: requirements.python });
    const { pluginFolder } = requirements;
    const report = await rehearse({ environment: dev, localAws, pluginFolder, workDir: work, alter });
    expect(new Set(report.failures.map(({ phase }) => phase))).toEqual(new Set(["ask what is there"]));
    errors = report.failures.map(({ error }) => error.replaceAll(/\b(subnet|sg|vpce)-[0-9a-f]{17}\b/g, "$1-*"));
  });
  afterAll(async () => {
    await localAws?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  const bucket = "bucket enclave-dev-research-data-222222222222";
  const teamRole = "arn:aws:iam::111111111111:role/enclave-dev-research-execution";

  test("buckets, and the keys they encrypt with, are found in the wrong account", () => {
    for (const name of ["data", "access-logs"]) {
      expect(errors).toContain(
        `bucket enclave-dev-research-${name}-222222222222: is owned by account 111111111111, not by the data account 222222222222`,
      );
    }
    expect(errors).toContainEqual(
      expect.stringMatching(
        /^key of bucket \S+: arn:aws:kms:eu-central-1:111111111111:key\/\S+ is not one of the data account 222222222222$/,
      ),
    );
  });

  test("an endpoint that does not exist is found in a bucket's policy", () => {
    expect(errors).toContain(`policy of ${bucket}: it names vpce-*, and there is no such gateway endpoint`);
  });

  test("an endpoint that the team's subnets do not route through is found", () => {
    const lines = errors.filter((error) => error.includes("does not route through the endpoint"));
    expect(lines).toEqual(
      Array(2).fill(
        `policy of ${bucket}: subnet-* of domain enclave-dev-research does not route through the endpoint that it names, vpce-*`,
      ),
    );
  });

  test("a role that does not exist is found in bucket and key policies, and the team's is missed in the key's", () => {
    expect(errors).toContain(`policy of ${bucket}: it names ${noRole}, and there is no such role`);
    expect(errors).toContainEqual(
      expect.stringMatching(
        /^policy of the key of bucket \S+: it names arn:\S+somebody-else, and there is no such role$/,
      ),
    );
    expect(errors).toContainEqual(
      expect.stringMatching(
        new RegExp(`^policy of the key of bucket \\S+: it does not name ${teamRole}, the role of domain`),
      ),
    );
  });

  test("access logs that nobody may write are found, and flow logs that nobody writes", () => {
    const log = "bucket enclave-dev-research-access-logs-222222222222";
    expect(errors).toContain(`access logs of ${bucket}: the policy of ${log.slice(7)} does not let them be written`);
    expect(errors).toContain(`flow logs: there is no role ${noRole}, which writes them`);
  });

  test("a domain whose subnets are in one zone, or have no way to S3, is found", () => {
    expect(errors).toContainEqual(
      expect.stringMatching(/^zones of domain enclave-dev-research: its subnets \S+ and \S+ are both in eu-central-1/),
    );
    expect(errors).toContain(
      "routes of domain enclave-dev-research: those of its subnet subnet-* lead to no S3 endpoint",
    );
  });

  test("a profile without a group of its own is found", () => {
    expect(errors).toContain("profile ada of enclave-dev-research: shares security group sg-* with the whole domain");
  });
});
