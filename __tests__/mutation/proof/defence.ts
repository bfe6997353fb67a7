/** Why each class of survivors cannot change what can happen: one sentence for each, written after reading what is in it. */
import type { Mutant } from "./mutant";
import type { Reason } from "./reasons";

interface Class {
  readonly reason: Reason;
  /** Resource type and attribute, without names and positions; of a policy the element that is changed. */
  readonly place: string;
}

export function classOf({ place }: Pick<Mutant, "place">): string {
  const [type = "", , ...path] = place.replace(/ \(.*\)$/, "").split(".");
  const plain = path.filter((part) => !/^\d+$/.test(part));
  return [type, ...(/policy$/.test(plain[0] ?? "") ? plain.slice(0, 3) : plain)].join(".");
}

const defences: readonly (readonly [reason: Reason, place: RegExp, why: string])[] = [
  ["words", /\.tags(\.|$)/, "no policy of the stacks asks for tags; where one does, they are compared"],
  ["words", /\.(Sid|Id|description|display_name)$/, "AWS reads no meaning in it"],
  ["words", /^aws_kms_alias/, "a key's name that no policy of the stacks asks for"],
  [
    "words",
    /docker_settings|sharing_settings|retention_policy|\.(tag_propagation|enforce_workgroup_configuration)/,
    "the default, written or not",
  ],
  [
    "words",
    /\.(name|app_image_config_name)$/,
    "nothing goes by this name: what refers to the resource does so by reference, and follows",
  ],
  ["words", /aws_iam_policy\.path$/, "part of the policy's name: what attaches it does so by reference, and follows"],
  [
    "words",
    /\.(path|map_public_ip_on_launch|firewall_fail_open|vpc_endpoint_type|deletion_window_in_days|force_destroy|automatic_model_registration)$/,
    "the default, written or not",
  ],
  ["words", /firewall_config/, "names do not resolve while the firewall fails, unless a configuration says so"],
  ["words", /server_side_encryption/, "every bucket encrypts with S3's own keys where nothing else is written"],
  ["words", /\.domains$/, "the dot of the root ends every name, written or not"],
  ["words", /\.priority$/, "rules are met in the same order"],
  ["words", /policy(\.|$)/, "the same document: lists have no order, and an element twice is the element"],
  [
    "operation",
    /^terraform\.required_version$/,
    "which version runs it: one that lacks what the stack uses refuses it",
  ],
  [
    "operation",
    /^data\.aws_(availability_zone|vpc_endpoint_service)/,
    "what Terraform asks before it makes endpoints: it goes on, or refuses, and what it makes is the same",
  ],
  ["operation", /\.depends_on$/, "when it is made, not what stands then"],
  [
    "operation",
    /^aws_sagemaker_studio_lifecycle_config\.(lifecycle|studio_)/,
    "what the team's own script says or is called: the guarantees hold for whatever code runs in an app",
  ],
  [
    "operation",
    /^aws_sagemaker_(app_image_config|image|image_version)\.lifecycle/,
    "in which order an image goes: AWS may refuse what a profile still names, and day two notices it",
  ],
  ["operation", /^aws_sagemaker_(image|app_image_config).*\.lifecycle/, "in which order Terraform lets images go"],
  [
    "operation",
    /^aws_sagemaker_app_image_config/,
    "as which user and with which command an image of the team's own starts: the guarantees hold for whatever code runs in an app",
  ],
  [
    "operation",
    /(default_landing_uri|studio_web_portal|instance_type|default_resource_spec)$/,
    "which page opens first, and on which type of instance an app starts where nobody says one; G7 decides which types are allowed",
  ],
  [
    "operation",
    /domain_settings$|execution_role_identity_config$/,
    "whose name CloudTrail tells; no policy of the stacks asks for it",
  ],
  ["operation", /tag_propagation$/, "which tags apps take over; no policy of the stacks asks for them"],
  [
    "operation",
    /^aws_sagemaker_mlflow_tracking_server\.(depends_on|tracking_server_size)$/,
    "when the server is made and how many people it serves, not who may do what with it",
  ],
  [
    "operation",
    /^aws_sagemaker_/,
    "apps start without the team's own script, or idle longer; G5 notices a script of somebody else",
  ],
  ["operation", /\.(lifecycle|force_destroy)/, "Terraform destroys less than is declared; G14 notices the opposite"],
  [
    "operation",
    /lifecycle_configuration/,
    "what is deleted goes later than is declared, or is an upload that was never finished; G14 notices the opposite",
  ],
  ["operation", /target_prefix/, "below which name access logs lie; who reads their bucket is the same"],
  ["operation", /max_aggregation_interval/, "how often flow logs are written; they tell the same"],
  ["operation", /key_rotation/, "when its material changes: KMS keeps the old material, and its policy stays"],
  ["operation", /bucket_key_enabled/, "how often S3 asks KMS; no key policy asks for S3's encryption context"],
  [
    "operation",
    /block_response$/,
    "how a refusal is worded; OVERRIDE, which leads elsewhere, is refused by the reader",
  ],
  [
    "idle",
    /aws_iam_policy/,
    "another denial strikes the same, or nothing in the stacks allows the role what this one strikes; what must stay shut beside AdministratorAccess is G7's and G12's, and caught",
  ],
  ["idle", /aws_s3_bucket_policy/, "another denial of the bucket refuses the same requests, of administrators too"],
  ["idle", /./, "the same requests pass for everybody, whatever their own policies allow"],
  ["same", /\.Version$/, "the version decides about policy variables, and this document has none"],
  [
    "same",
    /aws_iam_role\.name$/,
    "every text of the stacks that fits the old name fits the new, and references follow",
  ],
  ["same", /route53/, "the rules decide every name as before"],
  [
    "same",
    /aws_vpc_endpoint/,
    "nobody else is admitted, and what the environment's roles may do through the door their own policies bound as before",
  ],
  ["same", /./, "what the statement adds or loses is allowed or refused elsewhere in the same set of policies"],
  ["declared", /aws_s3_bucket_policy/, "the team's role sees its buckets' region: an exception of G2"],
  ["declared", /aws_iam_policy/, "within a team, who opens whose space is not decided: an exception of G5"],
  [
    "future",
    /./,
    "no action of AWS has such a name; whatever it came to mean, the guarantees hold, which ask about all names",
  ],
  ["less", /^aws_sagemaker_domain\.subnet_ids$/, "fewer subnets, all of them the team's (G5)"],
  [
    "less",
    /^aws_sagemaker_user_profile\.user_settings\.execution_role$/,
    "the domain's takes its place, which is the team's (G5): docs.aws.amazon.com/sagemaker/latest/APIReference/API_UserSettings.html",
  ],
  ["less", /security_group/, "a rule of a group only allows: one less lets less through"],
  ["less", /lifecycle_configuration/, "access logs are deleted no more; of data G14 asks that old versions are"],
  ["less", /route53/, "fewer names resolve; those of the endpoints and of S3 do, to addresses (G10)"],
  ["less", /aws_kms_key/, "fewer uses of the key; what G9, G10 and G14 ask passes, flow logs among it"],
  [
    "less",
    /aws_s3_bucket_policy/,
    "fewer requests reach the bucket; what G9, G10 and G14 ask does, access logs among it",
  ],
  ["less", /aws_vpc_endpoint/, "fewer requests go through the door; what G10 asks does"],
  ["less", /assume_role_policy/, "fewer become the role; SageMaker becomes a team's (G10), and flow logs theirs (G14)"],
  ["less", /aws_iam_/, "the role or the person may do less; what G10 and G14 ask passes, flow logs among it"],
];

/** Throws where nobody has defended such a survivor yet. */
export function defenceOf({ reason, place }: Class): string {
  const found = defences.find(([each, pattern]) => each === reason && pattern.test(place));
  if (!found) throw new Error(`survivors that nobody has defended: ${reason} ${place} (defence.ts)`);
  return found[2];
}
