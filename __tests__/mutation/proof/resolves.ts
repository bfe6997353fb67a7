/** Whether one version of the resolver's rules lets a name resolve that another does not: decided for all names. */
import { classesOf } from "../../../isolation/decide/classes";
import { anything } from "../../../isolation/decide/language";
import { rulesOf } from "../../../isolation/facts/names";
import type { Facts } from "../../../isolation/guarantees";

export function resolvesMore(original: Facts, changed: Facts): boolean {
  // A rule for one type of query may or may not decide: whatever lets a query through counts as it is asked for here.
  const before = rulesOf(original).filter(({ rule }) => rule.config.action === "BLOCK" || !rule.config.q_type);
  const after = rulesOf(changed).filter(({ rule }) => rule.config.action !== "BLOCK" || !rule.config.q_type);
  const tests = [...before, ...after].map(({ names }) => names);
  return classesOf([anything], tests).some(({ passes }) => {
    const was = before[passes.slice(0, before.length).indexOf(true)]?.rule.config.action !== "BLOCK";
    const is = after[passes.slice(before.length).indexOf(true)]?.rule.config.action !== "BLOCK";
    return is && !was;
  });
}
