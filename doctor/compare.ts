/** Compares what is declared with what AWS has, member by member. */
import { assumed, defaults } from "./defaults";
import { type Block, isBlock, type Json } from "./model";

export interface Difference {
  /** Names from the outside in, joined by dots: DefaultUserSettings.SecurityGroups. */
  readonly member: string;
  /** Undefined where nothing is declared. */
  readonly declared?: Json;
  /** Undefined where AWS has nothing. */
  readonly found?: Json;
}

/** Lists are compared as sets. What is found and not declared counts, unless it is empty or AWS's default. */
export function compare(declared: Block, found: Block): Difference[] {
  return between(declared, found, "");
}

function between(declared: Json | undefined, found: Json | undefined, member: string): Difference[] {
  if (isBlock(declared ?? found) && (found === undefined || isBlock(found))) {
    const [one, other] = [(declared ?? {}) as Block, (found ?? {}) as Block];
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
    return names.flatMap((name) => between(one[name], other[name], member === "" ? name : `${member}.${name}`));
  }
  if (same(declared ?? defaults[member], found)) return [];
  return [{ member, ...(declared !== undefined && { declared }), ...(found !== undefined && { found }) }];
}

/** Members that nobody declares and whose value is one that is only assumed to be AWS's default. */
export function assumedIn(declared: Block, found: Block): string[] {
  const at = (block: Block, member: string): Json | undefined =>
    member.split(".").reduce<Json | undefined>((inner, name) => (isBlock(inner) ? inner[name] : undefined), block);
  return Object.entries(assumed)
    .filter(([member, value]) => {
      const there = at(found, member);
      return text(there) !== "" && at(declared, member) === undefined && same(there, value);
    })
    .map(([member]) => member)
    .sort();
}

const same = (one: Json | undefined, other: Json | undefined): boolean => text(one) === text(other);

/** The same text for what counts as the same; an empty list, an empty text and nothing are the same. */
function text(value: Json | undefined): string {
  if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) return "";
  if (Array.isArray(value)) return `[${value.map(text).sort().join()}]`;
  if (!isBlock(value)) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${name}:${text(value[name])}`).join()}}`;
}
