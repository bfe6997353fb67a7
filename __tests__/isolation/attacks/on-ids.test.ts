/** Names and ids that the proof takes for others than AWS will. */
import { add, complaints } from "../complaints";
import { type Attack, editPolicy, type Loose, resource, shipped, statement } from "../stacks";

const network = "staging-networking";
const studio = "staging-studio-fraud";
const buckets = "staging-buckets-fraud";

/** The only denial that binds people to the allowed networks, made to speak of a domain that nobody has. */
const denyElsewhere =
  (id: string): Attack =>
  (files) => {
    const block = resource(files, studio, "aws_iam_policy", "people-access");
    const [before, ...rest] = block.policy.split('"Effect":"Deny"');
    const denials = rest.map((each: string) => each.replaceAll("${aws_sagemaker_domain.domain.id}", id));
    expect(denials.join()).toContain(id);
    block.policy = [before, ...denials].join('"Effect":"Deny"');
  };

const attacks: readonly (readonly [guarantee: string, what: string, attack: Attack, problem: RegExp])[] = [
  [
    // Page: RFC 8259, section 7: \u002d is a hyphen to whoever reads the policy, AWS for one.
    "G6",
    "a name that an escape hides, until the policy is read, among references to an id",
    denyElsewhere("d\\u002dstaging-studio-fraud.domain"),
    /writes letters as escapes/,
  ],
  [
    "G6",
    "a name put together with another stack's output, so that no piece looks like an id",
    (files) => {
      files.get(network).output.tail = { value: "staging-studio-fraud.domain" };
      denyElsewhere("d-${data.terraform_remote_state.networking.outputs.tail}")(files);
    },
    /d-staging-studio-fraud\.domain is no id/,
  ],
  [
    "G10",
    "an id in capitals, compared without case: on AWS the bucket is shut to everybody",
    (files) =>
      editPolicy(resource(files, buckets, "aws_s3_bucket_policy", "bucket-transactions_policy"), (policy) => {
        const { Condition } = statement(policy, "DenyObjectsOutsideEndpoint");
        delete Condition.StringNotEquals;
        Condition.StringNotEqualsIgnoreCase = { "aws:SourceVpce": "VPCE-staging-studio-fraud.s3-endpoint" };
      }),
    /VPCE-staging-studio-fraud\.s3-endpoint is no id/,
  ],
  [
    // Page: IAM User Guide, "IAM JSON policy elements: Condition": AWS knows no key of that name.
    "G8",
    "a condition key with a Cyrillic letter for its k",
    (files) =>
      editPolicy(resource(files, buckets, "aws_s3_bucket_policy", "bucket-transactions_policy"), (policy) => {
        statement(policy, "DenyOtherKey").Condition.Null = {
          "s3:x-amz-server-side-encryption-aws-\u043ams-key-id": "false",
        };
      }),
    /not printable ASCII/,
  ],
  [
    // Page: Amazon VPC API Reference, AssociateRouteTable: any subnet of the VPC, whoever made it.
    "G3",
    "a subnet that is named by hand, on the route table that leads to the team's endpoint",
    (files) => {
      const [table] = Object.keys(files.get(studio).resource.aws_route_table);
      add(files, studio, "aws_route_table_association", "guest", {
        subnet_id: "subnet-0123456789abcdef0",
        route_table_id: `\${aws_route_table.${table}.id}`,
      });
    },
    /also serves the subnet subnet-0123456789abcdef0/,
  ],
];

test("a stack whose name no id can be told by is refused: an id that is written by hand would pass for its own", async () => {
  // Read as a whole, the stacks of team fr_aud are those of team fraud.
  const renamed: Attack = (files) => {
    for (const [name, file] of [...files]) {
      const other = name.replace(/-fraud$/, "-fr_aud");
      const text = JSON.stringify(file).replaceAll(/(staging-(?:studio|buckets))-fraud/g, "$1-fr_aud");
      (files as Map<string, Loose>).delete(name);
      (files as Map<string, Loose>).set(other, JSON.parse(text));
    }
    const block = resource(files, "staging-studio-fr_aud", "aws_iam_policy", "people-access");
    block.policy = block.policy.replaceAll("${aws_sagemaker_domain.domain.id}", "d-staging-studio-fr_aud.domain");
  };
  expect(await complaints(shipped("staging"), renamed, { guarantees: ["G6"], withoutConfiguration: true })).toMatch(
    /is no name of a stack/,
  );
});

test.each(attacks)("%s refuses %s", async (guarantee, _, attack, problem) => {
  expect(await complaints(shipped("staging"), attack, { guarantees: [guarantee] })).toMatch(problem);
});
