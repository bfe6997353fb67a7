/** Missing dependencies: a block that names another one in so many words, instead of referring to it. */
import { type Block, type Edit, type Mistake, type Operator, type Place, texts } from "../break";
import { literalOf } from "./literals";
import { referencesIn } from "./references";

/** Where AWS takes names of what is not there. */
const notLookedUp = new Set(["aws_flow_log", "aws_s3_bucket_server_side_encryption_configuration"]);

/**
 * A name instead of a reference alone would leave the order to chance, so the other one is made to wait. Not where a block
 * needs the other one in another way too: Terraform refuses circles by itself. Nor where `depends_on` alone orders: versioning
 * before a lifecycle and public access blocks before a policy are good manners, and AWS refuses no other order, nor access
 * logs to where nobody lets them be written.
 */
export const madeBeforeWhatItNames: Operator = ({ file, type, address, path, body }) => {
  if (notLookedUp.has(type)) return [];
  return [...arguedWith(file, body)].flatMap((needed): Mistake[] => {
    const left = referencesOf(body).filter((each) => each.to !== needed || literalOf(file, each) === undefined);
    if (left.some(({ to }) => reaches(file, to, needed))) return [];
    return [
      {
        what: `made before ${needed}, which it names`,
        seenBy: "AWS",
        // The provider takes a bucket that is not there for one that is new and not yet known everywhere.
        ...(needed.startsWith("aws_s3_bucket.") && { slow: true }),
        edits: [
          ...inWords(file, needed, body).map(({ path: below, value }) => ({ path: [...path, ...below], value })),
          ...(body["depends_on"] === undefined ? [] : [{ path: [...path, "depends_on"] }]),
          { path: ["resource", ...needed.split("."), "depends_on"], add: address },
        ],
      },
    ];
  });
};

/** Blocks that are an argument's whole value, and whose name the file says. What a policy or a tag names, AWS does not look up. */
const arguedWith = (file: Place["file"], body: Block) =>
  new Set(
    [...texts(body)]
      .filter(([[argument]]) => argument !== "tags")
      .flatMap(([, text]) =>
        referencesIn(text)
          .filter((each) => each.text === text && literalOf(file, each) !== undefined)
          .map(({ to }) => to),
      ),
  );

const referencesOf = (body: Block) => [...texts(body)].flatMap(([, text]) => referencesIn(text));

/** The body's texts with names in the place of what refers to the block. */
function inWords(file: Place["file"], needed: string, body: Block): Edit[] {
  return [...texts(body)].flatMap(([path, text]) => {
    const value = referencesIn(text).reduce((words, reference) => {
      const literal = reference.to === needed ? literalOf(file, reference) : undefined;
      return literal === undefined ? words : words.replaceAll(reference.text, literal);
    }, text);
    return value === text ? [] : [{ path, value }];
  });
}

/** Whether one block waits for another, over whatever lies between. */
function reaches(file: Place["file"], from: string, to: string, seen = new Set<string>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  const [type = "", name = ""] = from.split(".");
  const body = file.resource[type]?.[name];
  if (!body) return false;
  const waitsFor = [...referencesOf(body).map((each) => each.to), ...((body["depends_on"] ?? []) as readonly string[])];
  return waitsFor.some((next) => reaches(file, next, to, seen));
}
