/** Condition keys of every service: time, session, client, and what was asked of whom. */
import { always, type Call, eachOf, never, oneOf, orAbsent, perhaps, type Sent, someLike } from "./call";
import { isLentByService, isOfIdentity, isOfTeam, type KeyRow, pages, serviceOf } from "./rows";

const { global } = pages;
const second = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;

/** A key that tells of other sessions than SageMaker's; a person or an external role may have one. */
const ofOtherSessions = (call: Call): Sent | undefined => (isOfTeam(call) || !isOfIdentity(call) ? never : undefined);

/** Apps carry the profile's name. Whether a job does depends on how it was made. */
function sourceIdentity({ sender, assumptions: { sourceIdentities } }: Call): Sent | undefined {
  if (sender === "service" || sender === "page") return never;
  if (sender !== "session" && sender !== "platform" && sender !== "forwarded") return undefined;
  if (sourceIdentities.length === 0) return never;
  const because = "apps carry their profile's name, and not every job does";
  const names = eachOf(sourceIdentities);
  return sender === "platform" ? orAbsent(oneOf(because, ...sourceIdentities)) : { ...orAbsent(names), because };
}

function multiFactor(call: Call): Sent | undefined {
  if (!isOfIdentity(call)) return never;
  return isOfTeam(call) ? orAbsent(oneOf("a session that a service began says false, or nothing", "false")) : undefined;
}

/** Who asks on the caller's behalf. */
function calledVia(call: Call): Sent | undefined {
  const { sender, request } = call;
  const { context = {} } = request;
  const because = "AWS may name the service in between or not";
  if (sender === "forwarded") return orAbsent(oneOf(because, "s3.amazonaws.com"));
  // Nothing but SageMaker asks S3 with a role of the team from AWS's network: a service that goes on with a role's session does
  // so for a call of that role's, and is asked about beside (team-can-work/queries.ts).
  if (sender === "platform" && serviceOf(call) === "s3") return orAbsent(oneOf(because, "sagemaker.amazonaws.com"));
  if (sender === "platform" || (sender === "session" && isLentByService(call))) return perhaps(because);
  // A party's bucket asks for the key in the party's name.
  return context["aws:ViaAWSService"] === "true" ? orAbsent(oneOf(because, "s3.amazonaws.com")) : never;
}

/** Where a request comes from, beyond what the call says of it. */
function origin(call: Call): Sent | undefined {
  if (call.sender === "deployer") return undefined;
  const isPassed = call.sender === "platform" && serviceOf(call) === "iam";
  return isPassed ? perhaps("SageMaker may pass on where the call for the job came from") : never;
}

export const globalKeys: readonly KeyRow[] = [
  { keys: ["aws:currenttime"], sent: ({ assumptions: { at } }) => always(second(at)), source: global },
  {
    keys: ["aws:epochtime"],
    sent: ({ assumptions: { at } }) => always(String(Math.floor(at.getTime() / 1000))),
    source: global,
  },
  {
    // Temporary credentials alone have it. Whoever is cut off by a revoked session begins another.
    keys: ["aws:tokenissuetime"],
    sent: (call) => {
      if (!isOfIdentity(call)) return never;
      const now = always(second(call.assumptions.at));
      if (call.request.principal.kind === "role" && call.sender !== "signed URL") return now;
      return {
        ...never,
        certain: [],
        possible: [undefined, ...now.certain],
        because: "long-term keys have no session",
      };
    },
    source: `${global}; docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html`,
  },
  {
    keys: ["aws:requestedregion"],
    sent: (call) =>
      serviceOf(call) === "iam"
        ? someLike("the region in which IAM is asked is not documented", "*")
        : always(call.assumptions.region),
    source: global,
  },
  { keys: ["aws:useragent"], sent: () => someLike("each client sends its own", "*"), source: global },
  {
    keys: ["aws:userid"],
    sent: (call) => {
      if (!isOfIdentity(call)) return never;
      const because = "AWS gives the id";
      return call.request.principal.kind === "role"
        ? someLike(because, "AROA????????????*:*")
        : someLike(because, "AIDA????????????*");
    },
    source: "docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html (principal key values)",
  },
  {
    keys: ["aws:sourceidentity"],
    sent: sourceIdentity,
    source: "docs.aws.amazon.com/sagemaker/latest/dg/monitor-user-access.html",
  },
  { keys: ["aws:multifactorauthpresent"], sent: multiFactor, source: global },
  { keys: ["aws:multifactorauthage"], sent: ofOtherSessions, source: global },
  {
    keys: ["aws:calledvia", "aws:calledviafirst", "aws:calledvialast"],
    sent: calledVia,
    source: `${global}; docs.aws.amazon.com/aws-managed-policy/latest/reference/SageMakerStudioProjectRoleMachineLearningPolicy.html`,
  },
  {
    // A service that acts with a role that it was lent says false. Which of the two asks for interfaces, for passing a role
    // and for lending a key is not documented, and EC2 does not know the key.
    keys: ["aws:viaawsservice"],
    sent: (call) =>
      serviceOf(call) === "ec2" ||
      (call.sender === "platform" && serviceOf(call) === "iam") ||
      (call.sender === "session" && isLentByService(call))
        ? orAbsent(oneOf("AWS does not document what it says here", "true", "false"))
        : undefined,
    source: `${global} (not in EC2)`,
  },
  {
    // The origin of a request is what the call says; nothing else of it is there.
    keys: ["aws:sourceip", "aws:sourcevpce"],
    sent: origin,
    source: global,
  },
  {
    // They come with every endpoint's request. Of a foreign endpoint the call does not say them.
    keys: ["aws:sourcevpc", "aws:vpcsourceip"],
    sent: (call) =>
      call.request.context?.["aws:SourceVpce"] === undefined
        ? origin(call)
        : someLike("of an endpoint elsewhere, neither VPC nor addresses are known", "*"),
    source: global,
  },
  {
    keys: ["aws:sourcevpcarn", "aws:vpceaccount"],
    sent: ({ request: { context = {} } }) =>
      context["aws:SourceVpce"] === undefined ? never : perhaps("few services say it of an endpoint"),
    source: global,
  },
  {
    // Of a service that calls as itself; the call says it.
    keys: ["aws:sourceaccount", "aws:sourcearn", "aws:sourceowner"],
    sent: ({ sender }) => (sender === "service" ? undefined : never),
    source: global,
  },
  {
    keys: [
      "aws:assumedroot",
      "aws:chatbotsourcearn",
      "aws:ec2instancesourceprivateipv4",
      "aws:ec2instancesourcevpc",
      "aws:federatedprovider",
      "ec2:roledelivery",
      "ec2:sourceinstancearn",
      "glue:credentialissuingservice",
      "glue:roleassumedby",
      "identitystore:userid",
      "lambda:sourcefunctionarn",
      "ssm:sourceinstancearn",
    ],
    sent: ofOtherSessions,
    source: global,
  },
  {
    keys: ["aws:calledviaawsmcp", "aws:ismcpserviceaction", "aws:viaawsmcpservice"],
    sent: () => perhaps("a tool of AWS in between may set it"),
    source: "not looked up",
  },
  {
    keys: ["aws:referer"],
    sent: (call) => (isOfTeam(call) || call.sender === "service" ? never : perhaps("a browser may send it")),
    source: global,
  },
  {
    keys: ["aws:principaltag/"],
    sent: (call) => (isOfIdentity(call) ? perhaps("role and session may have the tag or not") : never),
    source: global,
  },
  { keys: ["aws:resourcetag/"], sent: () => perhaps("the resource may have the tag or not"), source: global },
  {
    keys: ["aws:requesttag/", "aws:tagkeys"],
    sent: () => perhaps("Studio and SDKs may tag what they make"),
    source: "docs.aws.amazon.com/sagemaker/latest/dg/domain-user-profile-isolation.html",
  },
];
