/** What the stacks say of themselves in words, by kind. */
import { bucketsStackName } from "../../config/names";
import { kinds } from "../declared";
import type { Said } from "../prove";
import { type Entry, type Group, groupsOf } from "./groups";

/** A stack's own name in the address of its state says nothing new. */
const wordsOf = ({ kind, of, value }: Said): string =>
  kind === "state" && of !== undefined ? value.replaceAll(of, "<stack>") : value;

/** Which account, deployer or networks. */
function headOf({ kind, of, team, environment }: Said): string {
  const { noun } = kinds[kind];
  if (kind === "network") return `${of} ${noun}`;
  if (kind !== "account" && kind !== "deployer") return noun;
  return `${noun} of ${of === bucketsStackName({ name: environment }, { name: team ?? "" }) ? "buckets" : "network and Studio"}`;
}

export const entryOf = (said: Said): Entry => ({
  head: headOf(said),
  text: wordsOf(said),
  environment: said.environment,
  ...(said.team !== undefined && { team: said.team }),
});

const order = Object.keys(kinds);

/** By kind, in the order of `kinds`. */
export const groupDeclarations = (said: readonly Said[]): readonly Group[] =>
  groupsOf([...said].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind)).map(entryOf));
