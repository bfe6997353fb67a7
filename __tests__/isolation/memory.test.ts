/** Stacks that are remembered read as they would be read anew, whatever changed beside them. */
import { readEnvironments, type StackFile, type StackMemory, stackMemory } from "../../isolation/model";
import { generic } from "../mutation/proof/generic";
import { describe as textOf } from "../mutation/proof/mutant";
import { shipped } from "./stacks";

type Stacks = ReadonlyMap<string, object>;

const read = (stacks: Stacks, memory?: StackMemory) => {
  const files = [...stacks].map(([name, json]) => ({ name, file: name, json: json as StackFile["json"] }));
  const [outline] = readEnvironments(files, memory).environments;
  return outline?.model().stacks ?? [];
};
const resourcesOf = (stacks: Stacks, memory?: StackMemory) => read(stacks, memory).map((stack) => stack.resources());

test("a role that is renamed in its own stack is renamed in the stacks that refer to it, and back", () => {
  const { stacks } = shipped("staging");
  const renamed = [...generic(stacks)].filter((mutant) =>
    /aws_iam_role\.execution-role\.name: replaced by ".*x"/.test(textOf(mutant)),
  );
  expect(renamed.map(({ stack }) => stack)).toEqual(["staging-studio-fraud", "staging-studio-research"]);
  const memory = stackMemory();
  for (const mutant of [...renamed, ...renamed]) {
    for (const version of [stacks, mutant.stacks()]) {
      expect(resourcesOf(version, memory)).toEqual(resourcesOf(version));
    }
  }
});

test("what did not change, and reads nothing that did, is not read again", () => {
  const { stacks } = shipped("staging");
  const memory = stackMemory();
  const [before, after] = [
    stacks,
    new Map(stacks).set("staging-studio-fraud", { ...stacks.get("staging-studio-fraud") }),
  ].map((version) => new Map(read(version, memory).map((stack) => [stack.name, stack])));
  const anew = [...(before ?? [])].filter(([name, stack]) => after?.get(name) !== stack).map(([name]) => name);
  expect(anew).toEqual(["staging-studio-fraud", "staging-buckets-fraud"]);
});
