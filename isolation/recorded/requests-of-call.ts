/** The IAM requests that AWS asks policies about when a recorded call arrives. */
import { actionNamed, actionOfCall, type NeededAction } from "../calls/iam-actions";
import { conditionKeysOf } from "../decide/catalogue";
import { conditionKey, type Request } from "../policy";
import type { Sender } from "../requests/call";
import { derivedKeys } from "./condition-keys";
import { pulls } from "./image-pulls";
import { mlflowAction } from "./mlflow-actions";
import { at, everyUnder, texts } from "./parameters";
import type { Parameters, RecordedCall } from "./recording";
import { type Place, resourcesOf } from "./resources";
import { spaceKeys } from "./spaces";

export interface IamRequest {
  /** A session's arrives at `host`; the others' come from AWS's own network. */
  readonly sender: Extract<Sender, "session" | "platform" | "forwarded">;
  /** Set where SageMaker makes it with the role of the team's pipelines; undefined: with the execution role. */
  readonly by?: "pipelines";
  /** Undefined where no client sends it. */
  readonly host?: string;
  /** The host of the client's call that AWS makes this request for; undefined where no client calls. */
  readonly through?: string;
  readonly action: string;
  /** ARN, or "*". */
  readonly resource: string;
  readonly context: NonNullable<Request["context"]>;
  /** S3 refuses the call where the bucket belongs to another account. */
  readonly expectedOwner?: string;
}

/** What a client sends, whoever sends it. */
export interface Sent extends Place {
  readonly sender: IamRequest["sender"];
}

/** Where a call of one name takes several actions, or takes one that its name does not tell. S3: its user guide, "Required permissions for Amazon S3 API operations". */
const actions: Readonly<Record<string, readonly string[]>> = {
  "bedrock-runtime:Converse": ["bedrock:InvokeModel"],
  "lambda:Invoke": ["lambda:InvokeFunction"],
  "s3:CompleteMultipartUpload": ["s3:PutObject"],
  "s3:CopyObject": ["s3:PutObject"],
  "s3:CreateMultipartUpload": ["s3:PutObject"],
  "s3:DeleteObjects": ["s3:DeleteObject"],
  "s3:ListBuckets": ["s3:ListAllMyBuckets"],
  "s3:ListObjects": ["s3:ListBucket"],
  "s3:ListParts": ["s3:ListMultipartUploadParts"],
  "s3:UploadPart": ["s3:PutObject"],
};

/** Services whose actions begin with another service's prefix. Source: the Service Authorization Reference, which lists their operations there. */
const prefixes: Readonly<Record<string, string>> = {
  emr: "elasticmapreduce",
  "sagemaker-featurestore-runtime": "sagemaker",
  "sagemaker-metrics": "sagemaker",
  "sagemaker-runtime": "sagemaker",
  stepfunctions: "states",
};

/** Throws Undecided on an operation that no table maps, and on parameters that are not understood. */
export function requestsOf(call: RecordedCall, sent: Sent): readonly IamRequest[] {
  const { service, operation, parameters, host } = call;
  const origin = { sender: sent.sender, ...(sent.sender === "session" && { host }) };
  const own = actionsOf(service, operation).flatMap((action) =>
    resourcesOf(action, operation, parameters, sent).map(
      (resource): IamRequest => ({
        ...origin,
        action: action.name,
        resource,
        context: {
          ...derivedKeys(action.name, operation, parameters, (name) => arnOf(sent, "sagemaker", `model/${name}`)),
          ...spaceKeys(action.name, parameters, (name) => arnOf(sent, "sagemaker", name)),
          ...headersOf(action, call),
        },
        ...(typeof parameters.ExpectedBucketOwner === "string" && { expectedOwner: parameters.ExpectedBucketOwner }),
      }),
    ),
  );
  const through = (request: IamRequest): IamRequest =>
    sent.sender === "session" ? { ...request, through: host } : request;
  return [
    ...own,
    ...tagging(service, operation, parameters, own),
    ...passing(service, parameters).map(through),
    ...pulls(call, sent).map(through),
    ...copying(call, origin),
    ...besides(call, own, sent).map(through),
  ];
}

function actionsOf(service: string, operation: string): readonly NeededAction[] {
  const call = `${service}:${operation}`;
  if (service === "sagemaker-mlflow") return [mlflowAction(operation)];
  return (
    actions[call]?.map((name) => actionNamed(name, call)) ?? [
      actionOfCall(`${prefixes[service] ?? service}:${operation}`),
    ]
  );
}

export const arnOf = ({ partition, region, account }: Place, service: string, resource: string): string =>
  `arn:${partition}:${service}:${region}:${account}:${resource}`;

/** S3's condition keys that are a request's headers. */
function headersOf({ name }: NeededAction, { headers = {} }: RecordedCall): Request["context"] {
  const known = conditionKeysOf(name);
  return Object.fromEntries(
    Object.entries(headers)
      .map(([header, value]) => [`s3:${header.toLowerCase()}`, value] as const)
      .filter(([key]) => conditionKey(key) !== undefined && known.has(key)),
  );
}

/** Source: docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html#grant-tagging-permissions */
function tagging(service: string, operation: string, parameters: Parameters, own: readonly IamRequest[]): IamRequest[] {
  if (service !== "sagemaker" || at(parameters, ["Tags", "Key"]).length === 0 || operation === "AddTags") return [];
  return own.slice(0, 1).map(({ context, ...request }) => ({
    ...request,
    action: "sagemaker:AddTags",
    context: {
      ...Object.fromEntries(Object.entries(context).filter(([key]) => key.startsWith("aws:RequestTag/"))),
      "sagemaker:TaggingAction": operation,
    },
  }));
}

/**
 * To whom a service lends a role that its parameters name: the caller needs iam:PassRole.
 * Source: docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html; service principals: the services' own pages on roles.
 */
const lentTo: Readonly<Record<string, readonly [principal: string, ...members: string[]]>> = {
  "emr-serverless": ["emr-serverless.amazonaws.com", "executionRoleArn"],
  events: ["events.amazonaws.com", "Targets.RoleArn"],
  sagemaker: ["sagemaker.amazonaws.com", "RoleArn", "ExecutionRoleArn"],
  lambda: ["lambda.amazonaws.com", "Role"],
  scheduler: ["scheduler.amazonaws.com", "Target.RoleArn"],
};

function passing(service: string, parameters: Parameters): IamRequest[] {
  const [principal, ...members] = lentTo[service] ?? [];
  if (principal === undefined) return [];
  const roles = texts(
    members.flatMap((member) => everyUnder(parameters, member.split("."))),
    "a role",
  );
  return roles.map((resource) => ({
    sender: "platform",
    action: "iam:PassRole",
    resource,
    context: { "iam:PassedToService": principal },
  }));
}

/** A copy reads its source. Page: docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
function copying({ operation, parameters }: RecordedCall, origin: Pick<IamRequest, "sender" | "host">): IamRequest[] {
  if (operation !== "CopyObject" && operation !== "UploadPartCopy") return [];
  const { CopySource: source } = parameters;
  const [path] = typeof source === "string" ? [source] : [`${at(source, ["Bucket"])[0]}/${at(source, ["Key"])[0]}`];
  return [
    {
      ...origin,
      action: "s3:GetObject",
      resource: `arn:aws:s3:::${path?.replace(/^\//, "").split("?")[0]}`,
      context: {},
    },
  ];
}

/** What else AWS asks of the caller. */
function besides(
  { service, operation, parameters }: RecordedCall,
  own: readonly IamRequest[],
  place: Place,
): readonly IamRequest[] {
  const [first] = own;
  if (!first) return [];
  switch (`${service}:${operation}`) {
    // CodeArtifact asks STS for it (docs.aws.amazon.com/codeartifact/latest/ug/tokens-authentication.html), and AWS's policy
    // for CodeArtifact's endpoint allows it there too (.../create-vpc-endoint-policy.html): asked both ways.
    case "codeartifact:GetAuthorizationToken": {
      const token = {
        action: "sts:GetServiceBearerToken",
        resource: "*",
        context: { "sts:AWSServiceName": "codeartifact.amazonaws.com" },
      };
      return [
        { ...token, sender: "platform" },
        { ...token, sender: first.sender, ...(first.host !== undefined && { host: first.host }) },
      ];
    }
    // Whoever asks for a repository's address reads packages there, with CodeArtifact's token. Its host has domain and owner:
    // docs.aws.amazon.com/codeartifact/latest/ug/python-configure-pip.html
    case "codeartifact:GetRepositoryEndpoint": {
      const [owner, domain] = first.resource.match(/:(\d{12}):repository\/([^/]+)\//)?.slice(1) ?? [];
      const host = `${domain}-${owner}.d.codeartifact.${place.region}.amazonaws.com`;
      return [{ ...first, action: "codeartifact:ReadFromRepository", ...(first.sender === "session" && { host }) }];
    }
    // "access model package that can be used in training or hosting": AccessModelPackage of the Service Authorization Reference.
    case "sagemaker:CreateModel":
      return everyUnder(parameters, ["ModelPackageName"]).flatMap((name) =>
        typeof name !== "string"
          ? []
          : [
              {
                sender: "platform" as const,
                action: "sagemaker:AccessModelPackage",
                resource: name.startsWith("arn:") ? name : arnOf(place, "sagemaker", `model-package/${name}`),
                context: {},
              },
            ],
      );
    // docs.aws.amazon.com/autoscaling/application/userguide/security_iam_id-based-policy-examples.html, SageMaker
    case "application-autoscaling:RegisterScalableTarget": {
      const endpoint = first.resource.replace(/^.*scalable-target\//, "").replace(/\/variant\/.*$/, "");
      return endpoint.startsWith("endpoint/")
        ? ["DescribeEndpoint", "UpdateEndpointWeightsAndCapacities"].map((name) => ({
            sender: "platform" as const,
            action: `sagemaker:${name}`,
            resource: arnOf(place, "sagemaker", endpoint),
            context: {},
          }))
        : [];
    }
    default:
      return [];
  }
}
