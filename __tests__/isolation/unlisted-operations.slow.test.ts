/** Operations of SageMaker in botocore, which is renewed more often than the authorization data, are named there or among the unlisted ones. */
import { execFileSync } from "node:child_process";
import { listedActionsOf } from "../../isolation/decide/catalogue";
import { unlistedOperations } from "../../isolation/decide/unlisted-operations";
import { requirementsOf } from "../rehearsal/required";

const { describe, requirements } = requirementsOf("SageMaker's operations in botocore");

/** Names of the operations of every service whose requests are signed as SageMaker's. */
const script = `
import json, botocore.session
session = botocore.session.get_session()
models = [session.get_service_model(name) for name in session.get_available_services() if "sagemaker" in name]
print(json.dumps([name for model in models if model.signing_name == "sagemaker" for name in model.operation_names]))`;

describe("botocore", () => {
  test("has no operation of SageMaker's that neither the authorization data nor the unlisted ones have", () => {
    const operations: readonly string[] = JSON.parse(
      execFileSync(requirements.python, ["-c", script], { encoding: "utf8" }),
    );
    expect(operations).toContain("CreateTrainingJob");
    expect(operations).toContain("InvokeEndpoint");
    const listed = listedActionsOf("sagemaker").map(({ name }) => name);
    const known = new Set([...listed, ...unlistedOperations.map((name) => `sagemaker:${name}`)]);
    expect(operations.filter((name) => !known.has(`sagemaker:${name}`))).toEqual([]);
  });
});
