/** Ids that somebody wrote to be taken for those that AWS will give: attributes.ts has a symbol for each of these. */

/** A piece of a text: written by hand, or what a reference resolved to. */
export interface Piece {
  readonly text: string;
  readonly written: boolean;
}

/** What attributes.ts makes; some comparisons go without case. */
const symbol =
  /(?:^|[^a-z0-9])((?:acl|apl|d|key|rtb|rslvr-f(?:dl|rg)|sg|subnet|user|vpce?)-[a-z0-9-]+-(?:networking|studio-[a-z0-9-]+|buckets-[a-z0-9-]+)\.[\w-]+)/gi;

/** The first of them, whole or put together of pieces; undefined where each id is all of what one reference resolved to, or a part. */
export function forgedId(pieces: readonly Piece[]): string | undefined {
  let length = 0;
  const given = pieces.flatMap(({ text, written }) => {
    const from = length;
    length += text.length;
    return written ? [] : [{ from, to: length }];
  });
  for (const { 0: match, 1: id = "", index } of pieces
    .map(({ text }) => text)
    .join("")
    .matchAll(symbol)) {
    const end = index + match.length;
    if (!given.some(({ from, to }) => from <= end - id.length && end <= to)) return id;
  }
  return undefined;
}

/** Letters, digits, hyphens and dots as JSON's escapes: AWS reads them, and who looks for ids in the text does not. */
export const hidesLetters = (json: string): boolean => /\\u00(?:2[de]|3[0-9]|[46][1-9a-f]|[57][0-9a]|5f)/i.test(json);
