/** Condition keys of SageMaker, EC2, IAM and STS, as far as the calls here can have them. */
import { always, eachOf, never, oneOf, orAbsent, perhaps, someLike } from "./call";
import { type KeyRow, serviceOf } from "./rows";

const reference = (name: string) => `docs.aws.amazon.com/service-authorization/latest/reference/list_${name}.html`;
const asked = () => perhaps("the request may ask for it or not");
const sagemaker = reference("amazonsagemaker");
const sagemakerKeys: readonly KeyRow[] = [
  {
    keys: ["sagemaker:domainid", "sagemaker:userprofilename"],
    // A session of Studio carries them; which calls show them is documented by examples alone.
    sent: (call) => (serviceOf(call) === "sagemaker" && call.sender === "session" ? asked() : never),
    source: "docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-spaces-admin-guide.html",
  },
  {
    // Calls that name a team's own image say so; of the others Studio may name AWS's.
    keys: ["sagemaker:imagearns"],
    sent: ({ assumptions: { studioImages } }) => orAbsent(oneOf("Studio may name the image", ...studioImages.images)),
    source: sagemaker,
  },
  {
    keys: ["sagemaker:imageversionarns"],
    sent: ({ assumptions: { studioImages } }) =>
      orAbsent(oneOf("Studio may name the image's version", ...studioImages.versions)),
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
      "sagemaker:serverlessmaxconcurrency",
      "sagemaker:serverlessmemorysize",
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
  {
    keys: [
      "sagemaker:currentcustomermetadataproperties/",
      "sagemaker:currentmodellifecyclestage",
      "sagemaker:currentmodellifecyclestagestatus",
    ],
    sent: () => never,
    source: `${sagemaker}: of model packages`,
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

export const serviceKeys: readonly KeyRow[] = [...sagemakerKeys, ...ec2Keys, ...stsKeys, ...others];
