/** ARNs that say something else than an account's id where the owner stands: `aws`, another name of AWS's, or nothing. */
import { complaints } from "../complaints";
import { type Attack, linesOfExceptions, proveEdited, shipped } from "../stacks";
import { door, grant, rolePolicy, s3Endpoint } from "./edits";

const staging = shipped("staging");
const here = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:${rest}`;
const toRole = (Action: string, Resource: string): Attack =>
  rolePolicy("job-management", grant("More", { Action, Resource }));
const through = (name: string, Action: string, Resource: string, condition: object): Attack =>
  door(
    name,
    grant("More", {
      Principal: "*",
      Action,
      Resource,
      Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::333333333333:role/*staging-*" }, ...condition },
    }),
  );

const objects = /reaches SageMaker objects that are not its team's/;
const others = /is granted something that is not its team's/;
const logs = /reaches logs that are not its team's/;
const starts = /starts something in SageMaker that names no subnets/;
const identities = /passes another role, becomes one, or changes permissions/;

test.each<[what: string, action: string, resource: string, guarantee: string, said: RegExp]>([
  ["everything that AWS owns in SageMaker", "sagemaker:*", here("sagemaker", "aws:*"), "G2", objects],
  ["everything that AWS owns in SageMaker", "sagemaker:*", here("sagemaker", "aws:*"), "G7", starts],
  ["everything that AWS owns", "*", "arn:*:*:*:aws:*", "G2", /has a wildcard for the service/],
  ["everything of an owner by a name", "sagemaker:*", here("sagemaker", "a*:*"), "G2", objects],
  ["a change of the public hub", "sagemaker:UpdateHub", here("sagemaker", "aws:hub/SageMakerPublicHub"), "G2", objects],
  ["a write to a hub of AWS's", "sagemaker:ImportHubContent", here("sagemaker", "aws:hub*"), "G2", objects],
  ["a read of another hub of AWS's", "sagemaker:DescribeHub", here("sagemaker", "aws:hub/Other"), "G2", objects],
  ["the public hub elsewhere", "sagemaker:DescribeHub", "arn:aws:sagemaker:us-east-1:aws:hub/*", "G2", objects],
  ["AWS's managed policies", "iam:*", "arn:aws:iam::aws:policy/*", "G7", identities],
  ["log groups of AWS's", "logs:*", here("logs", "aws:*"), "G2", logs],
  ["packages of AWS's", "codeartifact:*", here("codeartifact", "aws:*"), "G2", others],
  ["what AWS owns by another name", "network-firewall:*", here("network-firewall", "aws-managed:*"), "G2", others],
  ["AWS's browsers", "bedrock-agentcore:*", here("bedrock-agentcore", "aws:browser/*"), "G2", others],
  ["public parameters, which name no owner", "ssm:*", here("ssm", ":parameter/*"), "G2", others],
  ["APIs, whose ARNs name no owner", "apigateway:*", here("apigateway", ":/restapis/*"), "G2", others],
])("where the role is granted %s (%s on %s), %s says so", async (_, action, resource, guarantee, said) => {
  expect(await complaints(staging, toRole(action, resource), { guarantees: [guarantee] })).toMatch(said);
});

test.each<[endpoint: string, action: string, resource: string, condition: object]>([
  ["sagemaker-api", "sagemaker:*", here("sagemaker", "aws:*"), {}],
  ["sagemaker-api", "sagemaker:DescribeHub", here("sagemaker", "aws:hub/Other"), {}],
  // Which account AWS is, nobody says.
  ["sagemaker-api", "sagemaker:*", "*", { StringEquals: { "aws:ResourceAccount": "999999999999" } }],
  ["logs", "logs:*", here("logs", "aws:*"), {}],
  ["kms", "kms:*", here("kms", "aws:*"), {}],
])("where the endpoint %s lets %s through to %s, G6 says so", async (name, action, resource, condition) => {
  expect(await complaints(staging, through(name, action, resource, condition), { guarantees: ["G6"] })).toMatch(
    /admits somebody else, or leads to somebody else's resources/,
  );
});

test("where the S3 endpoint lets through what AWS owns, G3 says so", async () => {
  const attack = s3Endpoint(
    grant("More", { Principal: "*", Action: "s3:*", Resource: here("s3", "aws:accesspoint/*") }),
  );
  expect(await complaints(staging, attack, { guarantees: ["G3"] })).toMatch(/leaves fraud's network for a bucket/);
});

test.each(["G2", "G6"])("%s lists the reads of AWS's public hub as an exception", async (guarantee) => {
  const [verdict] = await proveEdited(staging, () => {}, { guarantees: [guarantee] });
  expect(linesOfExceptions(verdict?.exceptions ?? [])).toMatch(
    /^descriptions of models may be read from AWS's public hub: SageMakerPublicHub/m,
  );
});
