/** Recorded requests that are refused on purpose, each with the guarantee that refuses it, why, and what to write instead: G10 counts no other refusal as right. */

import { anyName, stepPrefix } from "./canonical";
import type { Surroundings } from "./made-with";
import type { IamRequest } from "./requests-of-call";

export interface Refusal {
  /** In kebab-case; docs/what-works.md names it. */
  readonly id: string;
  /** What cannot be done: completes "cannot ...". */
  readonly what: string;
  /** The guarantee that it would break; "AWS" where AWS offers no private way. */
  readonly guarantee: string;
  readonly why: string;
  /** What to write instead; undefined where there is nothing. */
  readonly instead?: string;
  /** A parameter of the program is enough to make it work. */
  readonly byParameter?: true;
  /** Programs go on without it: the SDK asks, and takes no for an answer. */
  readonly separations?: readonly string[];
  /** Page or file that it rests on. */
  readonly source: string;
  readonly meets: (request: IamRequest, from: Surroundings) => boolean;
}

const calls =
  (...actions: readonly string[]) =>
  ({ action }: IamRequest): boolean =>
    actions.includes(action);

const lacks = ({ context }: IamRequest, key: string): boolean => key in context && context[key] === undefined;

export const refusals: readonly Refusal[] = [
  {
    id: "list-of-buckets",
    what: "list the buckets of an account",
    guarantee: "G3",
    why: "the team's endpoint leads to its own buckets and to declared ones; a list of an account's names others",
    instead: "name the bucket; SDKs go on without the list",
    source: "docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html",
    meets: calls("s3:ListAllMyBuckets"),
  },
  {
    id: "identities",
    what: "ask IAM about roles",
    guarantee: "G4",
    why: "IAM's name does not resolve in the VPC: no team reads or changes identities",
    instead: "nothing: SDKs go on without it",
    source: "github.com/aws/sagemaker-python-sdk issue 6019",
    meets: ({ action, host }) => action.startsWith("iam:") && host !== undefined,
  },
  {
    id: "other-regions",
    what: "call a service in another region",
    guarantee: "G4",
    why: "names of other regions do not resolve in the VPC",
    source: "docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
    meets: ({ host }, { region }) =>
      host !== undefined &&
      /\.amazonaws\.com$/.test(host) &&
      /\.[a-z]{2}(-[a-z]+)+-\d\./.test(host) &&
      !host.includes(region),
  },
  {
    id: "foreign-bucket",
    what: "write to a bucket that is not the team's own",
    guarantee: "G3",
    why: "data would leave the team's buckets",
    instead: "a bucket of the team's own",
    byParameter: true,
    source: "docs/guarantees.md",
    meets: ({ action, resource }, { bucket }) =>
      action === "s3:PutObject" && !resource.startsWith(`arn:aws:s3:::${bucket}/`),
  },
  {
    id: "other-roles",
    what: "lend another role to a service",
    guarantee: "G7",
    why: "another role's rights are not the team's",
    instead: "the team's own role",
    source: "docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    meets: ({ action, resource }, { role }) => action === "iam:PassRole" && resource !== role,
  },
  {
    id: "key-without-id",
    what: "write with aws:kms and no key",
    guarantee: "G8",
    why: "S3 would encrypt under AWS's own key of the account",
    instead: "model_kms_key=<data key> where the SDK uploads a model's code",
    byParameter: true,
    source: "docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
    meets: ({ action, context }) =>
      action === "s3:PutObject" &&
      context["s3:x-amz-server-side-encryption"] === "aws:kms" &&
      context["s3:x-amz-server-side-encryption-aws-kms-key-id"] === undefined,
  },
  {
    id: "json-get",
    what: "have a pipeline's condition read a file of a step (JsonGet)",
    guarantee: "G1",
    why: "SageMaker reads it from its own network, and the team's buckets answer through its endpoint alone",
    instead: "have the step fail or succeed by itself, or return the value from a @step function",
    source: "docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-access.html",
    meets: ({ sender, action }) => sender === "platform" && action === "s3:GetObject",
  },
];

/** A name that the program chose without the team's prefix. */
export const isFreelyNamed = ({ resource }: IamRequest): boolean =>
  resource.includes(`/${anyName}`) || resource.includes(`/${stepPrefix}${anyName}`);

/** The entry that explains why a request is refused; undefined where none does. */
export const refusalOf = (request: IamRequest, from: Surroundings, separation: string): Refusal | undefined =>
  refusals.find(
    ({ separations, meets }) => (separations === undefined || separations.includes(separation)) && meets(request, from),
  );

export { lacks };
