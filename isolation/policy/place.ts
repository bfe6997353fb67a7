/** Strict reading of JSON values that know their place in the document, so that every error names it. */
import { PolicyError } from "./error";
import { ambiguousText, isPlain } from "./plain";

export type Json = Readonly<Record<string, unknown>>;

/** One value in the document, with what its errors need. */
export interface Place {
  readonly policy: string;
  readonly path: string;
}
export const at = ({ policy, path }: Place): string => `${policy} ${path}`;
export const below = (place: Place, step: string | number): Place => ({
  ...place,
  path:
    typeof step === "number"
      ? `${place.path}[${step}]`
      : /^\w+$/.test(step)
        ? `${place.path}.${step}`
        : `${place.path}["${step}"]`,
});
export const fail = (place: Place, problem: string): never => {
  throw new PolicyError(at(place), problem);
};

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const readObject = (value: unknown, place: Place): Json =>
  isObject(value) ? value : fail(place, "is not an object");

export const readString = (value: unknown, place: Place): string =>
  typeof value === "string" ? value : fail(place, "is not a string");

export const readList = (value: unknown, place: Place): readonly (readonly [unknown, Place])[] => {
  if (!Array.isArray(value)) return [[value, place]];
  if (value.length === 0) fail(place, "is an empty list");
  return value.map((entry, index) => [entry, below(place, index)] as const);
};

export const readStrings = (value: unknown, place: Place): readonly (readonly [string, Place])[] =>
  readList(value, place).map(([entry, where]) => [readString(entry, where), where] as const);

export const readScalar = (value: unknown, place: Place): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : fail(place, "is neither text, number nor boolean");

/** Fails on the first text, name or number that AWS may take for another, wherever it stands in the value. */
export function refuseAmbiguous(value: unknown, place: Place): void {
  if (typeof value === "string") {
    const problem = ambiguousText(value);
    if (problem !== undefined) fail(place, problem);
  } else if (typeof value === "number") {
    if (!isPlain(value)) fail(place, `is ${value}: write it in plain digits (1, -0.5), 15 at most, or as text`);
  } else if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) refuseAmbiguous(element, below(place, index));
  } else if (isObject(value)) {
    for (const [name, element] of Object.entries(value)) {
      refuseAmbiguous(name, place);
      refuseAmbiguous(element, below(place, name));
    }
  }
}

export const refuseUnknown = (json: Json, known: ReadonlySet<string>, place: Place): void => {
  for (const name of Object.keys(json)) {
    if (!known.has(name)) fail(below(place, name), "is not an element of a policy");
  }
};
