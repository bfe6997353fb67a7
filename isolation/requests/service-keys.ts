/** Condition keys of KMS, SageMaker, EC2, IAM and STS, as far as the calls here can have them. */
import { always, type Call, eachOf, never, oneOf, orAbsent, perhaps, type Sent, someLike } from "./call";
import { type KeyRow, serviceOf } from "./rows";

const reference = (name: string) => `docs.aws.amazon.com/service-authorization/latest/reference/list_${name}.html`;
const kms = "docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html";
const asked = () => perhaps("the request may ask for it or not");
/** What the deployer asks for is anything. */
const unlessDeployer =
  (sent: Sent) =>
  ({ sender }: Call): Sent | undefined =>
    sender === "deployer" ? undefined : sent;

const kmsKeys: readonly KeyRow[] = [
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
  { keys: ["kms:viaservice"], sent: unlessDeployer(never), source: kms },
  {
    keys: ["kms:encryptioncontext:", "kms:encryptioncontextkeys"],
    sent: ({ sender }) => (sender === "forwarded" ? never : sender === "deployer" ? undefined : asked()),
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

const sagemaker = reference("amazonsagemaker");
const sagemakerKeys: readonly KeyRow[] = [
  {
    keys: ["sagemaker:domainid", "sagemaker:userprofilename"],
    // A session of Studio carries them; which calls show them is documented by examples alone.
    sent: (call) => (serviceOf(call) === "sagemaker" && call.sender === "session" ? asked() : never),
    source: "docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-spaces-admin-guide.html",
  },
  {
    keys: ["sagemaker:imagearns", "sagemaker:imageversionarns"],
    sent: () => perhaps("Studio may name the image"),
    source: sagemaker,
  },
  {
    // Calls that start something say it. A space may be made with the type that its apps start with.
    keys: ["sagemaker:instancetypes"],
    sent: ({ request: { action }, assumptions: { instanceTypes } }) =>
      /:createspace$/i.test(action)
        ? orAbsent(oneOf("Studio may name the instance type of a space", ...instanceTypes))
        : asked(),
    source: sagemaker,
  },
  {
    keys: ["sagemaker:enableremotedebug", "sagemaker:intercontainertrafficencryption", "sagemaker:networkisolation"],
    sent: () => orAbsent(oneOf("SDKs send false or nothing", "false")),
    source: sagemaker,
  },
  {
    keys: ["sagemaker:remoteaccess"],
    sent: () => orAbsent(oneOf("Studio sends DISABLED or nothing", "DISABLED")),
    source: sagemaker,
  },
  {
    keys: ["sagemaker:directgatedmodelaccess", "sagemaker:maxruntimeinseconds"],
    sent: () => asked(),
    source: sagemaker,
  },
  {
    keys: [
      "sagemaker:filesystemaccessmode",
      "sagemaker:filesystemdirectorypath",
      "sagemaker:filesystemid",
      "sagemaker:filesystemtype",
      "sagemaker:keepaliveperiod",
      "sagemaker:outputkmskeyarn",
      "sagemaker:owneruserprofilearn",
      "sagemaker:spacesharingtype",
      "sagemaker:studiolifecycleconfigarns",
      "sagemaker:targetmodel",
      "sagemaker:volumekmskeyarn",
      "sagemaker:vpcsecuritygroupids",
      "sagemaker:vpcsubnets",
    ],
    sent: () => never,
    source: `${sagemaker}: asked for by the calls here where they say so, and not otherwise`,
  },
  { keys: ["sagemaker:resourcetag/"], sent: () => perhaps("the resource may have the tag or not"), source: sagemaker },
];

const ec2 = reference("amazonec2");
const ec2Keys: readonly KeyRow[] = [
  { keys: ["ec2:region"], sent: ({ assumptions: { region } }) => always(region), source: ec2 },
  {
    keys: [
      "ec2:associatepublicipaddress",
      "ec2:attribute",
      "ec2:attribute/",
      "ec2:authorizedservice",
      "ec2:authorizeduser",
      "ec2:availabilityzone",
      "ec2:availabilityzoneid",
      "ec2:ipv4ipampoolid",
      "ec2:ipv6ipampoolid",
      "ec2:islaunchtemplateresource",
      "ec2:launchtemplate",
      "ec2:managedresourceoperator",
      "ec2:networkinterfaceid",
      "ec2:permission",
      "ec2:resourcetag/",
      "ec2:securitygroupid",
      "ec2:subnet",
      "ec2:subnetid",
      "ec2:vpc",
    ],
    sent: () => perhaps("SageMaker chooses the interface"),
    source: ec2,
  },
];

const trust = reference("awssecuritytokenservice");
const stsKeys: readonly KeyRow[] = [
  {
    keys: ["sts:sourceidentity"],
    sent: ({ assumptions: { sourceIdentities } }) =>
      sourceIdentities.length === 0 ? never : { ...eachOf(sourceIdentities), because: "the profile's name" },
    source: "docs.aws.amazon.com/sagemaker/latest/dg/monitor-user-access-how-to.html",
  },
  { keys: ["sts:rolesessionname"], sent: () => someLike("SageMaker chooses the session's name", "*"), source: trust },
  { keys: ["sts:externalid", "sts:transitivetagkeys"], sent: () => never, source: trust },
  {
    // Identity providers': a service is of none.
    keys: [
      "accounts.google.com:",
      "cognito-identity.amazonaws.com:",
      "graph.facebook.com:",
      "saml:",
      "www.amazon.com:",
    ],
    sent: () => never,
    source: trust,
  },
];

const others: readonly KeyRow[] = [
  {
    keys: ["iam:associatedresourcearn", "iam:resourcetag/"],
    sent: () => asked(),
    source: reference("awsidentityandaccessmanagementiam"),
  },
  {
    keys: ["ecr:resourcetag/"],
    sent: () => perhaps("the repository may have the tag or not"),
    source: reference("amazonelasticcontainerregistry"),
  },
];

export const serviceKeys: readonly KeyRow[] = [...kmsKeys, ...sagemakerKeys, ...ec2Keys, ...stsKeys, ...others];
