/** Why tags tell no teams apart (docs/decisions.md): each reason, held against AWS's tables and the recorded requests. If one goes, decide anew. */
import { readFileSync } from "node:fs";
import { loadExamples } from "../../notebooks/examples";
import { recordingsOf } from "../../notebooks/harness/recordings";
import { rowOf, rows, typesOf } from "../support/authorization-tables";

interface Request {
  readonly service: string;
  readonly operation: string;
  readonly parameters: unknown;
}

test("what writes and reads a job's logs names a stream, and a stream has no tags", () => {
  for (const call of ["CreateLogStream", "PutLogEvents", "GetLogEvents"])
    expect(typesOf(`logs:${call}`)).toEqual(["log-stream"]);
  for (const call of ["TagResource", "TagLogGroup"]) expect(typesOf(`logs:${call}`)).not.toContain("log-stream");
  expect(rowOf("logs:CreateLogStream").conditionKeys).toEqual([]);
});

test("what runs a model says the model's ARN, and nothing of its tags", () => {
  const onModels = rows("sagemaker").filter(({ conditionKeys }) => conditionKeys.includes("sagemaker:ModelArn"));
  expect(onModels.map(({ name }) => name)).toEqual([
    "CreateEndpointConfig",
    "CreateInferenceComponent",
    "CreateTransformJob",
  ]);
  for (const { resourceTypes } of onModels) expect(resourceTypes.map(({ name }) => name)).not.toContain("model");
});

test("nobody tags a pipeline's execution: it is told by its pipeline's name", () => {
  expect(typesOf("sagemaker:AddTags")).not.toContain("pipeline-execution");
  for (const call of ["StartPipelineExecution", "RetryPipelineExecution"]) {
    const keys = rowOf(`sagemaker:${call}`).conditionKeys;
    expect(keys.filter((key) => key.startsWith("aws:RequestTag"))).toEqual([]);
  }
});

test("many ordinary programs follow the logs of their jobs, which would be closed to them", () => {
  const all = recordingsOf(loadExamples()).filter(({ mode }) => mode === "names");
  const following = all.filter(({ recording }) =>
    (JSON.parse(readFileSync(recording, "utf8")).requests as readonly Request[]).some(
      ({ service, operation, parameters }) =>
        service === "logs" &&
        /^(DescribeLogStreams|GetLogEvents)$/.test(operation) &&
        /"\/aws\/sagemaker\/\w+Jobs"/.test(JSON.stringify(parameters)),
    ),
  );
  expect(following.length).toBeGreaterThan(all.length / 5);
});
