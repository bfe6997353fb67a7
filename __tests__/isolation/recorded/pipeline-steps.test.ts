/** The steps of a recorded pipeline become the calls that SageMaker makes with the pipeline's role. */
import { collect, collectedIn } from "../../../isolation/recorded/collected";
import { madeWith } from "../../../isolation/recorded/made-with";
import { pipelinesOf, stepCalls } from "../../../isolation/recorded/pipeline-steps";
import type { RecordedCall } from "../../../isolation/recorded/recording";

const { names } = madeWith;
if (!names) throw new Error("nothing says what the recordings of mode names were made with");

const callsOf = (definition: Readonly<Record<string, unknown>>) => stepCalls({ name: "Churn", definition }, names);
const training = { Name: "Train", Type: "Training", Arguments: { RoleArn: names.role } };

test("a step's job has SageMaker's own name, and the tag that names its execution", () => {
  const [create, describe] = callsOf({ Steps: [training] });
  expect(create).toMatchObject({
    operation: "CreateTrainingJob",
    parameters: {
      TrainingJobName: expect.stringMatching(/^pipelines-abcdefghijkl-Train-/),
      Tags: [
        {
          Key: "sagemaker:pipeline-execution-arn",
          Value: "arn:aws:sagemaker:eu-central-1:111111111111:pipeline/Churn/execution/abcdefghijkl",
        },
      ],
    },
  });
  expect(describe?.operation).toBe("DescribeTrainingJob");
});

test("a base name that the definition keeps comes first", () => {
  const [create] = callsOf({ Steps: [{ ...training, Arguments: { TrainingJobName: "dev-research-churn" } }] });
  expect(create?.parameters.TrainingJobName).toMatch(/^dev-research-churn-abcdefghijkl-/);
});

test("parameters stand for their defaults, and a model for the name of the step that made it", () => {
  const calls = callsOf({
    Parameters: [{ Name: "Type", Type: "String", DefaultValue: "ml.m5.large" }],
    Steps: [
      { Name: "Make", Type: "Model", Arguments: {} },
      {
        Name: "Batch",
        Type: "Transform",
        Arguments: {
          ModelName: { Get: "Steps.Make.ModelName" },
          TransformResources: { InstanceType: { Get: "Parameters.Type" } },
        },
      },
    ],
  });
  const transform = calls.find(({ operation }) => operation === "CreateTransformJob");
  expect(transform?.parameters).toMatchObject({
    ModelName: expect.stringMatching(/^pipelines-abcdefghijkl-Make-/),
    TransformResources: { InstanceType: "ml.m5.large" },
  });
});

test("steps of a condition's branches are asked for, and the file that it reads", () => {
  const condition = {
    Name: "Good",
    Type: "Condition",
    Arguments: {
      Conditions: [{ LeftValue: { "Std:JsonGet": { PropertyFile: { Get: "Steps.Eval.PropertyFiles.Report" } } } }],
      IfSteps: [training],
      ElseSteps: [{ Name: "Bad", Type: "Fail", Arguments: {} }],
    },
  };
  expect(callsOf({ Steps: [condition] }).map(({ operation }) => operation)).toEqual([
    "GetObject",
    "CreateTrainingJob",
    "DescribeTrainingJob",
  ]);
});

test("a step of a type that is not known is an error", () => {
  expect(() => callsOf({ Steps: [{ Name: "New", Type: "Teleport" }] })).toThrow("its type Teleport is not known");
});

test("only pipelines that the program starts are asked for", () => {
  const call = (operation: string, parameters: RecordedCall["parameters"]) => ({
    service: "sagemaker",
    operation,
    host: "a.host",
    parameters,
  });
  const create = call("CreatePipeline", { PipelineName: "Churn", PipelineDefinition: { Steps: [training] } });
  const start = call("StartPipelineExecution", { PipelineName: "Churn" });
  expect(pipelinesOf([create])).toEqual([]);
  expect(pipelinesOf([create, start]).map(({ name }) => name)).toEqual(["Churn"]);
  const { kinds } = collect([{ name: "one", ended: "finished", requests: [create, start] }], names);
  expect(kinds.map(({ request }) => `${request.sender} ${request.action}`)).toContain(
    "platform sagemaker:CreateTrainingJob",
  );
});

test("the recorded pipelines have steps, and all of them are understood", () => {
  const platform = collectedIn("names")?.kinds.filter(({ call }) => call.startsWith("a pipeline's step")) ?? [];
  expect(platform.length).toBeGreaterThan(20);
});

describe("with a role of its own", () => {
  const uri = `s3://${names.bucket}/pipelines/evaluation`;
  const written = (S3Uri: unknown) => ({
    Name: "Evaluate",
    Type: "Processing",
    Arguments: { ProcessingOutputConfig: { Outputs: [{ OutputName: "report", S3Output: { S3Uri } }] } },
    PropertyFiles: [{ PropertyFileName: "Report", OutputName: "report", FilePath: "report.json" }],
  });
  const condition = {
    Name: "Good",
    Type: "Condition",
    Arguments: {
      Conditions: [{ LeftValue: { "Std:JsonGet": { PropertyFile: { Get: "Steps.Evaluate.PropertyFiles.Report" } } } }],
    },
  };
  const filesOf = (S3Uri: unknown) =>
    stepCalls(
      { name: "Churn", definition: { Steps: [written(S3Uri), condition] } },
      { ...names, hasOwnRole: true },
    ).filter(({ service }) => service === "s3");

  test("a condition's file lies in the output of the step that writes it", () => {
    expect(filesOf(uri).map(({ parameters }) => parameters)).toEqual([
      { Bucket: names.bucket, Key: "pipelines/evaluation/report.json" },
    ]);
  });

  test("a file whose place the definition does not say is an error", () => {
    expect(() => filesOf({ Get: "Parameters.Output" })).toThrow(
      "where Steps.Evaluate.PropertyFiles.Report lies is expected in the definition, and is not there",
    );
  });
});
