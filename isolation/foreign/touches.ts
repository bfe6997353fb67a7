/** What a stack that belongs to no environment touches of one: it works there, names something of it, or could. */

import type { ForeignStack } from "./read";
import type { Part } from "./rests-on";
import type { Remark } from "./texts";

/** What names an environment's things, by the accounts that they are in. */
export interface Names {
  readonly environment: string;
  readonly accounts: readonly { readonly id: string; readonly part: Part }[];
  /** Names of buckets, roles, policies, keys' aliases, domains and log groups. */
  readonly names: readonly { readonly name: string; readonly part: Part }[];
  readonly states: readonly { readonly address: string; readonly stack: string; readonly part: Part }[];
}

export interface Touch {
  readonly stack: string;
  readonly part: Part;
  /** Place and problem, with what to do. */
  readonly problem: string;
}

/**
 * Ids that AWS gives to what environments make, to accounts (canonical ids) and to roles and users (unique ids): a stack's
 * file does not say which of them are whose. Source: docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
const givenId =
  /(?<![a-z0-9])(?:(?:acl|fs|fsmt|rtb|sg|subnet|vpc|vpce|eni|dhcp|dopt)-[0-9a-f]{8,}|d-[0-9a-z]{12}|rslvr-[a-z]+-[0-9a-z]{8,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}|[0-9a-f]{64}|a(?:gpa|ida|roa)[0-9a-z]{13,})(?![a-z0-9])/i;

/** Patterns of names and account ids, as policies write them; but for those that fit nearly everything. */
function patternsIn(text: string): readonly RegExp[] {
  return text
    .split(/[\s"',/:]+/)
    .filter(
      (word) => /[*?]/.test(word) && (/[a-z0-9].*[a-z0-9].*[a-z0-9]/i.test(word) || /^[\d*?]*\d[\d*?]*$/.test(word)),
    )
    .map((word) => {
      const source = word
        .replace(/[.+^${}()|[\]\\]/g, "\\$&")
        .replace(/\*+/g, ".*")
        .replaceAll("?", ".");
      return new RegExp(`^${source}$`, "i");
    });
}

const first = <Found>(remarks: readonly Remark[], find: (text: string) => Found | undefined) => {
  for (const { path, text } of remarks) {
    const found = find(text);
    if (found !== undefined) return { path, found };
  }
  return undefined;
};

/** Local states by the file's name, for folders have many names; S3's by bucket and key, which no region changes. */
export function isSameState(one: string, other: string): boolean {
  const [kind, ...rest] = one.split(" ");
  const [otherKind, ...otherRest] = other.split(" ");
  if (kind !== otherKind) return false;
  const last = (parts: readonly string[]) =>
    kind === "local" ? parts.join(" ").split("/").at(-1) : parts.slice(kind === "s3" ? 1 : 0).join(" ");
  return last(rest) === last(otherRest);
}

/**
 * The first reason for each part of the environment; none where the stack can have nothing to do with it.
 * @param known addresses of the states of all environments: what one of them says is that environment's
 */
export function touchesOf(stack: ForeignStack, of: Names, known: readonly string[]): readonly Touch[] {
  const { environment } = of;
  const unknown = stack.reads
    .filter(({ text }) => !known.some((address) => isSameState(address, text)))
    .map(({ path }) => ({ path, text: "it reads a state that is no environment's, whose outputs may be any name" }));
  const hidden = [...stack.hidden, ...unknown];
  return (["studio", "data"] as const).flatMap((part): Touch[] => {
    const reason = reasonFor({ ...stack, hidden }, of, part);
    if (reason === undefined) return [];
    const problem = `${stack.file} ${reason.path}: belongs to no environment, and ${reason.why}; see for yourself that it gives nobody access to ${environment}, and move it to another folder`;
    return [{ stack: stack.name, part, problem }];
  });
}

function reasonFor(
  { accounts, texts, keeps, reads, hidden }: ForeignStack,
  { environment, ...of }: Names,
  part: Part,
): { readonly path: string; readonly why: string } | undefined {
  const ids = of.accounts.filter((each) => each.part === part).map(({ id }) => id);
  const working = ids.find((id) => accounts.includes(id));
  if (working !== undefined)
    return { path: "$.provider.aws", why: `works in account ${working}, which is ${environment}'s` };
  const account = first(texts, (text) => {
    const patterns = patternsIn(text);
    return ids.find((id) => text.includes(id) || patterns.some((each) => each.test(id)));
  });
  if (account) return { path: account.path, why: `names account ${account.found}, which is ${environment}'s` };
  const names = of.names.filter((each) => each.part === part).map(({ name }) => name);
  const lower = names.map((name) => name.toLowerCase());
  const named = first(texts, (text) => {
    const said = text.toLowerCase();
    const patterns = patternsIn(text);
    return names.find((name, index) => said.includes(lower[index] ?? name) || patterns.some((each) => each.test(name)));
  });
  if (named) return { path: named.path, why: `names ${named.found}, which is ${environment}'s` };
  const state = first(
    [...keeps, ...reads],
    (text) => of.states.find((each) => each.part === part && isSameState(each.address, text))?.stack,
  );
  if (state) return { path: state.path, why: `keeps or reads the state of ${state.found}` };
  const given = first(texts, (text) => givenId.exec(text)?.[0]);
  if (given) return { path: given.path, why: `names ${given.found}, which may be ${environment}'s` };
  const [riddle] = hidden;
  return riddle && { path: riddle.path, why: `could name something of ${environment}'s: ${riddle.text}` };
}
