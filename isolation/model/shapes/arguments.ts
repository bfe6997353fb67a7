/** What arguments consist of, and what Terraform itself reads of a resource. */
import { z } from "zod";
import { parseRange } from "../../policy/address";

export const text = z.string();
/** What is not followed must say by itself what it is: a function in it runs wherever Terraform does. */
export const literal = text.refine((value) => !/[$%]\{/.test(value), { error: "is a template" });
export const texts = z.array(text);
export const flag = z.boolean();
export const count = z.number();
export const tags = z.record(text, text).optional();
/** An address range, which everything that is decided about addresses rests on. */
export const cidr = z
  .string()
  .refine((value) => value.includes("/") && parseRange(value), { error: "is no address range" });

/** A nested block, which Terraform's JSON writes as an object or as a list of objects. */
export const blocks = <Shape extends z.ZodRawShape>(shape: Shape) => {
  const block = z.strictObject(shape);
  return z.union([z.array(block), block.transform((one) => [one])]);
};

/** Arguments that Terraform itself reads. Nothing that hides a change (ignore_changes) or multiplies (count, for_each). */
const meta = {
  depends_on: texts.optional(),
  lifecycle: blocks({ prevent_destroy: flag.optional(), create_before_destroy: flag.optional() }).optional(),
};

/** Arguments of a resource of AWS. One that is not listed is an error: it may carry access. */
export const resource = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject({ ...meta, ...shape });
