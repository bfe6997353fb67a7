/** G5 and G7: code of somebody else that starts in the team's apps, with the team's role. */

import { studioCode } from "../../../config/tables/studio-code";
import { studio as shapes } from "../../../isolation/model/shapes/studio";
import { argumentsOf } from "../../support/shape-arguments";
import { type Attack, type Loose, proveEdited, resource, shipped } from "../stacks";
import { type Deed, rolePolicy, studio, without } from "./edits";

const account = "999999999999";
const script = `arn:aws:sagemaker:eu-west-1:${account}:studio-lifecycle-config/theirs`;

/** What a script of another team of the account looks like. */
const ofAnotherTeam: Deed = [
  "starts apps with another team's script",
  (files) => {
    const { studio_lifecycle_config_name: name } = resource(
      files,
      "staging-studio-research",
      "aws_sagemaker_studio_lifecycle_config",
    );
    const arn = `arn:aws:sagemaker:eu-west-1:333333333333:studio-lifecycle-config/${name}`;
    resource(files, studio, "aws_sagemaker_user_profile").user_settings.jupyter_lab_app_settings.lifecycle_config_arns =
      [arn];
  },
];

/** What somebody writes by hand, by the kind of the argument. */
const theirs: Readonly<Record<string, unknown>> = {
  script,
  image: `arn:aws:sagemaker:eu-west-1:${account}:image/theirs`,
  "custom image": "theirs",
  repository: "https://git.example.com/theirs.git",
};

/** Sets the argument at a path of blocks, and leaves the rest of each block as it was. */
const setAt =
  (type: string, path: readonly string[], value: unknown): Attack =>
  (files) => {
    let block: Loose = resource(files, studio, type);
    for (const step of path.slice(0, -1)) {
      block[step] = Array.isArray(block[step]) ? block[step] : [block[step] ?? {}];
      [block] = block[step];
    }
    const last = path.at(-1) ?? "";
    if (last.endsWith("_arns")) block[last] = [...(block[last] ?? []), value];
    else block[last] = value;
  };

/** The version of a custom image says nothing without its name. */
const saysCode = (leaf: string): boolean => (studioCode[leaf] ?? "words") in theirs;

const byHand = (["aws_sagemaker_domain", "aws_sagemaker_user_profile"] as const).flatMap((type) =>
  argumentsOf(shapes[type])
    .filter((path) => saysCode(path.at(-1) ?? ""))
    .map(
      (path): Deed => [
        `writes by hand ${path.join(".")} of ${type}`,
        setAt(type, path, theirs[studioCode[path.at(-1) ?? ""] ?? ""]),
      ],
    ),
);

const codeInProfiles: readonly Deed[] = [ofAnotherTeam, ...byHand];

const codeByCalls: readonly Deed[] = [
  ["lets the role start apps with anybody's script", rolePolicy("compute-walls", without("DenyForeignScripts"))],
  [
    "lets the role start apps with every script of the account",
    rolePolicy("compute-walls", (document) => {
      const test = document.Statement.find(({ Sid }: Loose) => Sid === "DenyForeignScripts").Condition;
      test["ForAnyValue:StringNotLike"] = {
        "sagemaker:StudioLifecycleConfigArns": ["arn:aws:sagemaker:eu-west-1:333333333333:studio-lifecycle-config/*"],
      };
      delete test["ForAnyValue:StringNotEquals"];
    }),
  ],
];

test.each([
  ...codeInProfiles.map((deed) => ["G5", ...deed] as const),
  ...codeByCalls.map((deed) => ["G7", ...deed] as const),
])("%s fails when somebody %s", async (guarantee, _, attack) => {
  const [verdict] = await proveEdited(shipped("staging"), attack, { guarantees: [guarantee] });
  expect({ outcome: verdict?.outcome, undecided: verdict?.undecided }).toEqual({ outcome: "violated", undecided: [] });
});
