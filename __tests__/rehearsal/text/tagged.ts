/** Texts in names and values of tags: of log groups, because the local AWS takes every text in a log group's tags. */

/** The tags that one log group may have, less the provider's own. */
const tagsEach = 49;

/** A tag's name, which ends with the text; the model reads no escape of Terraform's in a name. */
export const tagName = (index: number, text: string): string => (/[$%]\{/.test(text) ? `${index}` : `${index} ${text}`);

export type TaggedGroups = Readonly<
  Record<string, { readonly name: string; readonly tags: Readonly<Record<string, string>> }>
>;

/** Log groups with a tag for each text, which is its value, and the end of its name. */
export const taggedGroups = (prefix: string, texts: readonly string[]): TaggedGroups =>
  Object.fromEntries(
    Array.from({ length: Math.ceil(texts.length / tagsEach) }, (_, group) => {
      const own = texts.slice(group * tagsEach, (group + 1) * tagsEach);
      const name = `${prefix}-${group}`;
      return [name, { name, tags: Object.fromEntries(own.map((text, index) => [tagName(index, text), text])) }];
    }),
  );

/** What was received of each of the texts, in their order, as a tag's name and as its value. */
export function receivedTexts(
  tagsOf: (group: string) => Readonly<Record<string, string>>,
  prefix: string,
  count: number,
): readonly { readonly name: string; readonly value: string }[] {
  const groups = Array.from({ length: Math.ceil(count / tagsEach) }, (_, group) => {
    const byIndex = new Map(Object.entries(tagsOf(`${prefix}-${group}`)).map((tag) => [tag[0].split(" ", 1)[0], tag]));
    return Array.from({ length: Math.min(tagsEach, count - group * tagsEach) }, (_, index) => {
      const [name = "", value = ""] = byIndex.get(String(index)) ?? [];
      return { name: name.slice(`${index} `.length), value };
    });
  });
  return groups.flat();
}
