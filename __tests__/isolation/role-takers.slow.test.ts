/** Operations of SageMaker in botocore that take a role are in the proof's table: botocore is renewed often. */
import { execFileSync } from "node:child_process";
import { roleTakers } from "../../isolation/questions/role-takers";
import { requirementsOf } from "../rehearsal/required";

const { describe, requirements } = requirementsOf("SageMaker's operations in botocore");

/** Names of the operations of SageMaker whose request has, at any depth, a member that names a role. */
const script = `
import json, re, botocore.session
model = botocore.session.get_session().get_service_model("sagemaker")

def has_role(shape, seen=()):
    if shape.name in seen:
        return False
    seen = (*seen, shape.name)
    if shape.type_name == "structure":
        return any(
            re.search(r"Role(ARN|Arn|Arns)?$", name) or has_role(member, seen) for name, member in shape.members.items()
        )
    if shape.type_name == "list":
        return has_role(shape.member, seen)
    return shape.type_name == "map" and has_role(shape.value, seen)

operations = [model.operation_model(name) for name in model.operation_names]
print(json.dumps([each.name for each in operations if each.input_shape is not None and has_role(each.input_shape)]))`;

describe("botocore", () => {
  test("has no operation that takes a role and that the table lacks", () => {
    const takers: readonly string[] = JSON.parse(
      execFileSync(requirements.python, ["-c", script], { encoding: "utf8" }),
    );
    expect(takers).toContain("CreateTrainingJob");
    expect(takers.filter((name) => !(name in roleTakers))).toEqual([]);
  });
});
