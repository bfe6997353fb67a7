/** JSON values and where they stand in a stack's file. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Block = { readonly [key: string]: Json };

export const isBlock = (value: Json | undefined): value is Block =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value where it is an object; an empty one otherwise. */
export const blockIn = (value: Json | undefined): Block => (isBlock(value) ? value : {});

/** A JSON path one step further down. */
export const below = (path: string, step: string | number): string => {
  if (typeof step === "number") return `${path}[${step}]`;
  return /^\w+$/.test(step) ? `${path}.${step}` : `${path}["${step}"]`;
};

/** Without the note that CDKTF leaves under the key of comments. */
export const withoutMetadata = (value: Json): Json =>
  isBlock(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== "//")) : value;
