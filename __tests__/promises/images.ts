/** Whose images start in apps: AWS's, the team's own, and nobody else's; and who reads the team's own for SageMaker. */
import assert from "node:assert/strict";
import { imageName, imageRoleName, roleArn, studioStackName } from "../../config/names";
import { defaultStudioImageArn } from "../../config/tables/ecr-registries";
import {
  administrator,
  type Context,
  may,
  mayNot,
  openPolicy,
  read,
  sagemakerObject,
  type TeamView,
  views,
} from "./access";
import type { Promised, World } from "./promise";

const starts = { CreateApp: "app", CreateSpace: "space", UpdateSpace: "space" } as const;

function start(
  world: World,
  team: TeamView,
  action: keyof typeof starts,
  context: Context,
  identity: TeamView["identity"],
) {
  return {
    as: team.role,
    action: `sagemaker:${action}`,
    on: sagemakerObject(world, `${starts[action]}/${team.domainId}/lab`),
    account: world.environment.accounts.studio.id,
    context: {
      "sagemaker:UserProfileName": "somebody",
      "sagemaker:OwnerUserProfileArn": sagemakerObject(world, `user-profile/${team.domainId}/somebody`),
      "sagemaker:SpaceSharingType": "Private",
      ...context,
    },
    policies: { identity },
  };
}

const versionOf = (image: string, version = "1") => `${image.replace(":image/", ":image-version/")}/${version}`;

export const promises: Promised[] = [
  {
    name: "apps and spaces start with AWS's images, the team's own or none, and with nobody else's, whatever is attached to the role",
    check: (world) => {
      const { environment } = world;
      const { partition, region, accounts } = environment;
      const named = (account: string, name: string) => `arn:${partition}:sagemaker:${region}:${account}:image/${name}`;
      for (const team of views(world)) {
        const own = team.team.images.map(({ name }) =>
          named(accounts.studio.id, imageName(environment, team.team, name)),
        );
        const ofAws = (["cpu", "gpu"] as const).flatMap((kind) => defaultStudioImageArn(region, kind) ?? []);
        const foreign = [
          named(accounts.studio.id, "of-somebody"),
          named("123123123123", "theirs"),
          named("123123123123", "sagemaker-distribution-cpu"),
          ...environment.teams
            .filter(({ name }) => name !== team.team.name)
            .map((other) => named(accounts.studio.id, imageName(environment, other, "lab"))),
          ...own.map((image) => `${image}-2`),
        ];
        for (const action of Object.keys(starts) as (keyof typeof starts)[])
          for (const identity of [team.identity, team.walled]) {
            may(start(world, team, action, {}, identity));
            may(start(world, team, action, { "sagemaker:ImageVersionArns": ["None"] }, identity));
            for (const image of [...ofAws, ...own]) {
              may(start(world, team, action, { "sagemaker:ImageArns": [image] }, identity));
              may(start(world, team, action, { "sagemaker:ImageVersionArns": [versionOf(image)] }, identity));
            }
            for (const image of foreign) {
              mayNot(start(world, team, action, { "sagemaker:ImageArns": [...ofAws, image] }, identity));
              mayNot(start(world, team, action, { "sagemaker:ImageVersionArns": [versionOf(image)] }, identity));
            }
          }
      }
    },
  },
  {
    name: "people see the team's own images and their versions, and nobody else's, and change none",
    check: (world) => {
      const { environment } = world;
      const account = environment.accounts.studio.id;
      for (const team of views(world)) {
        const asked = (action: string, on: string) => ({
          as: team.role,
          action: `sagemaker:${action}`,
          on: sagemakerObject(world, on),
          account,
          context: {},
          policies: { identity: team.identity },
        });
        const own = team.team.images.map(({ name }) => imageName(environment, team.team, name));
        const others = environment.teams
          .filter(({ name }) => name !== team.team.name)
          .map((other) => imageName(environment, other, "lab"));
        for (const name of own) {
          for (const action of ["DescribeImage", "ListImageVersions"]) may(asked(action, `image/${name}`));
          may(asked("DescribeImageVersion", `image-version/${name}/1`));
          for (const action of ["UpdateImage", "DeleteImage", "CreateImageVersion"])
            mayNot(asked(action, `image/${name}`));
        }
        for (const name of ["of-somebody", ...others, ...own.map((each) => `${each}-2`)]) {
          for (const action of ["DescribeImage", "ListImageVersions"]) mayNot(asked(action, `image/${name}`));
          mayNot(asked("DescribeImageVersion", `image-version/${name}/1`));
        }
      }
    },
  },
  {
    name: "Terraform deletes an image, a version and an app configuration after the profiles that named it, because AWS may refuse what is in use",
    check: (world) => {
      for (const { team } of views(world)) {
        const stack = studioStackName(world.environment, team);
        for (const type of ["aws_sagemaker_image", "aws_sagemaker_image_version", "aws_sagemaker_app_image_config"])
          for (const { config } of world.deployment.resources(stack, type))
            assert.deepEqual(config.lifecycle, { create_before_destroy: true });
      }
    },
  },
  {
    name: "SageMaker alone becomes the role of a team's images, for images of this account; it reads their repositories and nothing else, and no notebook passes it",
    check: (world) => {
      const { environment, deployment } = world;
      const { partition, region, accounts } = environment;
      const account = accounts.studio.id;
      for (const team of views(world)) {
        const stack = studioStackName(environment, team.team);
        const name = imageRoleName(environment, team.team);
        const [role] = deployment.resources(stack, "aws_iam_role").filter(({ config }) => config.name === name);
        assert.equal(role !== undefined, team.team.images.length > 0);
        if (role === undefined) continue;
        const on = deployment.attributeOf(role, "arn") as string;
        const becoming = (source: string, context: Context = {}, service = "sagemaker.amazonaws.com") => ({
          as: { kind: "service", service } as const,
          action: "sts:AssumeRole",
          on,
          account,
          context: {
            "aws:SourceAccount": account,
            "aws:SourceArn": `arn:${partition}:sagemaker:${region}:${account}:${source}`,
            ...context,
          },
          policies: { resource: read(role.config.assume_role_policy, name, "trust") },
        });
        for (const word of ["image", "image-version"]) {
          may(becoming(word));
          mayNot(becoming(word, { "aws:SourceAccount": "123123123123" }));
          mayNot(becoming(word, {}, "ec2.amazonaws.com"));
        }
        for (const source of ["training-job/one", "processing-job/one", "pipeline/one/execution/1", "image/one", "*"])
          mayNot(becoming(source));
        const [policy] = deployment
          .resources(stack, "aws_iam_role_policy")
          .filter(({ config }) => config.role === name);
        assert.ok(policy);
        const reads = (action: string, repository: string, of: string) => ({
          as: { kind: "role", arn: on, account } as const,
          action,
          on: `arn:${partition}:ecr:${region}:${of}:repository/${repository}`,
          account: of,
          context: {},
          // A central registry's owner lets the account pull.
          policies: {
            identity: [read(policy.config.policy, name, "identity")],
            ...(of !== account && { resource: read(openPolicy, "an open repository", "resource") }),
          },
        });
        for (const { repository } of team.team.images)
          for (const action of ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]) {
            may(reads(action, repository.name, repository.account ?? account));
            mayNot(reads(action, `${repository.name}-2`, repository.account ?? account));
            mayNot(reads("ecr:PutImage", repository.name, repository.account ?? account));
          }
        mayNot({
          as: team.role,
          action: "iam:PassRole",
          on,
          account,
          context: { "iam:PassedToService": "sagemaker.amazonaws.com" },
          policies: { identity: [administrator, ...team.identity] },
        });
      }
    },
  },
  {
    name: "an image starts as its team's file says, in the home directory, as the one user that AWS supports; it is made with the role of images, and goes when no profile names it any more",
    check: ({ environment, deployment }) => {
      for (const team of environment.teams) {
        const stack = studioStackName(environment, team);
        const made = (type: string) => deployment.resources(stack, type).map(({ config }) => config);
        const images = made("aws_sagemaker_image");
        const configs = made("aws_sagemaker_app_image_config");
        for (const { lifecycle } of [...images, ...configs, ...made("aws_sagemaker_image_version")])
          assert.deepEqual(lifecycle, { create_before_destroy: true });
        for (const { role_arn } of images)
          assert.equal(role_arn, roleArn(environment, imageRoleName(environment, team)));
        for (const { name, apps, container } of team.images) {
          const { entrypoint, arguments: more, environment: variables } = container;
          const says = {
            ...(entrypoint && { container_entrypoint: [entrypoint] }),
            ...(more && { container_arguments: more }),
            ...(variables && { container_environment_variables: variables }),
          };
          for (const app of apps) {
            const block = app === "jupyterlab" ? "jupyter_lab_image_config" : "code_editor_app_image_config";
            const kind = app === "jupyterlab" ? "jupyter-lab" : app;
            const wanted = `${imageName(environment, team, name)}-${kind}`;
            const config = configs.find((each) => each.app_image_config_name === wanted);
            assert.deepEqual(config?.[block], {
              file_system_config: { default_uid: 1000, default_gid: 100, mount_path: "/home/sagemaker-user" },
              ...(Object.keys(says).length > 0 && { container_config: says }),
            });
          }
        }
      }
    },
  },
];
