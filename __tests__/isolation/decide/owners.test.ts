/** A resource is in question whoever its ARN names as the owner: an account, AWS by a name of its own, or nobody. */
import { resourceTemplates } from "../../../isolation/decide";
import { services } from "../../../isolation/decide/catalogue";
import { resourceSpace } from "../../../isolation/decide/resources";
import { parsePolicy } from "../../../isolation/policy";

/** An ARN of a template for each owner that it may name. */
function examplesOf(template: string): readonly string[] {
  const fields = template.split(":");
  const written = fields[4] ?? "";
  const owners = /^\$\{|^\*$/.test(written) ? ["111111111111", "999999999999", "aws", "aws-managed", ""] : [written];
  return owners.map((owner) =>
    fields
      .with(4, owner)
      .join(":")
      .replaceAll(/\$\{\w+\}|\*/g, (name) => (name === "${Partition}" ? "aws" : "x")),
  );
}

/** Resources in question where statements name these. */
function inQuestion(template: string, named: readonly string[]): readonly string[] {
  const { statements } = parsePolicy(
    {
      Version: "2012-10-17",
      Statement: named.map((Resource) => ({ Effect: "Allow", Action: "*", Resource })),
    },
    "test",
    "identity",
  );
  const space = resourceSpace(
    statements.map((statement) => ({ statement, variables: false })),
    "aws",
    "anyone",
  );
  return space(
    { templates: [template], withoutResource: false },
    statements.map(() => true),
  );
}

const all = services().flatMap((service) => resourceTemplates(service).flatMap((each) => each.split(", ")));
const arns = [...new Set(all)];

test("the Service Authorization Reference has ARNs of accounts, of AWS's own and of nobody", () => {
  const written = new Set(arns.map((template) => template.split(":")[4]));
  for (const owner of ["${Account}", "aws", ""]) expect(written).toContain(owner);
  expect(arns.length).toBeGreaterThan(2000);
});

test("of every service's resources those of every owner are in question", () => {
  const missing = arns.flatMap((template) => {
    const examples = examplesOf(template);
    const found = inQuestion(template, examples);
    return examples.filter((arn) => !found.includes(arn));
  });
  expect(missing).toEqual([]);
});
