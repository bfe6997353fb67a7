/** What the configuration accepts at its bounds, AWS's API accepts: the stacks' names, paths and tags against the models of botocore. */
import { execFileSync } from "node:child_process";
import { loadEnvironment } from "../../../config/load";
import { requirementsOf } from "../../rehearsal/required";
import { synthesizeOne } from "../../support/environments";
import { environmentName, type Full, filesOf, full, withoutFeatures } from "../every-key/full";
import { everyKey, pathOf } from "../every-key/ignored";
import { withValue } from "../every-key/places";
import { folderOf } from "../folders";
import { bounds } from "./bounds";

const { describe, requirements } = requirementsOf("AWS's models of names");

/** Argument of a resource to the member of the API's request that the provider sends it in. */
const members: Readonly<Record<string, string>> = {
  "aws_athena_workgroup.name": "athena CreateWorkGroup Name",
  "aws_cloudwatch_log_group.name": "logs CreateLogGroup logGroupName",
  "aws_glue_catalog_database.name": "glue CreateDatabase DatabaseInput.Name",
  "aws_iam_policy.name": "iam CreatePolicy PolicyName",
  "aws_iam_policy.path": "iam CreatePolicy Path",
  "aws_iam_role.name": "iam CreateRole RoleName",
  "aws_iam_role.path": "iam CreateRole Path",
  "aws_iam_role.permissions_boundary": "iam CreateRole PermissionsBoundary",
  "aws_kms_alias.name": "kms CreateAlias AliasName",
  "aws_route53_resolver_firewall_domain_list.name": "route53resolver CreateFirewallDomainList Name",
  "aws_route53_resolver_firewall_rule_group.name": "route53resolver CreateFirewallRuleGroup Name",
  "aws_sagemaker_app_image_config.app_image_config_name": "sagemaker CreateAppImageConfig AppImageConfigName",
  "aws_sagemaker_domain.domain_name": "sagemaker CreateDomain DomainName",
  "aws_sagemaker_image.image_name": "sagemaker CreateImage ImageName",
  "aws_sagemaker_mlflow_tracking_server.tracking_server_name":
    "sagemaker CreateMlflowTrackingServer TrackingServerName",
  "aws_sagemaker_studio_lifecycle_config.studio_lifecycle_config_name":
    "sagemaker CreateStudioLifecycleConfig StudioLifecycleConfigName",
  "aws_sagemaker_user_profile.single_sign_on_user_value": "identitystore CreateUser UserName",
  // The source identity of the person's sessions is the profile's name.
  "aws_sagemaker_user_profile.user_profile_name": "sts AssumeRole SourceIdentity",
  "provider.session_name": "sts AssumeRole RoleSessionName",
  "provider.role_arn": "sts AssumeRole RoleArn",
  "tag.key": "iam CreateRole Tags.Key",
  "tag.value": "iam CreateRole Tags.Value",
};

interface Model {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
}

const script = `
import json, sys, botocore.session
session = botocore.session.get_session()
def shape(path):
    service, operation, members = path.split()
    here = session.get_service_model(service).operation_model(operation).input_shape
    for member in members.split("."):
        here = (here.member if here.type_name == "list" else here).members[member]
    return here.metadata
print(json.dumps({path: shape(path) for path in json.load(sys.stdin)}))`;

const modelsOf = (paths: readonly string[]): Readonly<Record<string, Model>> =>
  JSON.parse(execFileSync(requirements.python, ["-c", script], { input: JSON.stringify(paths), encoding: "utf8" }));

const fits = ({ min = 0, max = Number.POSITIVE_INFINITY, pattern = "[^]*" }: Model, text: string): boolean =>
  text.length >= min && text.length <= max && new RegExp(`^(?:${pattern.replace(/^\^|\$$/g, "")})$`, "u").test(text);

type Order = (one: string, other: string) => number;
/** With both, the longest policies are longer than AWS allows, which the configuration refuses. */
type Without = "iamPath" | "features";

const isOfFeatures = (argument: string): boolean => /^aws_(athena|glue|sagemaker_mlflow)/.test(argument);

/** The full configuration with a right value of each text at its bound: the first after this order. */
function atBounds(order: Order, without?: Without): Full {
  const begin = without === "features" ? withoutFeatures(full()) : full();
  return everyKey().reduce<Full>((configuration, key) => {
    const right = bounds[`${key.file} ${key.place}`]?.right ?? [];
    const path = pathOf(configuration, key);
    // Accounts, ranges and roles hang together; they have no part in names. Buckets and repositories are named twice.
    if (
      !path ||
      key.place.startsWith("state") ||
      /[Cc]idr|\.id$|account$|[Rr]ole$|Buckets|epositor|ucket$|[pP]refix$|^buckets\.\[\]\.name$/.test(key.place)
    )
      return configuration;
    // Buckets are named after it: 63 characters leave no room for the longest of all parts.
    if (key.place === "namePrefix" || key.place === without) return configuration;
    const [value = ""] = [...right].sort(order);
    return right.length === 0 ? configuration : (withValue(configuration, path, value) as Full);
  }, begin);
}

/** Argument to the texts that the stacks have there. */
function textsIn(configuration: Full): [argument: string, text: string][] {
  const { environment, problems } = loadEnvironment(folderOf(filesOf(configuration), environmentName));
  expect(problems).toEqual([]);
  if (!environment) throw new Error("no environment");
  return [...synthesizeOne(environment).stacks.values()].flatMap((file) => {
    const provider = (file["provider"] as { aws: [Record<string, never>] }).aws[0] as {
      assume_role?: [{ role_arn: string; session_name: string }];
      default_tags?: [{ tags: Record<string, string> }];
    };
    const [{ role_arn = "", session_name = "" } = {}] = provider.assume_role ?? [];
    const tags = Object.entries(provider.default_tags?.[0].tags ?? {});
    const found: [string, unknown][] = [
      ["provider.role_arn", role_arn],
      ["provider.session_name", session_name],
      ...tags.map(([key]): [string, unknown] => ["tag.key", key]),
      ...tags.map(([, value]): [string, unknown] => ["tag.value", value]),
      ...Object.entries(file.resource ?? {}).flatMap(([type, named]) =>
        Object.values(named).flatMap((config) =>
          Object.entries(config as object).map(([argument, text]): [string, unknown] => [`${type}.${argument}`, text]),
        ),
      ),
    ];
    return found.filter((each): each is [string, string] => each[0] in members && typeof each[1] === "string");
  });
}

describe("AWS's models", () => {
  let models: Readonly<Record<string, Model>> = {};
  beforeAll(() => {
    models = modelsOf(Object.values(members));
  });
  const modelOf = (argument: string): Model => models[members[argument] ?? ""] ?? {};

  const longest: Order = (one, other) => other.length - one.length;
  test.each<[string, Order, Without | undefined]>([
    ["longest texts but the path", longest, "iamPath"],
    ["longest texts and no features", longest, "features"],
    ["shortest texts", (one, other) => one.length - other.length, undefined],
  ])("take every name, path and tag of a configuration with the %s", (_, order, without) => {
    const texts = textsIn(atBounds(order, without));
    const expected = Object.keys(members).filter((argument) => without !== "features" || !isOfFeatures(argument));
    expect([...new Set(texts.map(([argument]) => argument))].sort()).toEqual(expected.sort());
    expect(texts.filter(([argument, text]) => !fits(modelOf(argument), text))).toEqual([]);
  });

  test.each(
    [
      ["aws_iam_role.path", `/${"p".repeat(511)}/`],
      ["aws_iam_policy.path", "/a//b/"],
      ["aws_iam_role.name", "n".repeat(65)],
      ["aws_sagemaker_user_profile.user_profile_name", "a"],
      ["aws_sagemaker_user_profile.single_sign_on_user_value", "ada lovelace"],
      ["aws_sagemaker_user_profile.single_sign_on_user_value", "u".repeat(129)],
      ["tag.value", "v".repeat(257)],
    ].map(([argument = "", text = ""]) => [text.length, argument, text] as const),
  )("refuse a text of %d in %s, as the configuration does", (_, argument, text) => {
    expect(fits(modelOf(argument), text)).toBe(false);
  });
});
