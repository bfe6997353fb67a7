/** Texts and numbers of which everybody makes the same: printable ASCII without spaces at its ends, numbers in plain digits. */

/** Text in quotes, with everything that is not printable ASCII as JSON's escapes. */
export const escaped = (text: string): string =>
  JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

/**
 * Why AWS may take a name, an ARN or a condition's value for another text; undefined where it takes it for itself.
 * Source: Amazon VPC User Guide, "Security groups for your VPC": AWS trims spaces at the end of a group's name. What becomes
 * of other spaces, and of letters that look or fold alike, is not documented.
 */
export function ambiguousText(text: string): string | undefined {
  if (!/^[ -~]*$/.test(text)) {
    return `${escaped(text)} is not printable ASCII: write ASCII; only tags and descriptions may hold other letters`;
  }
  return /^ | $/.test(text) ? `${escaped(text)} has a space at an end, which AWS may trim: leave it out` : undefined;
}

/**
 * Whether JSON.parse, Terraform and the provider read the same number of these digits, and write the same again: 1 and -0.5,
 * not 1.0, 1e3, -0 and what has more digits than a number of 64 bits keeps.
 */
export const isPlainNumber = (digits: string): boolean =>
  digits === String(Number(digits)) && /^-?\d{1,15}(\.\d+)?$/.test(digits);

/** The same of a number that is read already. */
export const isPlain = (value: number): boolean => !Object.is(value, -0) && isPlainNumber(String(value));
