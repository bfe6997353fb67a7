/** Condition keys that AWS derives from the parameters of SageMaker's calls, and of the other services' that were recorded. */
import { conditionKeysOf } from "../decide/catalogue";
import { Undecided } from "../decide/undecided";
import { conditionKey, type Request } from "../policy";
import { spelledKey } from "../policy/keys";
import { at, everyUnder, texts } from "./parameters";
import type { Parameters } from "./recording";

interface KeySource {
  /** Paths that may begin anywhere in the parameters. */
  readonly anywhere?: readonly string[];
  /** Paths from the top, for one operation alone. */
  readonly of?: Readonly<Record<string, readonly string[]>>;
  /** The values are names of models, and the key holds the ARN of each: the table calls it single, AWS's own example policies do not. */
  readonly models?: true;
}

/**
 * Sources: docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html names the keys;
 * docs.aws.amazon.com/sagemaker/latest/dg/security_iam_id-based-policy-examples.html and the API reference name the members
 * that they speak of. A key that is listed here and whose members a request does not have is not in the request.
 */
const exact: Readonly<Record<string, KeySource>> = {
  "sagemaker:AcceleratorTypes": { anywhere: ["AcceleratorType"] },
  "sagemaker:FeatureGroupDisableGlueTableCreation": { anywhere: ["OfflineStoreConfig.DisableGlueTableCreation"] },
  "sagemaker:FeatureGroupEnableOnlineStore": { anywhere: ["OnlineStoreConfig.EnableOnlineStore"] },
  // Policies can ask only whether it is there. An offline store has a bucket always.
  "sagemaker:FeatureGroupOfflineStoreConfig": { anywhere: ["OfflineStoreConfig.S3StorageConfig.S3Uri"] },
  "sagemaker:FeatureGroupOfflineStoreKmsKeyArn": { anywhere: ["OfflineStoreConfig.S3StorageConfig.KmsKeyId"] },
  "sagemaker:FeatureGroupOfflineStoreS3Uri": { anywhere: ["OfflineStoreConfig.S3StorageConfig.S3Uri"] },
  "sagemaker:FeatureGroupOnlineStoreKmsKeyArn": { anywhere: ["OnlineStoreConfig.SecurityConfig.KmsKeyId"] },
  "sagemaker:FileSystemAccessMode": { anywhere: ["FileSystemAccessMode"] },
  "sagemaker:FileSystemDirectoryPath": { anywhere: ["FileSystemDataSource.DirectoryPath"] },
  "sagemaker:FileSystemId": { anywhere: ["FileSystemDataSource.FileSystemId"] },
  "sagemaker:FileSystemType": { anywhere: ["FileSystemDataSource.FileSystemType"] },
  // docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceSpec.html
  "sagemaker:ImageArns": { anywhere: ["SageMakerImageArn"] },
  "sagemaker:ImageVersionArns": { anywhere: ["SageMakerImageVersionArn"] },
  "sagemaker:InstanceTypes": { anywhere: ["InstanceType"] },
  "sagemaker:KeepAlivePeriod": { anywhere: ["ResourceConfig.KeepAlivePeriodInSeconds"] },
  "sagemaker:ModelApprovalStatus": { anywhere: ["ModelApprovalStatus"] },
  "sagemaker:ModelArn": { anywhere: ["ModelName"], models: true },
  "sagemaker:OutputKmsKeyArn": {
    anywhere: ["OutputDataConfig", "ProcessingOutputConfig", "TransformOutput", "MonitoringOutputConfig"].map(
      (member) => `${member}.KmsKeyId`,
    ),
  },
  "sagemaker:ServerlessMaxConcurrency": { anywhere: ["ServerlessConfig.MaxConcurrency"] },
  "sagemaker:ServerlessMemorySize": { anywhere: ["ServerlessConfig.MemorySizeInMB"] },
  "sagemaker:TargetModel": { anywhere: ["TargetModel"] },
  "sagemaker:VolumeKmsKeyArn": { anywhere: ["VolumeKmsKeyId"], of: { CreateEndpointConfig: ["KmsKeyId"] } },
  "sagemaker:VpcSecurityGroupIds": { anywhere: ["VpcConfig.SecurityGroupIds"] },
  "sagemaker:VpcSubnets": { anywhere: ["VpcConfig.Subnets"] },
  "application-autoscaling:scalable-dimension": { anywhere: ["ScalableDimension"] },
  "application-autoscaling:service-namespace": { anywhere: ["ServiceNamespace"] },
  // docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/iam-cw-condition-keys-alarm-actions.html: of every state.
  "cloudwatch:AlarmActions": { anywhere: ["AlarmActions", "OKActions", "InsufficientDataActions"] },
  "cloudwatch:namespace": { anywhere: ["Namespace"] },
};

/** SageMaker fills these in where a request does not have them, so an absent member leaves the key open (isolation/requests/service-keys.ts). */
const whereGiven: Readonly<Record<string, KeySource>> = {
  "sagemaker:DirectGatedModelAccess": { anywhere: ["ModelAccessConfig.AcceptEula"] },
  "sagemaker:EnableRemoteDebug": { anywhere: ["RemoteDebugConfig.EnableRemoteDebug"] },
  "sagemaker:InterContainerTrafficEncryption": { anywhere: ["EnableInterContainerTrafficEncryption"] },
  "sagemaker:NetworkIsolation": { anywhere: ["EnableNetworkIsolation"] },
};

/** Keys that an operation's parameters decide: each with its values, or undefined where the request does not have it. */
export function derivedKeys(
  action: string,
  operation: string,
  parameters: Parameters,
  modelArn: (name: string) => string,
): Readonly<Record<string, string | readonly string[] | undefined>> {
  const known = conditionKeysOf(action);
  const found: Record<string, string | readonly string[] | undefined> = {};
  for (const [key, source] of sourcesOf(action)) {
    const values = valuesOf(key, source, operation, parameters).map((value) =>
      source.models ? modelArn(value) : value,
    );
    if (values.length === 0) {
      if (key in exact) found[key] = undefined;
    } else if (source.models || conditionKey(key)?.multivalued) found[key] = [...new Set(values)].sort();
    else if (values.length === 1) found[key] = values[0];
    else
      throw new Undecided(
        action,
        `${spelledKey(key)} has one value, and the recorded ${operation} has ${values.join(", ")}`,
      );
  }
  return { ...found, ...tagsOf(known, parameters) };
}

const byAction = new Map<string, readonly (readonly [string, KeySource])[]>();
/** The keys of the tables that AWS lists for the action. */
function sourcesOf(action: string) {
  const known = conditionKeysOf(action);
  const found =
    byAction.get(action) ??
    [...Object.entries(exact), ...Object.entries(whereGiven)].filter(([key]) => known.has(key.toLowerCase()));
  byAction.set(action, found);
  return found;
}

const valuesOf = (key: string, { anywhere = [], of = {} }: KeySource, operation: string, parameters: Parameters) =>
  texts(
    [
      ...anywhere.flatMap((path) => everyUnder(parameters, path.split("."))),
      ...(of[operation] ?? []).flatMap((path) => at(parameters, path.split("."))),
    ],
    key,
  );

/** SageMaker may add tags of its own (isolation/requests/global-keys.ts), so what is not given stays open. */
function tagsOf(known: ReadonlySet<string>, parameters: Parameters): Request["context"] {
  const keys = texts(at(parameters, ["Tags", "Key"]), "a tag's key");
  if (keys.length === 0 || !known.has("aws:tagkeys")) return {};
  const tags = at(parameters, ["Tags"]) as readonly { readonly Key: string; readonly Value?: string }[];
  return Object.fromEntries(tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value ?? ""]));
}
