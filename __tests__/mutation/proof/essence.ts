/** What of a set of stacks can carry access, in a form that is equal for stacks that say the same. */
import type { Block, StackFile } from "../../support/deployment";
import { isPolicyText, type Json, type Loose, type Stacks } from "./mutant";

/** Left out besides names of statements, descriptions, tags and order: what policies say, or how things are run. */
export interface Without {
  readonly policies?: boolean;
  readonly operation?: boolean;
}

const words = new Set(["//", "description", "display_name", "Sid", "Id"]);
/** The group of jobs is a tag of the domain; which script apps run, a tag of the lifecycle configurations that they start with. */
const carriesTags = new Set(["aws_sagemaker_domain", "aws_sagemaker_studio_lifecycle_config"]);
/** Names that nothing refers to, or only through a reference that follows. */
const nameless = /^aws_(route53_resolver|iam_role_policy$|iam_policy$|security_group$)/;
/** Such a name by another argument, or a part of one. */
const partsOfNames = new Set(["aws_iam_policy.path", "aws_sagemaker_app_image_config.app_image_config_name"]);
/** Only their order counts, and of the association there is one. */
const prioritized = /^aws_route53_resolver_firewall_rule(_group_association)?$/;

const domainList = "aws_route53_resolver_firewall_domain_list";
/** The root's dot ends every name, written or not. */
const withoutEnd = (domain: Json): Json => (typeof domain === "string" ? domain.replace(/\.$/, "") : domain);

/** What AWS takes where nothing is written; pages of the provider for each resource. */
const defaults: Readonly<Record<string, Json>> = {
  "aws_s3_bucket.force_destroy": false,
  "aws_subnet.map_public_ip_on_launch": false,
  "aws_vpc_endpoint.vpc_endpoint_type": "Gateway",
  "aws_iam_role.path": "/",
  "aws_kms_key.deletion_window_in_days": 30,
  "aws_sagemaker_mlflow_tracking_server.automatic_model_registration": false,
};

/** The same of settings within others: their place in a file, and what AWS takes there. */
const defaultsWithin: readonly (readonly [place: RegExp, value: Json])[] = [
  // Provider's page of aws_athena_workgroup.
  [/\.aws_athena_workgroup\.[^.]+\.configuration\.enforce_workgroup_configuration$/, true],
  // docs.aws.amazon.com/sagemaker/latest/APIReference/API_SharingSettings.html
  [/\.aws_sagemaker_(domain|user_profile)\..*\.sharing_settings\.notebook_output_option$/, "Disabled"],
  // docs.aws.amazon.com/sagemaker/latest/APIReference/API_RetentionPolicy.html
  [/\.aws_sagemaker_domain\.[^.]+\.retention_policy\.home_efs_file_system$/, "Retain"],
  // docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-local-get-started.html: an administrator turns Docker on.
  [/\.aws_sagemaker_domain\.[^.]+\.domain_settings\.docker_settings\.enable_docker_access$/, "DISABLED"],
  [/\.aws_sagemaker_domain\.[^.]+\.tag_propagation$/, "DISABLED"],
];

/** Every bucket encrypts with S3's own keys where nothing else is written (S3 User Guide, "default bucket encryption"). */
const isDefaultEncryption = (type: string, { rule }: Loose): boolean =>
  type === "aws_s3_bucket_server_side_encryption_configuration" &&
  Array.isArray(rule ?? []) &&
  (rule ?? []).every((each: Loose) => {
    const { sse_algorithm = "AES256", ...others } = each.apply_server_side_encryption_by_default ?? {};
    return sse_algorithm === "AES256" && Object.keys(others).length === 0;
  });

/** The firewall's configuration says nothing but this, which AWS takes without one too. */
const isDefaultFailure = (type: string, { firewall_fail_open = "DISABLED" }: Loose): boolean =>
  type === "aws_route53_resolver_firewall_config" && firewall_fail_open === "DISABLED";

/** When, where, for how long and in which order something is done; not who may do what. */
const operation = new Set([
  // Terraform refuses one that names nothing; what stands in the end is the same in whatever order it was made.
  "*.depends_on",
  "aws_kms_key.enable_key_rotation",
  // Whether Terraform may destroy it: G14 notices where it may destroy more than is declared.
  "aws_kms_key.lifecycle",
  "aws_s3_bucket.lifecycle",
  "aws_s3_bucket.force_destroy",
  "aws_athena_workgroup.force_destroy",
  "aws_sagemaker_mlflow_tracking_server.tracking_server_size",
  // When objects go: G14 notices where they go sooner than is declared.
  "aws_s3_bucket_lifecycle_configuration.rule",
  // Below which name logs lie, and how often they are written.
  "aws_s3_bucket_logging.target_prefix",
  "aws_flow_log.max_aggregation_interval",
  // NODATA or NXDOMAIN: the reader of the stacks refuses OVERRIDE, which would lead elsewhere.
  "aws_route53_resolver_firewall_rule.block_response",
  // What the team's own script says, and what it is called: the guarantees hold for whatever code runs in an app.
  "aws_sagemaker_studio_lifecycle_config.lifecycle",
  "aws_sagemaker_studio_lifecycle_config.studio_lifecycle_config_app_type",
  "aws_sagemaker_studio_lifecycle_config.studio_lifecycle_config_content",
  "aws_sagemaker_studio_lifecycle_config.studio_lifecycle_config_name",
  // In which order images go.
  "aws_sagemaker_app_image_config.lifecycle",
  "aws_sagemaker_image.lifecycle",
  "aws_sagemaker_image_version.lifecycle",
  // As which user, in which folder and with which command one of the team's own images starts.
  "aws_sagemaker_app_image_config.code_editor_app_image_config",
  "aws_sagemaker_app_image_config.jupyter_lab_image_config",
  // Whether an image goes before or after the profiles that name it.
  "aws_sagemaker_app_image_config.lifecycle",
  "aws_sagemaker_image.lifecycle",
  "aws_sagemaker_image_version.lifecycle",
  // Which tags apps take over. No policy of the stacks asks for tags of apps.
  "aws_sagemaker_domain.tag_propagation",
]);

/**
 * The same of settings within others, by their place in a file: which page opens first, on which type of instance an app starts
 * where nobody says one (what is allowed is G7's), and whose name CloudTrail tells.
 */
const operationWithin =
  /\.aws_sagemaker_(domain|user_profile)\..*\.(default_landing_uri|studio_web_portal|default_resource_spec\.instance_type|execution_role_identity_config)$/;

/** When idle apps stop, and which scripts they start with: of the stack's own, or none. */
const ofApps = /^(app_lifecycle_management|(built_in_)?lifecycle_config_arns?|lifecycle-script)$/;
const isOwnScript = (value: Json): boolean =>
  [value]
    .flat()
    .every((each) => typeof each !== "string" || each.startsWith("${aws_sagemaker_studio_lifecycle_config."));

export function essence(stacks: Stacks, without: Without = {}): Json {
  const keepsTags = [...stacks.values()].some(asksForTags);
  const aliases = [...new Set([...stacks.values()].flatMap(aliasesAskedFor))].sort();
  return Object.fromEntries(
    [...stacks].map(([name, file]) => [name, ofStack(file, { ...without, keepsTags, aliases })]),
  );
}

/** A policy that asks for tags makes them matter. */
const asksForTags = (file: StackFile): boolean => {
  const known = asking.get(file) ?? /:(Principal|Resource|Request)Tag\/|:TagKeys/i.test(JSON.stringify(file));
  asking.set(file, known);
  return known;
};
const asking = new WeakMap<StackFile, boolean>();

/** Names of keys, or patterns of such, that policies of the stack ask for: within a policy's text quotes have a backslash. */
const aliasesAskedFor = (file: StackFile): readonly string[] => {
  const known =
    askedAliases.get(file) ??
    [...JSON.stringify(file).matchAll(/\\"(alias\/[^"\\]*)\\"/g)].map(([, name = ""]) => name);
  askedAliases.set(file, known);
  return known;
};
const askedAliases = new WeakMap<StackFile, readonly string[]>();

interface Kept extends Without {
  readonly keepsTags: boolean;
  readonly aliases: readonly string[];
}

/** A key's name that no policy asks for. A pattern may mean any. */
const isUnasked = (type: string, { name }: Loose, aliases: readonly string[]): boolean =>
  type === "aws_kms_alias" && !aliases.some((each) => each === name || /[*?]/.test(each));

/** Computed once for each stack: mutants share all but one. */
function oncePerStack<Value>(compute: (file: StackFile, kept: Kept) => Value): typeof compute {
  const known = new WeakMap<StackFile, Map<string, Value>>();
  return (file, kept) => {
    const own = known.get(file) ?? new Map<string, Value>();
    known.set(file, own);
    const key = JSON.stringify(kept);
    const value = own.get(key) ?? compute(file, kept);
    own.set(key, value);
    return value;
  };
}

const ofStack = oncePerStack((file, kept): Json => {
  const resources = (file["resource"] ?? {}) as Record<string, Record<string, Loose>>;
  const types = Object.entries(resources).map(([type, named]) => [type, ofType(type, named, kept)] as const);
  const { required_version, ...terraform } = (file["terraform"] ?? {}) as Loose;
  const { aws_availability_zone, aws_vpc_endpoint_service, ...data } = (file["data"] ?? {}) as Loose;
  // Which version runs it, and what it asks before: Terraform goes on or refuses, and makes the same.
  const asked = kept.operation ? {} : { required_version, aws_availability_zone, aws_vpc_endpoint_service };
  return plain({ ...file, terraform, data, asked, resource: Object.fromEntries(types) } as Json, kept, "");
});

function ofType(type: string, named: Record<string, Loose>, kept: Kept): Loose {
  const { operation: isWithout, keepsTags, aliases } = kept;
  const priorities = Object.values(named).map(({ priority }) => priority);
  const rank = (priority: number) => priorities.filter((other) => other < priority).length;
  return Object.fromEntries(
    Object.entries(named)
      .filter(([, block]) => !isDefaultEncryption(type, block) && !isDefaultFailure(type, block))
      .filter(([, block]) => !isUnasked(type, block, aliases))
      .map(([name, block]) => [
        name,
        Object.fromEntries(
          Object.entries(block as Block).flatMap(([key, value]) => {
            const argument = `${type}.${key}`;
            const isTag = key === "tags" && !carriesTags.has(type) && !keepsTags;
            const isName = (key === "name" && nameless.test(type)) || partsOfNames.has(argument);
            const isWord = isTag || isName;
            const isOperation = operation.has(argument) || operation.has(`*.${key}`);
            if (isWord || defaults[argument] === value || (isWithout && isOperation)) return [];
            if (key === "priority" && prioritized.test(type)) return [[key, rank(value as number)]];
            return [[key, type === domainList && key === "domains" ? (value as Json[]).map(withoutEnd) : value]];
          }),
        ),
      ]),
  );
}

/** Blocks of settings say nothing where all of them are left out. */
const saysNothing = (place: string, value: Json): boolean =>
  /^\.resource\.aws_sagemaker_/.test(place) &&
  isBlock(value) &&
  Object.keys(value).length === 0 &&
  place.split(".").length > 4;

/**
 * Lists in order, words left out, policies read (or left out).
 * @param place where the value lies in its file: keys, each after a dot
 */
function plain(value: Json, without: Without, place: string): Json {
  if (isPolicyText(value)) return without.policies ? null : plain(JSON.parse(value as string), without, place);
  if (Array.isArray(value)) {
    const list = value.map((element) => plain(element as Json, without, place));
    const byText = new Map(list.map((element) => [JSON.stringify(element), element]));
    return [...byText].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, element]) => element) as Json;
  }
  if (value === null || typeof value !== "object") return value;
  const isLeftOut = (key: string, element: Json): boolean => {
    const at = `${place}.${key}`;
    const isOperation = (): boolean =>
      key === "bucket_key_enabled" || operationWithin.test(at) || (ofApps.test(key) && isOwnScript(element));
    return (
      words.has(key) ||
      element === undefined ||
      defaultsWithin.some(([where, taken]) => taken === element && where.test(at)) ||
      (without.operation === true && isOperation())
    );
  };
  return Object.fromEntries(
    Object.entries(value as Block)
      .filter(([key, element]) => !isLeftOut(key, element as Json))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, element]) => [key, plain(element as Json, without, `${place}.${key}`)] as const)
      .filter(([key, element]) => !saysNothing(`${place}.${key}`, element)),
  ) as Json;
}

export interface Difference {
  /** Dots between; `[]` for an element of a list. */
  readonly path: string;
  readonly kind: "removed" | "added" | "changed";
}

/** Where two values differ. */
export function* differences(before: Json, after: Json, path = ""): Generator<Difference> {
  if (before === after || JSON.stringify(before) === JSON.stringify(after)) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    const [old, now] = [before, after].map((list) => new Set(list.map((each) => JSON.stringify(each))));
    for (const each of old ?? []) if (!now?.has(each)) yield { path: `${path}[]`, kind: "removed" };
    for (const each of now ?? []) if (!old?.has(each)) yield { path: `${path}[]`, kind: "added" };
  } else if (isBlock(before) && isBlock(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const below = path === "" ? key : `${path}.${key}`;
      if (!(key in after)) yield { path: below, kind: "removed" };
      else if (!(key in before)) yield { path: below, kind: "added" };
      else yield* differences(before[key] as Json, after[key] as Json, below);
    }
  } else yield { path, kind: "changed" };
}

const isBlock = (value: Json): value is Block => typeof value === "object" && value !== null && !Array.isArray(value);
