/** What Terraform or the provider sends otherwise than the file says it: the model reads none of it. */

const document = (condition: string) =>
  `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":${condition}}]}`;
const sentDocument = (Condition: object) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*", Condition }],
});

export interface Changed {
  readonly what: string;
  /** A policy's arguments, as they stand in the file, beside its name. */
  readonly argument: Readonly<Record<string, unknown>>;
  /** What CreatePolicy gets, as far as it is asked for. */
  readonly sent: Readonly<Record<string, unknown>>;
}

const policy = document("{}");

export const changed: readonly Changed[] = [
  { what: "the sign of kelvin in a path", argument: { path: "/\u212a/", policy }, sent: { Path: "/K/" } },
  {
    what: "the sign of kelvin in a policy",
    argument: { policy: document('{"StringLike":{"aws:PrincipalArn":"\u212a"}}') },
    sent: { PolicyDocument: sentDocument({ StringLike: { "aws:PrincipalArn": "K" } }) },
  },
  {
    what: "numbers in other digits",
    argument: { policy: document('{"NumericLessThan":{"s3:max-keys":[1.0,1e3,12345678901234567890]}}') },
    sent: { PolicyDocument: sentDocument({ NumericLessThan: { "s3:max-keys": [1, 1000, 12345678901234567000] } }) },
  },
  {
    what: "marks that join a letter, in a tag",
    argument: { policy, tags: { a: "e\u0301" } },
    sent: { Tags: { a: "\u00e9" } },
  },
  {
    what: "marks that join a letter, in a tag's name",
    argument: { policy, tags: { "e\u0301": "a" } },
    sent: { Tags: { "\u00e9": "a" } },
  },
  { what: "a number for a text", argument: { policy, description: 5 }, sent: { Description: "5" } },
  { what: "a boolean for a text", argument: { policy, description: true }, sent: { Description: "true" } },
  { what: "nothing for a text", argument: { policy, description: null }, sent: { Description: "" } },
  {
    what: "numbers and booleans for the texts of tags",
    argument: { policy, tags: { a: 1, b: false } },
    sent: { Tags: { a: "1", b: "false" } },
  },
];
