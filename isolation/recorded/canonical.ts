/** Requests that differ only in names which policies cannot tell apart become one: a proof asks each kind once. */
import type { IamRequest } from "./requests-of-call";

/** Stands for a name that somebody chose. */
export const anyName = "recorded";

/** Names that SageMaker gives to what a pipeline's steps start. */
export const stepPrefix = "pipelines-";

/** Begins the name of the file that a pipeline's condition reads: no other object of a bucket is called so here. */
export const propertyFile = `${stepPrefix}property-file`;

/** Files that a pipeline's own role may read. */
export const pipelineFiles = "pipelines/";

const nameWith = (jobPrefix: string) => {
  const kept = [jobPrefix, propertyFile, stepPrefix, pipelineFiles];
  return (name: string): string => `${kept.find((prefix) => name.startsWith(prefix)) ?? ""}${anyName}`;
};

/** Of a domain, whose first names are ids, and what its team's file brings with names of their own: images, a tracking server. */
const namedForGood =
  /:sagemaker:[^:]*:[^:]*:(domain|user-profile|space|app|hub|hub-content|image|image-version|mlflow-tracking-server)\//;

/** Each ARN's names by its service: what comes before them, and the names. */
const forms: readonly RegExp[] = [
  /^(arn:[^:]*:sagemaker:[^:]*:[^:]*:[\w-]+\/)([^/]+)(.*)$/,
  /^(arn:[^:]*:logs:[^:]*:[^:]*:log-group:\/aws\/sagemaker\/Endpoints\/)([^/:]+)(.*)$/,
  /^(arn:[^:]*:application-autoscaling:.*:scalable-target\/[\w-]+\/)([^/]+)(.*)$/,
  /^(arn:[^:]*:autoscaling:[^:]*:[^:]*:scalingPolicy:)(.+)()$/,
  /^(arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:)(.+)()$/,
  /^(arn:[^:]*:lambda:[^:]*:[^:]*:function:)(.+)()$/,
  /^(arn:[^:]*:scheduler:[^:]*:[^:]*:schedule\/[^/]+\/)(.+)()$/,
  /^(arn:[^:]*:glue:[^:]*:[^:]*:table\/[^/]+\/)(.+)()$/,
  /^(arn:[^:]*:s3:::[^/]+\/)(.+)()$/,
];

export function canonicalArn(arn: string, jobPrefix: string): string {
  if (namedForGood.test(arn)) return arn;
  for (const form of forms) {
    const [, start, name, rest] = form.exec(arn) ?? [];
    if (start === undefined || name === undefined) continue;
    return `${start}${nameWith(jobPrefix)(name)}${(rest ?? "").replace(/^\/\d+$/, "/1").replace(/\/execution\/.*$/, "/execution/abcdefghijkl")}`;
  }
  return arn;
}

export function canonical(request: IamRequest, jobPrefix: string): IamRequest {
  const value = (text: string) => (text.startsWith("arn:") ? canonicalArn(text, jobPrefix) : text);
  const context = Object.entries(request.context)
    .map(([key, values]) => [key, canonicalValue(key, values, value)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return { ...request, resource: canonicalArn(request.resource, jobPrefix), context: Object.fromEntries(context) };
}

/** Names of others' making, which no policy of a team tells apart. */
const free = new Set([
  "sagemaker:TargetModel",
  "s3:x-amz-copy-source",
  "sagemaker:FeatureGroupOfflineStoreConfig",
  "sagemaker:FeatureGroupOfflineStoreS3Uri",
]);

function canonicalValue(
  key: string,
  values: IamRequest["context"][string],
  value: (text: string) => string,
): IamRequest["context"][string] {
  if (values === undefined) return undefined;
  if (free.has(key)) return anyName;
  return typeof values === "string" ? value(values) : [...new Set(values.map(value))].sort();
}
