/** `explain`: says what each guarantee promises; reads no configuration. */
import { list } from "../../config/problems";
import { guarantees } from "../../isolation/guarantees";
import { exitCodes, UsageError } from "../context";
import type { Terminal } from "../terminal";
import { wrap } from "../wrap";

export interface Promised {
  readonly guarantee: string;
  readonly name: string;
  readonly promise: string;
}

/** Part of the design, and not proved yet: it speaks of workspaces, which no stack makes. */
export const notDecided: Promised = {
  guarantee: "G13",
  name: "state stays apart",
  promise: "no team's workspace or state role reads another team's state (not decided yet: it comes with workspaces)",
};

const all: readonly Promised[] = [
  ...guarantees.map(({ id, name, promise }) => ({ guarantee: id, name, promise })),
  notDecided,
].sort((one, other) => numberOf(one) - numberOf(other));

/** @param wanted one guarantee, such as G1; undefined: all. Throws UsageError on one that there is not. */
export function explain(terminal: Terminal, wanted?: string): number {
  const { print, colours, columns } = terminal;
  const shown = all.filter(({ guarantee }) => wanted === undefined || guarantee === wanted.toUpperCase());
  if (shown.length === 0) {
    const known = all.map(({ guarantee }) => guarantee);
    throw new UsageError(`${wanted} is not a guarantee; write one of ${list(known, "and")}`);
  }
  terminal.printJson({ guarantees: shown });
  for (const { guarantee, name, promise } of shown) {
    print(colours.bold(`${guarantee} ${name}`));
    for (const line of wrap(promise, columns, "  ")) print(line);
  }
  print("\nWhat each one rests on, and what is assumed: docs/guarantees.md");
  return exitCodes.ok;
}

function numberOf({ guarantee }: Promised): number {
  return Number(guarantee.slice(1));
}
