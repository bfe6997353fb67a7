/** Attacks on who may log in to a domain in SSO mode: every assignment is a user's with a profile, and every user has one. */
import { type Attack, argument, type Files, proofOfEdited, proveEdited, shipped } from "../stacks";

const stack = "prod-studio-marketing";
const assignment = "aws_ssoadmin_application_assignment";
const assignments = (files: Files) => files.get(stack).resource[assignment];
const data = (files: Files) => files.get(stack).data;
const add = (files: Files, values: object) => {
  assignments(files)["single-sign-on_mallory"] = { ...assignments(files)["single-sign-on_edsger"], ...values };
};
const lookUp = (files: Files, name: string) => {
  const users = data(files).aws_identitystore_user;
  users["single-sign-on_mallory_user"] = structuredClone(users["single-sign-on_edsger_user"]);
  users["single-sign-on_mallory_user"].alternate_identifier.unique_attribute.attribute_value = name;
};
const idOf = (user: string) => `\${data.aws_identitystore_user.single-sign-on_${user}_user.user_id}`;

const deeds: readonly (readonly [guarantee: string, what: string, told: RegExp, attack: Attack])[] = [
  ["G6", "assigns a group", /a group is assigned/, argument(stack, assignment, "edsger", { principal_type: "GROUP" })],
  [
    "G6",
    "assigns users to another application",
    /another application/,
    argument(stack, assignment, "edsger", {
      application_arn: "arn:aws:sso::555555555555:application/ssoins-0123456789abcdef/apl-0123456789abcdef",
    }),
  ],
  [
    "G6",
    "assigns somebody without a profile, by name",
    /mallory@example.com is assigned .* no profile/,
    (files) => {
      lookUp(files, "mallory@example.com");
      add(files, { principal_id: idOf("mallory") });
    },
  ],
  [
    "G6",
    "assigns somebody by id",
    /12345678-.* no profile/,
    (files) => add(files, { principal_id: "12345678-1234-1234-1234-123456789012" }),
  ],
  [
    "G10",
    "drops an assignment",
    /edsger@example.com cannot log in/,
    (files) => {
      delete assignments(files)["single-sign-on_edsger"];
      const profile = files.get(stack).resource.aws_sagemaker_user_profile["profile-edsger"];
      profile.depends_on = profile.depends_on.filter((each: string) => !each.startsWith(assignment));
    },
  ],
  [
    "G10",
    "drops every assignment",
    /cannot log in/,
    (files) => {
      delete files.get(stack).resource[assignment];
      for (const profile of Object.values(files.get(stack).resource.aws_sagemaker_user_profile)) {
        (profile as { depends_on: string[] }).depends_on = ["terraform_data.fixed-settings"];
      }
    },
  ],
  [
    "G10",
    "assigns one user twice and the other never",
    /edsger@example.com cannot log in/,
    argument(stack, assignment, "edsger", { principal_id: idOf("barbara") }),
  ],
  [
    "G10",
    "lets a profile wait for another's assignment",
    /edsger@example.com does not wait/,
    (files) => {
      const { aws_sagemaker_user_profile: profiles } = files.get(stack).resource;
      profiles["profile-edsger"].depends_on = profiles["profile-barbara"].depends_on;
    },
  ],
  [
    "G10",
    "makes a profile before its assignment",
    /edsger@example.com does not wait/,
    argument(stack, "aws_sagemaker_user_profile", "profile-edsger", { depends_on: ["terraform_data.fixed-settings"] }),
  ],
];

test.each(deeds)("%s notices whoever %s", async (guarantee, _, told, attack) => {
  const [verdict] = await proveEdited(shipped("prod"), attack, { guarantees: [guarantee] });
  expect(verdict?.outcome).toBe("violated");
  expect(verdict?.failures.map(({ what }) => what).join("\n")).toMatch(told);
});

const refused: readonly (readonly [what: string, told: string, attack: Attack])[] = [
  [
    "lets the second provider make something else",
    "has arguments that are not understood here: provider",
    argument(stack, "aws_kms_key", "", { provider: "aws.identity-center" }),
  ],
  [
    "assigns with the stack's own provider",
    "is not done by the provider that is for IAM Identity Center",
    (files) => {
      delete assignments(files)["single-sign-on_edsger"].provider;
    },
  ],
  [
    "looks users up with the stack's own provider",
    "is not done by the provider that is for IAM Identity Center",
    (files) => {
      delete data(files).aws_identitystore_user["single-sign-on_edsger_user"].provider;
    },
  ],
  [
    "adds a third provider",
    "has 3 configurations",
    (files) => files.get(stack).provider.aws.push(files.get(stack).provider.aws[1]),
  ],
  [
    "gives the second provider another name",
    "has 2 configurations; one is understood, and a second only as the alias identity-center",
    (files) => Object.assign(files.get(stack).provider.aws[1], { alias: "mine" }),
  ],
  [
    "lets the second provider work in another account than its role's",
    "the role is one of account 101010101010",
    (files) => Object.assign(files.get(stack).provider.aws[1], { allowed_account_ids: ["999999999999"] }),
  ],
  [
    "lets the second provider work in another region",
    "the stack is in eu-central-1",
    (files) => Object.assign(files.get(stack).provider.aws[1], { region: "us-east-1" }),
  ],
  [
    "adds the second provider to the network",
    "only Studio stacks assign users",
    (files) => files.get("prod-networking").provider.aws.push(files.get(stack).provider.aws[1]),
  ],
  [
    "looks users up by another attribute",
    "is not what is understood here",
    (files) => {
      const user = data(files).aws_identitystore_user["single-sign-on_edsger_user"];
      user.alternate_identifier.unique_attribute.attribute_path = "Emails.Value";
    },
  ],
  [
    "writes an id that looks like that of a user who is looked up",
    "is no id that AWS gives",
    (files) => add(files, { principal_id: `user-${stack}.single-sign-on_edsger_user` }),
  ],
];

test.each(refused)("stacks are not understood when somebody %s", async (_, told, attack) => {
  const { problems, verdicts } = await proofOfEdited(shipped("prod"), attack, { guarantees: ["G6"] });
  expect([...problems, ...verdicts.flatMap(({ undecided }) => undecided)].join("\n")).toContain(told);
});
