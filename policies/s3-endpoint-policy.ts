/** The policy of a team's own S3 gateway endpoint: its buckets, and what AWS keeps in buckets of its own. */
import type { ResourceStatement, Statement } from "./document";
import { allOf, isRole } from "./document";
import { type ForeignBucket, readStatements } from "./read-only-buckets";
import { listActions, ownObjectActions } from "./s3-actions";

export interface S3EndpointPolicyProps {
  /** ARNs of the team's buckets; they need not exist yet. */
  readonly bucketArns: readonly string[];
  readonly dataAccountId: string;
  /** Whether the team's file refuses to destroy its buckets. */
  readonly protect: boolean;
  readonly teamRoleArn: string;
  /** Buckets of AWS's that are read without the role's identity: ECR's image layers, at least. */
  readonly callerlessBuckets: readonly ForeignBucket[];
  /** Buckets that the environment declares readable and that the role reads as itself. */
  readonly readOnlyBuckets: readonly ForeignBucket[];
}

/**
 * On a gateway endpoint Principal must be `*`; conditions narrow it. A bucket's name can be squatted by a stranger, so the
 * account is pinned too.
 * Source: docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
 */
export function s3EndpointPolicy(props: S3EndpointPolicyProps): ResourceStatement[] {
  const ofTeam = isRole(props.teamRoleArn);
  return [
    {
      Sid: "OwnBuckets",
      Effect: "Allow",
      Principal: "*",
      Action: [...ownObjectActions(props), ...listActions],
      Resource: props.bucketArns.flatMap((bucket) => [bucket, `${bucket}/*`]),
      Condition: allOf(ofTeam, { StringEquals: { "aws:ResourceAccount": props.dataAccountId } }),
    },
    ...readStatements(
      props.callerlessBuckets,
      // ECR and CodeArtifact hand out URLs that their own accounts have signed, Amazon Linux's repositories are read
      // unsigned: a condition on the caller would break every image pull.
      (buckets) => ({
        Sid: "ReadWithoutCaller",
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: buckets.map((bucket) => `${bucket}/*`),
      }),
    ).map(forEverybody),
    ...readStatements(props.readOnlyBuckets, (buckets) => ({
      Sid: "ReadDeclaredAwsBuckets",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:ListBucket"],
      Resource: buckets.flatMap((bucket) => [bucket, `${bucket}/*`]),
      Condition: ofTeam,
    })).map(forEverybody),
  ];
}

const forEverybody = ({ Sid, Effect, ...rest }: Statement): ResourceStatement => ({
  Sid,
  Effect,
  Principal: "*",
  ...rest,
});
