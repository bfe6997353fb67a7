/** Operators on who is assigned to a domain in IAM Identity Center, and which profile waits for whom. */
import type { Loose, Mutant, Stacks } from "../mutant";

const type = "aws_ssoadmin_application_assignment";
const strangers = "arn:aws:sso::999999999999:application/ssoins-0123456789abcdef/apl-0123456789abcdef";

const withArguments = (file: Loose, kind: string, name: string, values: object): Loose => ({
  ...file,
  resource: {
    ...file.resource,
    [kind]: { ...file.resource[kind], [name]: { ...file.resource[kind][name], ...values } },
  },
});

/** The file without the assignment, and without what waits for it: Terraform would refuse that. */
function dropped(file: Loose, name: string): Loose {
  const address = `${type}.${name}`;
  const profiles = Object.entries(file.resource.aws_sagemaker_user_profile as Record<string, Loose>).map(
    ([profile, block]) => [
      profile,
      { ...block, depends_on: block.depends_on.filter((each: string) => each !== address) },
    ],
  );
  const { [name]: _, ...others } = file.resource[type];
  return {
    ...file,
    resource: { ...file.resource, [type]: others, aws_sagemaker_user_profile: Object.fromEntries(profiles) },
  };
}

/** What somebody may do to an assignment of a stack that has several. */
const deeds: Readonly<Record<string, (file: Loose, name: string, other: string) => Loose>> = {
  "drop an assignment": dropped,
  "assign a group": (file, name) => withArguments(file, type, name, { principal_type: "GROUP" }),
  "assign to another application": (file, name) => withArguments(file, type, name, { application_arn: strangers }),
  "assign another user": (file, name, other) =>
    withArguments(file, type, name, { principal_id: file.resource[type][other].principal_id }),
  "assign somebody by id": (file, name) =>
    withArguments(file, type, name, { principal_id: "12345678-1234-1234-1234-123456789012" }),
  "wait for another's assignment": (file, name, other) => {
    const profileOf = (assignment: string) => assignment.replace(/^single-sign-on_/, "profile-");
    const { depends_on } = file.resource.aws_sagemaker_user_profile[profileOf(other)];
    return withArguments(file, "aws_sagemaker_user_profile", profileOf(name), { depends_on });
  },
};

export const assignmentOperators: readonly string[] = Object.keys(deeds);

export function* otherAssignments(stacks: Stacks): Generator<Mutant> {
  for (const [stack, file] of stacks) {
    const names = Object.keys(file.resource?.[type] ?? {});
    for (const [index, name] of names.entries()) {
      const other = names[(index + 1) % names.length] ?? name;
      for (const [operator, change] of Object.entries(deeds)) {
        if (other === name && /another('s assignment| user)/.test(operator)) continue;
        yield {
          operator,
          stack,
          place: `${type}.${name}`,
          change: other,
          stacks: () => new Map([...stacks, [stack, change(file, name, other)]]),
        };
      }
    }
  }
}
