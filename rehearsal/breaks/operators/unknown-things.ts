/** Well-formed ids of things that are not there, or that belong to strangers: what a reference to a wrong stack or account gives. */
import { type Mistake, type Operator, type Place, texts } from "../break";
import { whereOf } from "./literals";
import { referencesIn } from "./references";

/** A bucket that exists, in nobody's account that we know; the rehearsal makes it. */
export const strangersBucket = "a-bucket-of-strangers";
export const strangersAccount = "999999999999";

type Of = Place["file"];

/** ARNs and ids of what is not there, in the stack's own account, region and partition. */
export const gone = {
  role: (file: Of) => arnIn(file, "iam", "role/gone", ""),
  policy: (file: Of) => arnIn(file, "iam", "policy/gone", ""),
  logGroup: (file: Of) => arnIn(file, "logs", "log-group:gone"),
  key: (file: Of) => arnIn(file, "kms", "key/00000000-0000-4000-8000-000000000000"),
  lifecycleConfig: (file: Of) => arnIn(file, "sagemaker", "studio-lifecycle-config/gone"),
  endpoint: "vpce-00000000000000bad",
};

/** What stands for each attribute that others refer to. */
const instead: Readonly<Record<string, (file: Of) => string>> = {
  "aws_cloudwatch_log_group.arn": gone.logGroup,
  "aws_iam_policy.arn": gone.policy,
  "aws_iam_role.arn": gone.role,
  "aws_iam_role.id": () => "gone",
  "aws_iam_role.name": () => "gone",
  "aws_kms_key.arn": gone.key,
  "aws_kms_key.key_id": () => "00000000-0000-4000-8000-000000000000",
  "aws_route53_resolver_firewall_domain_list.id": () => "rslvr-fdl-00000000000000bad",
  "aws_route53_resolver_firewall_rule_group.id": () => "rslvr-frg-00000000000000bad",
  "aws_route_table.id": () => "rtb-00000000000000bad",
  "aws_s3_bucket.id": () => strangersBucket,
  "aws_sagemaker_app_image_config.app_image_config_name": () => "gone",
  "aws_sagemaker_domain.id": () => "d-000000000bad",
  "aws_sagemaker_image.image_name": () => "gone",
  "aws_sagemaker_image_version.version": () => "99",
  "aws_sagemaker_studio_lifecycle_config.arn": gone.lifecycleConfig,
  "aws_security_group.id": () => "sg-00000000000000bad",
  // EC2 answers for a subnet that the account has no permission to as for one that does not exist.
  "aws_subnet.id": () => "subnet-00000000000000bad",
  "aws_vpc.default_route_table_id": () => "rtb-00000000000000bad",
  "aws_vpc.id": () => "vpc-00000000000000bad",
  "aws_sagemaker_domain.single_sign_on_application_arn": (file) =>
    arnIn(file, "sso", "application/ssoins-0000000000000bad/apl-0000000000000bad", ""),
  "data.aws_identitystore_user.user_id": () => "00000000-0000-4000-8000-000000000000",
  "data.aws_prefix_list.id": () => "pl-00000bad",
  "data.terraform_remote_state.outputs.vpc_id": () => "vpc-00000000000000bad",
};

/** Where AWS takes any well-formed name and finds out later, or never: the facts show it. */
const notLookedUp = new Set([
  // The flow log is made, and its status says that nothing can be delivered.
  "aws_flow_log.iam_role_arn",
  "aws_flow_log.log_destination",
  // S3 looks at the key when it encrypts.
  "aws_s3_bucket_server_side_encryption_configuration.kms_master_key_id",
]);

/** Where the provider takes it for a thing that is new and not yet known everywhere. */
const triedAgain = new Set(["aws_kms_alias.target_key_id", "aws_route_table_association.route_table_id"]);

export const refersToWhatIsNotThere: Operator = ({ file, type, body, path }) =>
  [...texts(body)].flatMap(([below, text]): Mistake[] => {
    const [only] = referencesIn(text);
    if (only?.text !== text) return [];
    const [kind, attribute] = [only.to.slice(0, only.to.lastIndexOf(".")), only.attribute];
    const value = instead[`${kind}.${attribute}`]?.(file);
    const argument = below.filter((key) => typeof key === "string").at(-1);
    // A tag is a text: AWS looks at none.
    if (value === undefined || below[0] === "tags" || notLookedUp.has(`${type}.${argument}`)) return [];
    const where = below.join(".");
    return [
      {
        what: `${where} is ${value}, not ours`,
        seenBy: "AWS",
        edits: [{ path: [...path, ...below], value }],
        ...(triedAgain.has(`${type}.${argument}`) && { slow: true }),
      },
    ];
  });

function arnIn(file: Of, service: string, resource: string, inRegion?: string): string {
  const { account, region, partition } = whereOf(file);
  return `arn:${partition}:${service}:${inRegion ?? region}:${account}:${resource}`;
}
