/** What arguments consist of, and what Terraform itself reads of a resource. */
import { z } from "zod";
import { parseRange, type Range } from "../../policy/address";
import { ambiguousText } from "../../policy/plain";
import { type Json, withoutMetadata } from "../json";

/** What people read, in any letters: tags and descriptions. written-text.ts has looked at it already. */
export const words = z.string();
/** Names, ids, ARNs and settings. */
export const text = z.string().check(({ value, issues }) => {
  const message = ambiguousText(value);
  if (message !== undefined)
    issues.push({ code: "custom", input: value, message, params: { saysWhatToDo: true }, continue: false });
});
/** A policy document: JSON, which policies.ts reads, with line ends and tabs between its parts. */
export const policy = z.string();
/** What is not followed must say by itself what it is: a function in it runs wherever Terraform does. */
const isLiteral = [(value: string) => !/[$%]\{/.test(value), { error: "is a template" }] as const;
export const literal = text.refine(...isLiteral);
export const literalWords = words.refine(...isLiteral);
export const texts = z.array(text);
export const flag = z.boolean();
export const count = z.number();
/** The names of a map. Terraform takes `//` for a name here, and what stands below it for a value. */
const mapName = words.refine((value) => value !== "//", { error: '"//" is a name in a map, and no comment' });
export const map = z.record(mapName, words);
export const literalMap = z.record(mapName, literalWords);
export const tags = map.optional();
/** IPv4 written as IPv6 (RFC 4291, section 2.5.5.2): nobody here knows which of the two EC2 takes it for. */
const isMapped = (range: Range): boolean => range.family === 6 && range.first >> 32n === 0xffffn;
/** An address range, which everything that is decided about addresses rests on. */
export const cidr = text.refine(
  (value) => {
    const range = value.includes("/") ? parseRange(value) : undefined;
    return range && !isMapped(range);
  },
  { error: "is no address range" },
);

/** Of an availability zone; its name differs between accounts. */
export const zoneId = z.string().regex(/^[a-z0-9-]+-[a-z]+\d+$/, { error: "is no zone id" });

/**
 * What stands in a block. `//` is a comment there, whatever it says; in every other object it is a name.
 * Page: Terraform, "JSON Configuration Syntax", "Comment Properties"; tried place by place with Terraform 1.11.4.
 */
export const body = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((value) => withoutMetadata(value as Json), z.strictObject(shape));

/** A nested block, which Terraform's JSON writes as an object or as a list of objects. */
export const blocks = <Shape extends z.ZodRawShape>(shape: Shape) => {
  const block = body(shape);
  return z.union([z.array(block), block.transform((one) => [one])]);
};

/** Tags, or one of them: no policy here asks for a tag, so that hidden changes of tags change no access. */
const onTags = text.regex(/^tags(_all)?(\["[^"$%\\]+"\])?$/, {
  error: "hides changes of something else than tags",
});
const lifecycle = { prevent_destroy: flag.optional(), create_before_destroy: flag.optional() };

/** Arguments that Terraform itself reads. Nothing that hides a change (ignore_changes) but of tags, or multiplies (count, for_each). */
const meta = {
  depends_on: texts.optional(),
  lifecycle: blocks({ ...lifecycle, ignore_changes: z.array(onTags).optional() }).optional(),
};
/** The same of a resource whose tags something rests on. */
export const withMeaningfulTags = { lifecycle: blocks(lifecycle).optional() };

/** Arguments of a resource of AWS. One that is not listed is an error: it may carry access. */
export const resource = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject({ ...meta, ...shape });
