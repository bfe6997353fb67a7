/** Policy documents that AWS cannot read, that are too long for it, or that it does not take. */
import { type Json, type Mistake, type Operator, type Place, texts } from "../break";
import { referencesIn } from "./references";
import { gone } from "./unknown-things";

const allow = '"Effect":"Allow"';

interface Rewriting {
  readonly what: string;
  /** Types of block whose policies AWS refuses then; all where none is named. */
  readonly types?: readonly string[];
  /** The same text where there is nothing to rewrite. */
  readonly rewrite: (text: string, place: Place) => string;
}

const rewritings: readonly Rewriting[] = [
  { what: "with the effect Permit", rewrite: (text) => text.replace(allow, '"Effect":"Permit"') },
  {
    what: "with a role for principal that is not there",
    types: ["aws_kms_key", "aws_s3_bucket_policy"],
    rewrite: (text, { file }) => text.replace(/"AWS":"arn:[^"]+:root"/, `"AWS":"${gone.role(file)}"`),
  },
  {
    what: "that nobody may change",
    types: ["aws_kms_key"],
    rewrite: (text) => text.replaceAll('"kms:PutKeyPolicy",', ""),
  },
  { what: "with more than 6,144 characters", types: ["aws_iam_policy"], rewrite: tooLong },
];

/** AWS's answer may mean a role that is new and not yet known everywhere. */
const triedAgain = new Set(["aws_kms_key", "aws_s3_bucket_policy"]);

export const malformedPolicy: Operator = (place) => {
  const { type, body, path } = place;
  return [...texts(body)]
    .filter(([, text]) => text.startsWith('{"Version"') && text.includes(allow))
    .flatMap(([below, text]): Mistake[] => {
      const mistake = (what: string, value: string, more: Partial<Mistake> = {}): Mistake => ({
        what: `${below.join(".")} ${what}`,
        seenBy: "AWS",
        edits: [{ path: [...path, ...below], value }],
        ...more,
      });
      // With references in it the text is known only once these are made.
      const known = referencesIn(text).length === 0;
      return [
        mistake("without its last brace", text.slice(0, -1), known ? { seenBy: "Terraform" } : {}),
        ...rewritings
          .filter(({ types = [type] }) => types.includes(type))
          .map(({ what, rewrite }) => ({ what, value: rewrite(text, place) }))
          .filter(({ value }) => value !== text)
          .map(({ what, value }) => mistake(what, value, triedAgain.has(type) ? { slow: true } : {})),
      ];
    });
};

function tooLong(text: string): string {
  const Resource = Array.from({ length: 250 }, (_, number) => `arn:aws:s3:::bucket-${1000 + number}/*`);
  const document = JSON.parse(text) as { Statement: Json[] };
  return JSON.stringify({
    ...document,
    Statement: [...document.Statement, { Effect: "Deny", Action: "s3:GetObject", Resource }],
  });
}
