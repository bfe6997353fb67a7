/** The proof knows every operation of SageMaker that takes a role, and every member that names one. */
import * as client from "@aws-sdk/client-sagemaker";
import { roleTakers } from "../../isolation/questions/role-takers";

/** The SDK's schemas: kind, namespace, name, traits, then what the kind has. */
type Schema = readonly unknown[];
const kinds = { list: 1, map: 2, structure: 3, union: 4, operation: 9 } as const;

const resolved = (schema: unknown): unknown => (typeof schema === "function" ? schema() : schema);

/** Paths of members whose name says that they are a role. */
function rolesUnder(given: unknown, seen: readonly unknown[] = []): string[] {
  const schema = resolved(given);
  if (!Array.isArray(schema) || seen.includes(schema)) return [];
  const inside = [...seen, schema];
  switch (schema[0]) {
    case kinds.structure:
    case kinds.union: {
      const [names, members] = [schema[4] as readonly string[], schema[5] as readonly unknown[]];
      return names.flatMap((name, index) => [
        ...(/Role(ARN|Arn|Arns)?$/.test(name) ? [name] : []),
        ...rolesUnder(members[index], inside).map((path) => `${name}.${path}`),
      ]);
    }
    case kinds.list:
      return rolesUnder(schema[4], inside);
    case kinds.map:
      return rolesUnder(schema[5], inside);
    default:
      return [];
  }
}

const operations = Object.values(client).filter(
  (each): each is Schema & typeof each => Array.isArray(each) && each[0] === kinds.operation,
);
const takers = operations.filter((operation) => rolesUnder(operation[4]).length > 0).map((operation) => operation[2]);

test("the schemas are read: they have operations, and roles in their requests, deep ones too", () => {
  expect(operations.length).toBeGreaterThan(350);
  expect(takers).toEqual(expect.arrayContaining(["CreateTrainingJob", "CreateCluster", "CreateProject"]));
});

test("every operation of the SDK for JavaScript that takes a role is in the table", () => {
  expect(takers.filter((name) => !(String(name) in roleTakers))).toEqual([]);
});

/** botocore 1.44.8 has them; role-takers.slow.test.ts holds the table against it. */
const newer = ["CreateGlobalInferenceGateway", "CreateTrainingSession", "StartPipelineExecution"];

test("the table has no operation that takes none", () => {
  expect(Object.keys(roleTakers).filter((name) => !takers.includes(name) && !newer.includes(name))).toEqual([]);
});
