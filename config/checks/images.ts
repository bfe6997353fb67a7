/** Each image of a team, and each of its digests, is written once; its repository is in the studio account, or declared. */
import { type Path, type Problem, quote } from "../problems";
import type { Document } from "../yaml";
import type { Check } from "./check";

export const imagesOnce: Check = ({ teams }) =>
  teams.flatMap(({ document, value: { images = [] } }) => [
    ...repeated(
      document,
      images.map((image, index) => ({ value: image?.name, path: ["images", index, "name"] })),
      "write each image once",
    ),
    ...images.flatMap((image, index) =>
      (["digests", "apps"] as const).flatMap((key) =>
        repeated(
          document,
          (image?.[key] ?? []).map((value, at) => ({ value, path: ["images", index, key, at] })),
          "write it once",
        ),
      ),
    ),
  ]);

/** Role and endpoints let teams pull what is declared there, and nothing else of other accounts. */
export const imagesOfKnownRegistries: Check = ({ value: { accounts, imageRegistries = [] }, teams }) =>
  teams.flatMap(({ document, value: { images = [] } }) =>
    images.flatMap((image, index): Problem[] => {
      const { account, name } = image?.repository ?? {};
      const path = ["images", index, "repository"];
      if (account === undefined || name === undefined) return [];
      if (account === accounts?.studio?.id)
        return [document.problem([...path, "account"], `${account} is the studio account; leave it out`)];
      const registry = imageRegistries.find((each) => each?.account === account);
      if (registry?.repositories?.includes(name)) return [];
      return [
        document.problem(
          [...path, "name"],
          `${quote(name)} of account ${account} is not declared; add it to imageRegistries in environment.yaml`,
        ),
      ];
    }),
  );

function repeated(
  document: Document,
  places: readonly { readonly value: string | undefined; readonly path: Path }[],
  right: string,
): Problem[] {
  const values = places.map(({ value }) => value);
  return places.flatMap(({ value, path }, index) =>
    value === undefined || values.indexOf(value) === index
      ? []
      : [document.problem(path, `"${value}" is given twice; ${right}`)],
  );
}
