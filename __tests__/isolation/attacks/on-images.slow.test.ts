/** A team's own images, and everybody else's: which images start in apps, what they are made of, and who reads them. */
import { central, digestOf, withImages } from "../../support/images";
import { complaints } from "../complaints";
import { type Attack, edit, type Loose, policyOf, proofOf, proveEdited, resource, statement } from "../stacks";
import { change, rolePolicy, studio, without } from "./edits";

const account = "333333333333";
const ecr = (of: string, region = "eu-west-1") => `${of}.dkr.ecr.${region}.amazonaws.com`;
const profile = (files: Parameters<Attack>[0]) =>
  resource(files, studio, "aws_sagemaker_user_profile").user_settings.jupyter_lab_app_settings;
const attach =
  (values: object): Attack =>
  (files) => {
    Object.assign(profile(files).custom_image[0], values);
  };
const version =
  (values: object): Attack =>
  (files) => {
    Object.assign(resource(files, studio, "aws_sagemaker_image_version", "lab_version-aaaaaaaaaaaa"), values);
  };
const imageRole = (edit: (document: Loose) => void, attribute?: string): Attack =>
  attribute === undefined
    ? policyOf(studio, "aws_iam_role_policy", "images_role-policy", edit)
    : policyOf(studio, "aws_iam_role", "images_role", edit, attribute);
const trusting = (edit: (statement: Loose) => void): Attack =>
  imageRole((document) => edit(statement(document, "ImagesOfThisAccount")), "assume_role_policy");
const wall = (sid: "DenyForeignImages" | "DenyForeignVersions", also: string): Attack =>
  rolePolicy("job-management", (document) => {
    const [key = ""] = Object.keys(statement(document, sid).Condition["ForAnyValue:StringNotLike"]);
    statement(document, sid).Condition["ForAnyValue:StringNotLike"][key].push(also);
  });
const sagemaker = (rest: string, of = account) => `arn:aws:sagemaker:eu-west-1:${of}:${rest}`;
const both =
  (...attacks: readonly Attack[]): Attack =>
  (files) => {
    for (const attack of attacks) attack(files);
  };

test("images of a team's own break no guarantee, and G5 lists them by name", async () => {
  const verdicts = await proveEdited(withImages());
  expect(verdicts.filter(({ outcome }) => outcome !== "proved")).toEqual([]);
  expect(
    verdicts
      .find(({ guarantee }) => guarantee === "G5")
      ?.exceptions.filter(({ kind }) => kind === "an image of the team's own starts in apps")
      .map(({ of, team }) => `${team} ${of}`),
  ).toEqual(["fraud staging-fraud-editor", "fraud staging-fraud-lab"]);
});

test.each<[what: string, guarantee: string, attack: Attack, complaint: RegExp]>([
  ["another team's image on a profile", "G5", attach({ image_name: "staging-research-lab" }), /not the team's own/],
  ["the latest version, whoever made it", "G5", attach({ image_version_number: undefined }), /not the team's own/],
  ["a version by its number, whoever made it", "G5", attach({ image_version_number: 1 }), /not the team's own/],
  [
    "a version of another image",
    "G5",
    attach({ image_version_number: "${aws_sagemaker_image_version.images_editor_version-cccccccccccc.version}" }),
    /not the team's own/,
  ],
  ["somebody else's configuration", "G5", attach({ app_image_config_name: "theirs" }), /not the team's own/],
  [
    "a stranger's registry",
    "G5",
    version({ base_image: `${ecr("123123123123")}/fraud/lab@${digestOf("a")}` }),
    /not for good one image/,
  ],
  ["a tag", "G5", version({ base_image: `${ecr(account)}/fraud/lab:latest` }), /not for good one image/],
  [
    "another repository of the central registry",
    "G5",
    version({ base_image: `${ecr(central)}/platform/other@${digestOf("a")}` }),
    /not for good one image/,
  ],
  [
    "another region",
    "G5",
    version({ base_image: `${ecr(account, "eu-west-2")}/fraud/lab@${digestOf("a")}` }),
    /not for good one image/,
  ],
  [
    "another digest than the configuration declares",
    "G5",
    version({ base_image: `${ecr(account)}/fraud/lab@${digestOf("f")}` }),
    /which the configuration does not declare/,
  ],
  ["a version of an image that somebody else made", "G5", version({ image_name: "theirs" }), /the stack does not make/],
  [
    "the execution role as the images' role",
    "G5",
    (files) => {
      resource(files, studio, "aws_sagemaker_image", "lab").role_arn = "${aws_iam_role.execution-role.arn}";
    },
    /not a role of their own/,
  ],
  ["a role without the wall", "G7", rolePolicy("job-management", without("DenyForeignImages")), /neither AWS's nor/],
  ["a wall without versions", "G7", rolePolicy("job-management", without("DenyForeignVersions")), /neither AWS's nor/],
  ["every image of the account", "G7", wall("DenyForeignImages", sagemaker("image/*")), /neither AWS's nor/],
  [
    "another team's image",
    "G7",
    wall("DenyForeignImages", sagemaker("image/staging-research-lab")),
    /neither AWS's nor/,
  ],
  [
    "versions of whatever is named alike",
    "G7",
    wall("DenyForeignVersions", sagemaker("image-version/staging-fraud-lab*")),
    /neither AWS's nor/,
  ],
  [
    "a stranger's image",
    "G7",
    wall("DenyForeignImages", sagemaker("image/theirs", "123123123123")),
    /neither AWS's nor/,
  ],
  [
    "AWS's name in any account",
    "G7",
    wall("DenyForeignImages", "arn:aws:sagemaker:eu-west-1:*:image/sagemaker-distribution-*"),
    /neither AWS's nor/,
  ],
  [
    "the images' role passed to a job",
    "G7",
    both(
      rolePolicy("walls", change("DenyOtherRoles", { Action: "sts:AssumeRole" })),
      rolePolicy("jobs", ({ Statement }) =>
        Statement.push({
          Effect: "Allow",
          Action: "iam:PassRole",
          Resource: "${aws_iam_role.images_role.arn}",
          Condition: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
        }),
      ),
    ),
    /passes another role/,
  ],
  [
    "jobs that become the images' role",
    "G2",
    trusting(({ Condition }) => Condition.StringEquals["aws:SourceArn"].push(sagemaker("training-job/one"))),
    /becomes a role for images/,
  ],
  [
    "everything of SageMaker that becomes the images' role",
    "G2",
    trusting(({ Condition }) => {
      delete Condition.StringEquals["aws:SourceArn"];
      Condition.ArnLike = { "aws:SourceArn": sagemaker("*") };
    }),
    /becomes a role for images/,
  ],
  [
    "any account's images",
    "G2",
    trusting(({ Condition }) => {
      delete Condition.StringEquals["aws:SourceAccount"];
    }),
    /becomes a role for images/,
  ],
  [
    "another service",
    "G2",
    trusting((trusted) => {
      trusted.Principal = { Service: ["sagemaker.amazonaws.com", "ec2.amazonaws.com"] };
    }),
    /becomes a role for images/,
  ],
  [
    "a role that becomes the images' role",
    "G2",
    imageRole(
      ({ Statement }) =>
        Statement.push({
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${account}:role/somebody` },
          Action: "sts:AssumeRole",
        }),
      "assume_role_policy",
    ),
    /becomes a role for images/,
  ],
  [
    "every repository, for the images' role",
    "G2",
    imageRole((document) => {
      statement(document, "ReadImages").Resource = "*";
    }),
    /may do more than read/,
  ],
  [
    "pushing, for the images' role",
    "G2",
    imageRole((document) => statement(document, "ReadImages").Action.push("ecr:PutImage")),
    /may do more than read/,
  ],
  [
    "the team's data, for the images' role",
    "G2",
    imageRole(({ Statement }) => Statement.push({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" })),
    /may do more than read/,
  ],
  [
    "an images' role without its repositories",
    "G10",
    imageRole((document) => {
      statement(document, "ReadImages").Resource = `arn:aws:ecr:eu-west-1:${account}:repository/other`;
    }),
    /make versions of staging-fraud-lab/,
  ],
  [
    "an images' role that SageMaker does not become for versions",
    "G10",
    trusting(({ Condition }) => Condition.StringEquals["aws:SourceArn"].pop()),
    /become the role of its images, for image-version/,
  ],
  [
    "a wall against the team's own image",
    "G10",
    rolePolicy("job-management", (document) => {
      const { Condition } = statement(document, "DenyForeignImages");
      Condition["ForAnyValue:StringNotLike"]["sagemaker:ImageArns"].splice(1);
    }),
    /start JupyterLab as grace in a private space with the team's image staging-fraud-lab/,
  ],
  [
    "a wall against AWS's images",
    "G10",
    rolePolicy("job-management", (document) => {
      const { Condition } = statement(document, "DenyForeignVersions");
      Condition["ForAnyValue:StringNotLike"]["sagemaker:ImageVersionArns"].splice(0, 2);
    }),
    /whether fraud can make a private space/,
  ],
  [
    "a role that cannot pull the central image",
    "G10",
    rolePolicy("data", (document) => {
      const pull = statement(document, "PullImages");
      pull.Resource = pull.Resource.filter((arn: string) => !arn.includes(central));
    }),
    /start apps with staging-fraud-editor/,
  ],
  [
    "an image that one of the team's people is not offered",
    "G10",
    (files) => profile(files).custom_image.splice(0, 1),
    /JupyterLab does not offer \w+ the image staging-fraud-lab, version .*, which it offers to others/,
  ],
  [
    "an image that nobody is offered",
    "G10",
    (files) => {
      for (const { user_settings } of Object.values<Loose>(files.get(studio).resource.aws_sagemaker_user_profile))
        delete user_settings.jupyter_lab_app_settings.custom_image;
    },
    /the stacks do not have what is declared: image of its own .*fraud\/lab/,
  ],
  [
    "Docker that is declared, and off",
    "G10",
    (files) => {
      resource(files, studio, "aws_sagemaker_domain").domain_settings.docker_settings.enable_docker_access = "DISABLED";
    },
    /the stacks do not have what is declared: Docker in Studio on/,
  ],
])("%s is noticed by %s", async (_, guarantee, attack, complaint) => {
  expect(await complaints(withImages(), attack, { guarantees: [guarantee] })).toMatch(complaint);
});

test("without a configuration each image is told, with what it is made of and which apps start with it", async () => {
  const world = withImages();
  const { undeclared } = await proofOf(
    world,
    edit(world, () => undefined),
    { guarantees: [], withoutConfiguration: true },
  );
  expect(undeclared.filter(({ kind }) => kind === "image").map(({ of, value }) => `${of}: ${value}`)).toEqual([
    `staging-fraud-editor: ${central}/platform/editor@${digestOf("c")} for code-editor and jupyterlab`,
    `staging-fraud-lab: ${account}/fraud/lab@${digestOf("a")} for jupyterlab`,
    `staging-fraud-lab: ${account}/fraud/lab@${digestOf("b")} for jupyterlab`,
  ]);
});
