/** Lists every break of an environment's stacks, and chooses among them by a seed. */
import { createHash } from "node:crypto";
import type { Block, Break, Place, StackFile } from "./break";
import { operators } from "./operators";

/** The breaks of a stack, in the file's order. */
export function breaksOf(stack: string, file: StackFile): Break[] {
  return placesOf(file).flatMap((place) =>
    operators
      .flatMap((operator) => operator(place))
      .map((mistake) => ({ stack, type: place.type, address: place.address, ...mistake })),
  );
}

/** Resources, data sources and the provider. */
export function placesOf(file: StackFile): Place[] {
  const blocks = (section: "resource" | "data", prefix: string) =>
    Object.entries(file[section] ?? {}).flatMap(([type, named]) =>
      Object.entries(named).map(
        ([name, body]): Place => ({
          file,
          type: `${prefix}${type}`,
          name,
          address: `${prefix}${type}.${name}`,
          path: [section, type, name],
          body,
        }),
      ),
    );
  const providers = file.provider.aws.map(
    (body: Block, index): Place => ({
      file,
      type: "provider",
      name: "aws",
      address: body["alias"] === undefined ? "provider.aws" : `provider.aws.${body["alias"]}`,
      path: ["provider", "aws", index],
      body,
    }),
  );
  return [...blocks("resource", ""), ...blocks("data", "data."), ...providers];
}

/** An order that the seed alone decides: new breaks come in between and change no other's place. */
export function shuffled(breaks: readonly Break[], seed: number): Break[] {
  const rank = ({ stack, address, what }: Break) =>
    createHash("sha256").update(`${seed} ${stack} ${address} ${what}`).digest("hex");
  return breaks
    .map((each) => ({ each, rank: rank(each) }))
    .sort((one, other) => (one.rank < other.rank ? -1 : 1))
    .map(({ each }) => each);
}

/** For each type of block one break that Terraform sees, one that AWS has to refuse and one that the facts show, where there are such; a slow one only where there is no other. */
export function oneOfEach(breaks: readonly Break[], seed: number): Break[] {
  const seen = new Set<string>();
  const ordered = shuffled(breaks, seed).sort((one, other) => Number(one.slow ?? false) - Number(other.slow ?? false));
  return ordered.filter(({ type, seenBy }) => {
    const both = `${type} ${seenBy}`;
    return !seen.has(both) && seen.add(both);
  });
}
