/** Other questions to AWS before endpoints are made, or none: Terraform goes on where it would have refused, or the other way round. */
import { edit } from "../generic";
import type { Loose, Mutant, Stacks } from "../mutant";

export const questionsOperator = "ask AWS something else about zones";

type Change = readonly [path: readonly (string | number)[], change: string, replacement: Loose];

export function* otherQuestions(stacks: Stacks): Generator<Mutant> {
  for (const [stack, file] of stacks) {
    for (const type of ["aws_availability_zone", "aws_vpc_endpoint_service"]) {
      for (const [name, block] of Object.entries((file as Loose).data?.[type] ?? {})) {
        for (const [path, change, replacement] of changes(block)) {
          yield {
            operator: questionsOperator,
            stack,
            place: ["data", name, type, ...path.filter((part) => typeof part === "string")].join("."),
            change: `${change} ${path.filter((part) => typeof part === "number").join()}`.trimEnd(),
            stacks: () =>
              new Map([...stacks, [stack, edit(file as Loose, ["data", type, name, ...path], replacement) as Loose]]),
          };
        }
      }
    }
  }
}

function* changes({ zone_id, service_name, lifecycle }: Loose): Generator<Change> {
  yield [[], "deleted", undefined];
  if (zone_id) yield [["zone_id"], "another zone", `${zone_id}9`];
  if (service_name) yield [["service_name"], "misspelt", `${service_name}s`];
  if (!lifecycle) return;
  yield [["lifecycle"], "deleted", undefined];
  for (const [index, { condition }] of lifecycle.postcondition.entries()) {
    const at = ["lifecycle", "postcondition", index];
    yield [at, "deleted", undefined];
    yield [[...at, "condition"], "always true", "${true}"];
    if (condition.includes("data.aws_availability_zone"))
      yield [[...at, "condition"], "of a resource", condition.replace("data.aws_availability_zone", "aws_subnet")];
    yield [[...at, "error_message"], "in other words", "No."];
    yield [[...at, "error_message"], "what a file holds", '${file("~/.aws/credentials")}'];
  }
}
