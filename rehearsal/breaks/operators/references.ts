/** References that lead nowhere: to what the stack does not declare, to an attribute that does not exist, to what is dropped. */
import { type Mistake, type Operator, type Place, texts } from "../break";

export interface Reference {
  /** The whole of `${...}`. */
  readonly text: string;
  /** `aws_vpc.vpc`, `data.terraform_remote_state.networking`. */
  readonly to: string;
  /** `id`, `outputs.vpc_id`. */
  readonly attribute: string;
}

const reference = /\$\{((?:data\.)?\w+\.[\w-]+)\.([\w.]+)\}/g;

/** The different references in a text, policies' texts too; IAM's own `$${aws:...}` is none. */
export const referencesIn = (text: string): Reference[] =>
  [...new Map([...text.matchAll(reference)].map((match) => [match[0], match])).values()].map(
    ([whole, to = "", attribute = ""]) => ({ text: whole, to, attribute }),
  );

/** `vpc_id` misspelt: its last two letters change places, or it gets one more. */
const misspelt = (word: string) => {
  const swapped = word.slice(0, -2) + (word.at(-1) ?? "") + (word.at(-2) ?? "");
  return swapped === word ? `${word}s` : swapped;
};

export const leadsNowhere: Operator = ({ body, path }) =>
  [...texts(body)].flatMap(([below, text]) =>
    referencesIn(text).flatMap(({ text: whole, to, attribute }): Mistake[] => {
      const place = [...path, ...below];
      const instead = (other: string) => [{ path: place, value: text.replaceAll(whole, other) }];
      const where = below.join(".");
      return [
        {
          what: `${where} refers to ${to}-gone.${attribute}, which is not declared`,
          seenBy: "Terraform",
          edits: instead(`\${${to}-gone.${attribute}}`),
        },
        {
          what: `${where} refers to ${to}.${misspelt(attribute)}, which does not exist`,
          seenBy: "Terraform",
          edits: instead(`\${${to}.${misspelt(attribute)}}`),
        },
      ];
    }),
  );

/** Where others refer to the block, by reference or depends_on: they notice that it is gone. */
export const droppedThoughNeeded: Operator = ({ file, address, path }) => {
  const readers = readersOf(file, address);
  return readers.length === 0
    ? []
    : [{ what: "dropped though others need it", seenBy: "Terraform", edits: [{ path }], showsAt: readers }];
};

function readersOf(file: Place["file"], address: string): string[] {
  return Object.entries(file.resource).flatMap(([type, named]) =>
    Object.entries(named)
      .filter(([, body]) => [...texts(body)].some(([, text]) => text === address || refersTo(text, address)))
      .map(([name]) => `${type}.${name}`),
  );
}

const refersTo = (text: string, address: string) => referencesIn(text).some(({ to }) => to === address);
