/** Condition keys of KMS: the key, its use, and who asks for it through which service. */
import { always, type Call, never, orAbsent, perhaps, type Sent, someLike } from "./call";
import { isLentByService, type KeyRow } from "./rows";

const kms = "docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html";

/** What the deployer asks for is anything. */
const unlessDeployer =
  (sent: Sent) =>
  ({ sender }: Call): Sent | undefined =>
    sender === "deployer" ? undefined : sent;

export const kmsKeys: readonly KeyRow[] = [
  // Keys of the stacks are symmetric, of one region, and made by KMS: the provider's defaults, and nothing else is read.
  {
    keys: ["kms:encryptionalgorithm"],
    sent: unlessDeployer(always("SYMMETRIC_DEFAULT")),
    source: kms,
  },
  { keys: ["kms:keyspec"], sent: () => always("SYMMETRIC_DEFAULT"), source: kms },
  { keys: ["kms:keyusage"], sent: () => always("ENCRYPT_DECRYPT"), source: kms },
  { keys: ["kms:keyorigin"], sent: () => always("AWS_KMS"), source: kms },
  { keys: ["kms:multiregion"], sent: () => always("false"), source: kms },
  { keys: ["kms:multiregionkeytype"], sent: () => never, source: kms },
  // S3's encryption context, and the service that a call comes through, are what the call says.
  {
    keys: ["kms:viaservice"],
    sent: (call) =>
      call.sender === "deployer"
        ? undefined
        : isLentByService(call)
          ? orAbsent(someLike("AWS does not document which service lends the key", "*.amazonaws.com"))
          : never,
    source: kms,
  },
  {
    keys: ["kms:encryptioncontext:", "kms:encryptioncontextkeys"],
    sent: ({ sender }) =>
      sender === "forwarded" ? never : sender === "deployer" ? undefined : perhaps("the request may ask for it or not"),
    source: `${kms}; docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html`,
  },
  {
    keys: ["kms:requestalias"],
    sent: ({ sender }) =>
      sender === "forwarded"
        ? never
        : sender === "deployer"
          ? undefined
          : orAbsent(someLike("the client names the key or its alias", "alias/*")),
    source: kms,
  },
  { keys: ["kms:recipientattestation:"], sent: unlessDeployer(never), source: kms },
  {
    keys: [
      "kms:grantconstraintsourcearn",
      "kms:grantconstrainttype",
      "kms:granteeprincipal",
      "kms:granteeserviceprincipal",
      "kms:grantoperations",
      "kms:retiringprincipal",
      "kms:retiringserviceprincipal",
    ],
    sent: unlessDeployer(perhaps("AWS chooses what the grant is for")),
    source: kms,
  },
];
