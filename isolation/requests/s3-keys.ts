/** Condition keys of S3: how a request is signed, and what it asks for. */
import { always, never, oneOf, orAbsent, perhaps, someLike } from "./call";
import type { KeyRow } from "./rows";

const signing = "docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html";
const authorization = "docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html";
const header = "docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html";

/** What a hash of a request's content looks like: 64 hexadecimal digits. */
const hash = "?".repeat(64);

export const s3Keys: readonly KeyRow[] = [
  {
    // SDKs sign with version 4 alone; URLs of AWS's own may be older.
    keys: ["s3:signatureversion"],
    sent: ({ sender }) =>
      sender === "service"
        ? undefined
        : sender === "signed URL"
          ? orAbsent(oneOf("AWS signs the URL, and does not say how", "AWS4-HMAC-SHA256", "AWS"))
          : always("AWS4-HMAC-SHA256"),
    source: signing,
  },
  {
    keys: ["s3:authtype"],
    sent: ({ sender }) =>
      sender === "service"
        ? undefined
        : sender === "signed URL"
          ? orAbsent(oneOf("AWS signs the URL, and does not say how", "REST-QUERY-STRING"))
          : always("REST-HEADER"),
    source: signing,
  },
  {
    keys: ["s3:signatureage"],
    sent: () => perhaps("the pages differ on whether a request that is signed in a header has an age"),
    source: signing,
  },
  {
    keys: ["s3:tlsversion"],
    sent: () => oneOf("client and S3 agree on it", "1.2", "1.3"),
    source:
      "docs.aws.amazon.com/AmazonS3/latest/userguide/network-isolation.html; docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html",
  },
  {
    keys: ["s3:x-amz-content-sha256"],
    sent: ({ sender }) =>
      sender === "signed URL" || sender === "service"
        ? perhaps("AWS does not say how it signs")
        : someLike("the client chooses how it signs content", hash, "UNSIGNED-PAYLOAD", "STREAMING-*"),
    source: `${signing}; ${header}`,
  },
  {
    keys: ["s3:delimiter", "s3:max-keys", "s3:prefix"],
    sent: () => perhaps("the client chooses what it lists"),
    source: authorization,
  },
  {
    keys: ["s3:existingobjecttag/", "s3:buckettag/"],
    sent: () => perhaps("bucket and objects may have the tag or not"),
    source: authorization,
  },
  { keys: ["s3:objectcreationoperation"], sent: () => perhaps("S3 tells it of some writes"), source: authorization },
  {
    // Not through an access point, nor by a grant.
    keys: [
      "s3:accessgrantsinstancearn",
      "s3:accesspointnetworkorigin",
      "s3:accesspointtag/",
      "s3:dataaccesspointaccount",
      "s3:dataaccesspointarn",
    ],
    sent: ({ sender }) => (sender === "deployer" || sender === "service" ? undefined : never),
    source: authorization,
  },
  {
    // What a write may ask for and need not: the calls here ask for nothing but what they say.
    keys: [
      "s3:if-match",
      "s3:if-none-match",
      "s3:object-lock-event-hold",
      "s3:object-lock-event-hold-duration-days",
      "s3:object-lock-legal-hold",
      "s3:object-lock-mode",
      "s3:object-lock-remaining-retention-days",
      "s3:object-lock-retain-until-date",
      "s3:requestobjecttag/",
      "s3:requestobjecttagkeys",
      "s3:versionid",
      "s3:x-amz-acl",
      "s3:x-amz-copy-source",
      "s3:x-amz-grant-full-control",
      "s3:x-amz-grant-read",
      "s3:x-amz-grant-read-acp",
      "s3:x-amz-grant-write",
      "s3:x-amz-grant-write-acp",
      "s3:x-amz-metadata-directive",
      "s3:x-amz-object-annotation-directive",
      "s3:x-amz-server-side-encryption",
      "s3:x-amz-server-side-encryption-aws-kms-key-id",
      "s3:x-amz-server-side-encryption-customer-algorithm",
      "s3:x-amz-storage-class",
      "s3:x-amz-website-redirect-location",
    ],
    sent: ({ sender }) => (sender === "deployer" || sender === "service" ? undefined : never),
    source: authorization,
  },
];
