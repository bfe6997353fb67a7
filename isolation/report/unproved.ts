/** Stacks of the folder that belong to no environment: nothing is proved of them. */
import { list, printable } from "../../config/problems";
import type { Unproved } from "../foreign";

/** A line for each: where it works, and whom it touches. */
export const describeUnproved = (unproved: readonly Unproved[]): readonly string[] =>
  unproved.map(({ stack, accounts, touches }) => {
    const place = accounts.length === 0 ? "in an account that it does not say" : `in account ${list(accounts, "and")}`;
    const effect =
      touches.length === 0
        ? "names nothing of any environment"
        : `may touch ${list(touches, "and")}, whose guarantees are not decidable where they rest on it`;
    return printable(`${stack}, ${place}: ${effect}`);
  });
