/** The calls that SageMaker makes for a pipeline's steps, with the pipeline's role and from its own network. */
import { Undecided } from "../decide/undecided";
import { propertyFile, stepPrefix } from "./canonical";
import { at, everyUnder } from "./parameters";
import type { Parameters, RecordedCall } from "./recording";
import { arnOf } from "./requests-of-call";
import type { Place } from "./resources";

type Json = Readonly<Record<string, unknown>>;
export type StepCall = Pick<RecordedCall, "service" | "operation" | "parameters">;

/** Of an execution that a recording starts. */
const execution = "abcdefghijkl";
const suffix = "0123456789";

/**
 * Steps by type: the operation, and the member that holds the name of what it makes.
 * Pages: docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps-types.html, build-and-manage-access.html; checks are
 * processing jobs (docs.aws.amazon.com/sagemaker/latest/dg/build-and-manage-steps.html, QualityCheck and ClarifyCheck).
 */
const jobs: Readonly<Record<string, readonly [operation: string, member: string]>> = {
  AutoML: ["CreateAutoMLJob", "AutoMLJobName"],
  ClarifyCheck: ["CreateProcessingJob", "ProcessingJobName"],
  Model: ["CreateModel", "ModelName"],
  Processing: ["CreateProcessingJob", "ProcessingJobName"],
  QualityCheck: ["CreateProcessingJob", "ProcessingJobName"],
  Training: ["CreateTrainingJob", "TrainingJobName"],
  Transform: ["CreateTransformJob", "TransformJobName"],
  Tuning: ["CreateHyperParameterTuningJob", "HyperParameterTuningJobName"],
};

export interface Pipeline {
  readonly name: string;
  /** As CreatePipeline takes it, parsed. */
  readonly definition: Json;
  /** ARN of the role that it was made with, as far as the recording says. */
  readonly role?: string;
}

/**
 * The calls of one execution of a pipeline. Throws Undecided on a step of a type that is not known.
 * @param bucket where steps leave property files
 * @param hasOwnRole whether a role of its own reads them, for which it matters where they lie
 */
export function stepCalls(
  { name, definition }: Pipeline,
  { bucket, hasOwnRole = false, ...place }: Place & { readonly bucket: string; readonly hasOwnRole?: boolean },
): readonly StepCall[] {
  const steps = allSteps(definition.Steps);
  const resolve = resolver(name, definition, steps);
  const read = (step: Step): readonly StepCall[] =>
    hasOwnRole ? filesRead(step, steps) : [fileCall(bucket, `${propertyFile}.json`)];
  const tag = { Key: executionTag, Value: arnOf(place, "sagemaker", `pipeline/${name}/execution/${execution}`) };
  return [
    ...steps.flatMap((step) => ofStep(step, (resolve(step.Arguments) ?? {}) as Json, read)),
    ...experiment(definition, resolve),
  ].map((call) =>
    Object.values(jobs).some(([operation]) => operation === call.operation)
      ? { ...call, parameters: { ...call.parameters, Tags: [tag] } }
      : call,
  );
}

/** The tag that SageMaker puts on what a step makes. Source: github.com/aws/sagemaker-python-sdk, lineage/context.py (pipeline_execution_arn) */
const executionTag = "sagemaker:pipeline-execution-arn";

interface Step {
  readonly Name: string;
  readonly Type: string;
  readonly Arguments?: Json;
  readonly FunctionArn?: string;
  readonly SqsQueueUrl?: string;
  readonly PropertyFiles?: readonly {
    readonly PropertyFileName: string;
    readonly OutputName: string;
    readonly FilePath: string;
  }[];
}

const fileCall = (Bucket: string, Key: string): StepCall => ({
  service: "s3",
  operation: "GetObject",
  parameters: { Bucket, Key },
});

/** Where a condition's files lie: in the outputs of the steps that write them. Throws Undecided where the definition does not say. */
const filesRead = ({ Name, Arguments }: Step, steps: readonly Step[]): readonly StepCall[] =>
  everyUnder(Arguments, ["Std:JsonGet", "PropertyFile", "Get"]).map((reference) => {
    const [, from, file] = /^Steps\.([^.]+)\.PropertyFiles\.(.+)$/.exec(String(reference)) ?? [];
    const writer = steps.find((step) => step.Name === from);
    const written = writer?.PropertyFiles?.find(({ PropertyFileName }) => PropertyFileName === file);
    const outputs = at(writer?.Arguments, ["ProcessingOutputConfig", "Outputs"]) as readonly {
      readonly OutputName: string;
      readonly S3Output?: { readonly S3Uri?: unknown };
    }[];
    const uri = outputs.find(({ OutputName }) => OutputName === written?.OutputName)?.S3Output?.S3Uri;
    const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+?)\/?$/.exec(typeof uri === "string" ? uri : "") ?? [];
    if (written === undefined || bucket === undefined || key === undefined)
      throw new Undecided(
        `step ${Name}`,
        `where ${String(reference)} lies is expected in the definition, and is not there`,
      );
    return fileCall(bucket, `${key}/${written.FilePath}`);
  });

/** Those of a condition's branches too. */
const allSteps = (steps: unknown): readonly Step[] =>
  (Array.isArray(steps) ? (steps as Step[]) : []).flatMap((step) => [
    step,
    ...allSteps(step.Arguments?.IfSteps),
    ...allSteps(step.Arguments?.ElseSteps),
  ]);

function ofStep(step: Step, parameters: Json, read: (step: Step) => readonly StepCall[]): readonly StepCall[] {
  const { Type: type } = step;
  const [operation, member] = jobs[type] ?? [];
  if (operation !== undefined && member !== undefined) {
    const name = { [member]: nameOf(step, member) };
    return [
      { service: "sagemaker", operation, parameters: { ...parameters, ...name } },
      { service: "sagemaker", operation: operation.replace("Create", "Describe"), parameters: name },
    ];
  }
  switch (type) {
    case "RegisterModel":
      return [{ service: "sagemaker", operation: "CreateModelPackage", parameters }];
    // SageMaker reads a property file with the pipeline's role: build-and-manage-access.html, "Pipeline Role Permissions".
    case "Condition":
      return everyUnder(step.Arguments, ["Std:JsonGet", "PropertyFile"]).length === 0 ? [] : read(step);
    case "Fail":
      return [];
    case "Lambda":
      return [{ service: "lambda", operation: "Invoke", parameters: { FunctionName: step.FunctionArn } }];
    case "Callback":
      return [
        { service: "sqs", operation: "SendMessage", parameters: { QueueName: step.SqsQueueUrl?.split("/").at(-1) } },
      ];
    case "EMR":
      return ["AddJobFlowSteps", "CancelSteps", "DescribeStep"].map((operation) => ({
        service: "emr",
        operation,
        parameters: { ClusterId: "j-0123456789ABC" },
      }));
    case "EMRServerless":
      return ["CreateApplication", "StartApplication", "StartJobRun", "GetJobRun"].map((operation) => ({
        service: "emr-serverless",
        operation,
        parameters: { ...parameters, applicationId: "0123456789abcdef", jobRunId: "0123456789abcdef" },
      }));
    default:
      throw new Undecided(
        `step ${step.Name}`,
        `its type ${type} is not known: add it to isolation/recorded/pipeline-steps.ts`,
      );
  }
}

/**
 * Where a definition keeps a base name (use_custom_job_prefix), that comes first.
 * Sources: github.com/aws/sagemaker-python-sdk pull 3946 (<base name>-<execution>-<token>-<failures>);
 * github.com/aws/amazon-sagemaker-examples issue 3106 (pipelines-<execution>-<step>-<token>).
 */
function nameOf({ Name: step, Arguments: given = {} }: Step, member: string): string {
  const base = given[member];
  return typeof base === "string"
    ? `${base}-${execution}-${suffix}-0`
    : `${stepPrefix}${execution}-${step.slice(0, 20)}-${suffix}`;
}

/** What a run group is made of. Page: docs.aws.amazon.com/sagemaker/latest/dg/pipelines-experiments.html */
function experiment(
  { PipelineExperimentConfig: config }: Json,
  resolve: (value: unknown) => unknown,
): readonly StepCall[] {
  if (config === null || config === undefined) return [];
  const parameters = { ...(resolve(config) as Json), TrialComponentName: `${stepPrefix}${execution}-step` };
  return ["CreateExperiment", "CreateTrial", "AssociateTrialComponent"].map((operation) => ({
    service: "sagemaker",
    operation,
    parameters,
  }));
}

/** Replaces references by what they stand for: a parameter's default, the name of what another step made, else a text. */
function resolver(name: string, { Parameters: parameters }: Json, steps: readonly Step[]): (value: unknown) => unknown {
  const given = new Map<string, unknown>([
    ["Execution.PipelineName", name],
    ["Execution.PipelineExecutionId", execution],
    ...(Array.isArray(parameters) ? (parameters as Json[]) : []).map(
      ({ Name, DefaultValue }) => [`Parameters.${Name}`, DefaultValue] as const,
    ),
  ]);
  const made = new Map<string, string>(
    steps.flatMap((step) => {
      const member = jobs[step.Type]?.[1];
      return member === undefined ? [] : [[`Steps.${step.Name}.${member}`, nameOf(step, member)] as const];
    }),
  );
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (value === null || typeof value !== "object") return value;
    const { Get: reference, "Std:Join": join } = value as Json;
    if (typeof reference === "string") return given.get(reference) ?? made.get(reference) ?? "referenced";
    if (join !== null && typeof join === "object") {
      const { On = "", Values = [] } = join as { readonly On?: string; readonly Values?: readonly unknown[] };
      return Values.map(resolve).join(On);
    }
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolve(each)]));
  };
  return resolve;
}

/** The pipelines that a recording makes and starts: the last one of each name. */
export function pipelinesOf(calls: readonly RecordedCall[]): readonly Pipeline[] {
  const found = new Map<string, Pipeline>();
  for (const { operation, parameters } of calls) {
    if (operation !== "CreatePipeline" && operation !== "UpdatePipeline") continue;
    const { PipelineName: name, PipelineDefinition: definition, RoleArn: role } = parameters as Parameters;
    if (typeof name === "string" && definition !== null && typeof definition === "object")
      found.set(name, { name, definition: definition as Json, ...(typeof role === "string" && { role }) });
  }
  const started = new Set(
    calls.flatMap(({ operation, parameters }) =>
      operation === "StartPipelineExecution" ? [parameters.PipelineName] : [],
    ),
  );
  return [...found.values()].filter(({ name }) => started.has(name));
}
