/** One value that an argument must not have, and the ways in which many are alike. */
import type { Json, Path, Place } from "../break";

export interface Illegal {
  readonly at: Path;
  /** What stands there instead; undefined where this place has nothing to make it of. */
  readonly value: Json | ((place: Place, now: Json) => Json | undefined);
  readonly why: string;
  /** Absent where the provider lets it pass. */
  readonly seenBy?: "Terraform";
  readonly slow?: boolean;
  /** Where AWS's refusal shows, if not at the block itself. */
  readonly showsAt?: (place: Place) => readonly string[];
}

export const tooLong = "x".repeat(600);
export const seenBy = "Terraform" as const;
export const named = (...names: readonly string[]): Illegal[] => [
  ...names.map((name) => ({
    at: [name],
    value: "research & fraud",
    why: "has characters that AWS does not take",
    seenBy,
  })),
  ...names.map((name) => ({ at: [name], value: tooLong, why: "has 600 characters", seenBy })),
];
export const oneOf = (...at: Path): Illegal => ({
  at,
  value: "perhaps",
  why: "is none of the known words",
  seenBy,
});
export const number = (value: number, why: string, ...at: Path): Illegal => ({ at, value, why, seenBy });

/** The value of another block of the type, so that two have the same. */
export const asIn =
  (argument: string) =>
  ({ file, type, name }: Place) =>
    Object.entries(file.resource[type] ?? {}).find(([other, body]) => other !== name && argument in body)?.[1][
      argument
    ];
/** The others of the type: AWS may refuse either of two that are at odds. */
export const orTheOthers = ({ file, type }: Place) =>
  Object.keys(file.resource[type] ?? {}).map((name) => `${type}.${name}`);
