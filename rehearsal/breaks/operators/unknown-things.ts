/** Well-formed ids of things that are not there, or that belong to strangers: what a reference to a wrong stack or account gives. */
import { type Mistake, type Operator, type Place, texts, valueAt } from "../break";
import { referencesIn } from "./references";

/** A bucket that exists, in nobody's account that we know; the rehearsal makes it. */
export const strangersBucket = "a-bucket-of-strangers";
export const strangersAccount = "999999999999";

/** What stands for each attribute that others refer to; `account` and `region` are the stack's own. */
const instead: Readonly<Record<string, (account: string, region: string) => string>> = {
  "aws_cloudwatch_log_group.arn": (account, region) => `arn:aws:logs:${region}:${account}:log-group:gone`,
  "aws_iam_policy.arn": (account) => `arn:aws:iam::${account}:policy/gone`,
  "aws_iam_role.arn": (account) => `arn:aws:iam::${account}:role/gone`,
  "aws_iam_role.id": () => "gone",
  "aws_iam_role.name": () => "gone",
  "aws_kms_key.arn": (account, region) => `arn:aws:kms:${region}:${account}:key/00000000-0000-4000-8000-000000000000`,
  "aws_kms_key.key_id": () => "00000000-0000-4000-8000-000000000000",
  "aws_route53_resolver_firewall_domain_list.id": () => "rslvr-fdl-00000000000000bad",
  "aws_route53_resolver_firewall_rule_group.id": () => "rslvr-frg-00000000000000bad",
  "aws_route_table.id": () => "rtb-00000000000000bad",
  "aws_s3_bucket.id": () => strangersBucket,
  "aws_sagemaker_domain.id": () => "d-000000000bad",
  "aws_sagemaker_studio_lifecycle_config.arn": (account, region) =>
    `arn:aws:sagemaker:${region}:${account}:studio-lifecycle-config/gone`,
  "aws_security_group.id": () => "sg-00000000000000bad",
  // EC2 answers for a subnet that the account has no permission to as for one that does not exist.
  "aws_subnet.id": () => "subnet-00000000000000bad",
  "aws_vpc.default_route_table_id": () => "rtb-00000000000000bad",
  "aws_vpc.id": () => "vpc-00000000000000bad",
  "data.aws_prefix_list.id": () => "pl-00000bad",
  "data.terraform_remote_state.outputs.vpc_id": () => "vpc-00000000000000bad",
};

/** Where AWS takes any well-formed name and finds out later, or never: no error, so no break. */
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
    const value = instead[`${kind}.${attribute}`]?.(...accountOf(file));
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

function accountOf({ provider }: Place["file"]): [account: string, region: string] {
  const [aws = {}] = provider.aws;
  return [String(valueAt(aws, ["allowed_account_ids", 0])), String(aws["region"])];
}
