/** G5 and G7: code of somebody else that starts in the team's apps, with the team's role; G2 and G10: the team's own is read by the team alone, and starts. */

import { studioCode } from "../../../config/tables/studio-code";
import { studio as shapes } from "../../../isolation/model/shapes/studio";
import { argumentsOf } from "../../support/shape-arguments";
import { type Attack, type Loose, proveEdited, resource, shipped } from "../stacks";
import { type Deed, grant, rolePolicy, studio, without } from "./edits";

const account = "999999999999";
const configurations = "aws_sagemaker_studio_lifecycle_config";
const ofAccount = "arn:aws:sagemaker:eu-west-1:333333333333:studio-lifecycle-config";
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

const ofTags: readonly Deed[] = [
  [
    "lets apps run another team's script by a tag",
    (files) => {
      const { studio_lifecycle_config_name: name } = resource(files, "staging-studio-research", configurations);
      resource(files, studio, configurations, "start-scripts_jupyter-lab").tags = {
        "lifecycle-script": `${ofAccount}/${name}`,
      };
    },
  ],
  [
    "lets Code Editor run somebody else's script by a tag",
    (files) => {
      resource(files, studio, configurations, "start-scripts_code-editor").tags["lifecycle-script"] = script;
    },
  ],
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

const codeInProfiles: readonly Deed[] = [ofAnotherTeam, ...ofTags, ...byHand];

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

const ofStart = "${aws_sagemaker_studio_lifecycle_config.start-scripts_jupyter-lab.arn}";
const retagging: readonly Deed[] = ["sagemaker:AddTags", "sagemaker:DeleteTags"].map((Action) => [
  `lets the role say by ${Action} which script apps run`,
  (files) => {
    const Condition = { Null: { "sagemaker:TaggingAction": "false" } };
    rolePolicy("studio", grant("Retag", { Action, Resource: ofStart, Condition }))(files);
    rolePolicy("walls", without("DenyTagging", "DenyUntagging"))(files);
  },
]);

const ofOtherTeams: readonly Deed[] = [
  [
    "lets the role read every script of the account",
    rolePolicy(
      "studio",
      grant("ReadScripts", { Action: "sagemaker:DescribeStudioLifecycleConfig", Resource: `${ofAccount}/*` }),
    ),
  ],
  [
    "lets the role read whatever is named like its team's scripts",
    rolePolicy(
      "studio",
      grant("ReadScripts", {
        Action: "sagemaker:DescribeStudioLifecycleConfig",
        Resource: `${ofAccount}/enclave-staging-fraud-*`,
      }),
    ),
  ],
];

const spaces = ["Private", "Shared"].map(
  (sharing): Deed => [
    `lets nobody start an app in a ${sharing} space`,
    rolePolicy("compute-walls", (document) =>
      document.Statement.push({
        Effect: "Deny",
        Action: "sagemaker:CreateApp",
        Resource: "*",
        Condition: { StringEquals: { "sagemaker:SpaceSharingType": sharing } },
      }),
    ),
  ],
);
const starting = ["jupyterlab", "codeeditor"].map(
  (type): Deed => [
    `lets nobody start ${type}`,
    rolePolicy("compute-walls", (document) =>
      document.Statement.push({
        Effect: "Deny",
        Action: "sagemaker:CreateApp",
        Resource: `arn:aws:sagemaker:eu-west-1:333333333333:app/*/*/${type}/*`,
      }),
    ),
  ],
);
const withoutScripts: readonly Deed[] = [
  ["keeps apps from finding their script", rolePolicy("studio", without("FindLifecycleScript"))],
  ["keeps apps from reading their script", rolePolicy("studio", without("ReadLifecycleScript"))],
  [
    "lets Code Editor start with every script but its own",
    rolePolicy("compute-walls", (document) => {
      const { Condition } = document.Statement.find(({ Sid }: Loose) => Sid === "DenyForeignScripts");
      const allowed = Condition["ForAnyValue:StringNotEquals"];
      allowed["sagemaker:StudioLifecycleConfigArns"] = [ofStart, "None"];
    }),
  ],
  [
    "starts Code Editor with what is for JupyterLab",
    (files) => {
      const { user_settings: settings } = resource(files, studio, "aws_sagemaker_user_profile");
      settings.code_editor_app_settings.built_in_lifecycle_config_arn = ofStart;
    },
  ],
];

test.each([
  ...codeInProfiles.map((deed) => ["G5", ...deed] as const),
  ...[...codeByCalls, ...retagging].map((deed) => ["G7", ...deed] as const),
  ...ofOtherTeams.map((deed) => ["G2", ...deed] as const),
  ...[...spaces, ...starting, ...withoutScripts].map((deed) => ["G10", ...deed] as const),
])("%s fails when somebody %s", async (guarantee, _, attack) => {
  const [verdict] = await proveEdited(shipped("staging"), attack, { guarantees: [guarantee] });
  expect({ outcome: verdict?.outcome, undecided: verdict?.undecided }).toEqual({ outcome: "violated", undecided: [] });
});
