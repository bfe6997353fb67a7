/** Another range of Terraform's versions, or none: a version that lacks what a stack uses refuses the stack. */
import type { Loose, Mutant, Stacks } from "../mutant";

export const versionsOperator = "let other versions of Terraform run it";

export function* otherVersions(stacks: Stacks): Generator<Mutant> {
  for (const [stack, file] of stacks) {
    for (const range of [undefined, ">= 0.12.0", ">= 99.0.0"]) {
      const { required_version: _, ...others } = (file as Loose).terraform;
      const terraform = range === undefined ? others : { ...others, required_version: range };
      yield {
        operator: versionsOperator,
        stack,
        place: "terraform.settings.required_version",
        change: range ?? "removed",
        stacks: () => new Map([...stacks, [stack, { ...file, terraform } as Loose]]),
      };
    }
  }
}
