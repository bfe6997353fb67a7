/** Policy documents that AWS cannot read. */
import { type Mistake, type Operator, texts } from "../break";
import { referencesIn } from "./references";

const allow = '"Effect":"Allow"';

/** AWS's answer may mean a role that is new and not yet known everywhere. */
const triedAgain = new Set(["aws_kms_key", "aws_s3_bucket_policy"]);

export const malformedPolicy: Operator = ({ type, body, path }) =>
  [...texts(body)]
    .filter(([, text]) => text.startsWith('{"Version"') && text.includes(allow))
    .flatMap(([below, text]): Mistake[] => {
      const place = [...path, ...below];
      const where = below.join(".");
      return [
        {
          what: `${where} without its last brace`,
          // With references in it the text is known only once these are made.
          seenBy: referencesIn(text).length > 0 ? "AWS" : "Terraform",
          edits: [{ path: place, value: text.slice(0, -1) }],
        },
        {
          what: `${where} with the effect Permit`,
          seenBy: "AWS",
          ...(triedAgain.has(type) && { slow: true }),
          edits: [{ path: place, value: text.replace(allow, '"Effect":"Permit"') }],
        },
      ];
    });
