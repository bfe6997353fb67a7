/** Dev's stacks with one more denial, or one more condition, in a policy that a team's or the deployer's requests meet. */
import type { Verdict } from "../../../isolation/prove";
import { type Attack, type Loose, policyOf, proveEdited, resource, shipped, statement } from "../stacks";

export const studio = "dev-studio-research";
export const buckets = "dev-buckets-research";
const network = "dev-networking";
export const at = "2026-11-27T12:00:00Z";
export const organizationId = "o-a1b2c3d4e5";

type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
type Place = (edit: (document: Loose) => void) => Attack;

export const places = {
  bucket: (edit) => policyOf(buckets, "aws_s3_bucket_policy", "bucket-data_policy", edit),
  dataKey: (edit) => policyOf(buckets, "aws_kms_key", "key", edit),
  studioKey: (edit) => policyOf(studio, "aws_kms_key", "key", edit),
  s3Endpoint: (edit) => policyOf(studio, "aws_vpc_endpoint", "", edit),
  apiEndpoint: (edit) => policyOf(network, "aws_vpc_endpoint", "sagemaker-api", edit),
  role: (edit) => policyOf(studio, "aws_iam_policy", "policies_walls", edit),
  people: (edit) => policyOf(studio, "aws_iam_policy", "people-access", edit),
} as const satisfies Record<string, Place>;
export type PlaceName = keyof typeof places;

/** One more denial at the end of a policy. */
export const deny = (place: PlaceName, Condition: Condition, Action = "*"): Attack =>
  places[place]((document) => {
    const named = place === "role" || place === "people" ? {} : { Principal: "*" };
    document.Statement.push({ Sid: "More", Effect: "Deny", ...named, Action, Resource: "*", Condition });
  });

/** One more condition in a statement that allows. */
export const onlyIf = (
  attack: (edit: (document: Loose) => void) => Attack,
  sid: string,
  condition: Condition,
): Attack =>
  attack((document) => {
    const allowing = statement(document, sid);
    allowing.Condition = { ...allowing.Condition, ...condition };
  });

/** What one guarantee says of dev, at a fixed time. */
export async function verdictOf(
  guarantee: "G9" | "G10",
  attack: Attack,
  options: { readonly at?: string; readonly organizationId?: string } = {},
): Promise<Verdict> {
  const { environment, stacks } = shipped("dev");
  const declared = {
    stacks,
    environment: { ...environment, ...(options.organizationId && { organizationId: options.organizationId }) },
  };
  const [verdict] = await proveEdited(declared, attack, { guarantees: [guarantee], at: new Date(options.at ?? at) });
  if (!verdict) throw new Error("no verdict");
  return verdict;
}

/** Changes settings of the domain or of the first profile. */
export const setting =
  (type: "aws_sagemaker_domain" | "aws_sagemaker_user_profile", values: object): Attack =>
  (files) => {
    const block = resource(files, studio, type);
    Object.assign(type === "aws_sagemaker_domain" ? block.default_user_settings : block.user_settings, values);
  };
