/** Studio stays inside: VpcOnly, the team's own subnets, groups that admit only themselves, one per profile. */
import assert from "node:assert/strict";
import { appImageConfigName, imageName, networkingStackName, studioStackName } from "../../config/names";
import type { Team } from "../../config/schema";
import { only } from "./access";
import type { Promised, World } from "./promise";
import { scriptsOf } from "./scripts";
import { dockerOf, idOf, idsOf, settings, settingsAre, vpcId } from "./settings";

const studios = ({ environment }: World): [stack: string, team: Team][] =>
  environment.teams.map((team) => [studioStackName(environment, team), team]);

/** A team's groups by the end of their name: `apps`, `jobs` and `profile-<user>`. */
function groups({ deployment, environment }: World, stack: string, team: Team): Map<string, string> {
  const prefix = `${environment.namePrefix}-${environment.name}-${team.name}-`;
  return new Map(
    deployment.resources(stack, "aws_security_group").map((group) => {
      assert.ok(group.config.name.startsWith(prefix));
      return [group.config.name.slice(prefix.length), deployment.attributeOf(group, "id") as string];
    }),
  );
}

const everythingWithin = (group: string) => ({
  security_group_id: group,
  referenced_security_group_id: group,
  ip_protocol: "-1",
});
const https = { ip_protocol: "tcp", from_port: 443, to_port: 443 };

const startsWith = (script: string, team: Team, user: Team["users"][number]) => ({
  built_in_lifecycle_config_arn: script,
  default_resource_spec: { instance_type: user.instanceType ?? team.instanceType },
  app_lifecycle_management: {
    idle_settings: {
      lifecycle_management: "ENABLED",
      idle_timeout_in_minutes: team.idleTimeoutMinutes,
      // A person may shut down sooner, never later.
      min_idle_timeout_in_minutes: 60,
      max_idle_timeout_in_minutes: team.idleTimeoutMinutes,
    },
  },
});

/** Each version of the team's images that are for the app, by the number that AWS gives it. */
function attachedImages(
  { deployment, environment }: World,
  stack: string,
  team: Team,
  app: "jupyterlab" | "code-editor",
) {
  const images = team.images
    .filter(({ apps }) => apps.includes(app))
    .flatMap(({ name, digests }) =>
      digests.map((digest) => {
        const image = imageName(environment, team, name);
        const version = only(
          deployment
            .resources(stack, "aws_sagemaker_image_version")
            .filter(({ config }) => config.image_name === image && config.base_image.endsWith(`@${digest}`)),
        );
        return {
          image_name: image,
          image_version_number: deployment.attributeOf(version, "version"),
          app_image_config_name: appImageConfigName(image, app),
        };
      }),
    );
  return images.length > 0 ? { custom_image: images } : {};
}

/** As AWS gives it to the stack's role of that name. */
const executionRoleArn = ({ deployment }: World, stack: string) =>
  deployment.attributeOf(deployment.resource(stack, "aws_iam_role", "execution-role"), "arn");

export const promises: Promised[] = [
  {
    name: "a domain's apps run in the VPC only, in the team's own subnets, under the team's key and role",
    check: (world) => {
      const { deployment } = world;
      for (const [stack] of studios(world)) {
        const { config } = only(deployment.resources(stack, "aws_sagemaker_domain"));
        assert.equal(config.app_network_access_type, "VpcOnly");
        assert.equal(config.vpc_id, vpcId(world));
        assert.deepEqual([...config.subnet_ids].sort(), idsOf(world, stack, "aws_subnet").sort());
        assert.equal(
          config.kms_key_id,
          deployment.attributeOf(only(deployment.resources(stack, "aws_kms_key")), "arn"),
        );
        for (const defaults of [config.default_user_settings, config.default_space_settings])
          assert.equal(defaults.execution_role, executionRoleArn(world, stack));
      }
    },
  },
  {
    name: "there is one group for every app, one for jobs and one for each profile, all without rules of their own",
    check: (world) => {
      for (const [stack, team] of studios(world)) {
        const expected = ["apps", "jobs", ...team.users.map(({ name }) => `profile-${name}`)];
        assert.deepEqual([...groups(world, stack, team).keys()].sort(), expected.sort());
        settingsAre(
          world,
          stack,
          "aws_security_group",
          expected.map(() => ({ vpc_id: vpcId(world) })),
        );
      }
    },
  },
  {
    name: "the apps' group admits nobody; a profile's and the jobs' group admit only themselves",
    check: (world) => {
      for (const [stack, team] of studios(world)) {
        const admitting = [...groups(world, stack, team)].filter(([name]) => name !== "apps");
        settingsAre(
          world,
          stack,
          "aws_vpc_security_group_ingress_rule",
          admitting.map(([, group]) => everythingWithin(group)),
        );
      }
    },
  },
  {
    name: "groups let out HTTPS to the interface endpoints and to S3's prefix list, what members say to each other, and nothing else",
    check: (world) => {
      const { deployment, environment } = world;
      for (const [stack, team] of studios(world)) {
        const data = deployment.file(stack)["data"] as Record<string, Record<string, { name: string }>>;
        const [[name, list], ...others] = Object.entries(data["aws_prefix_list"] ?? {}) as [[string, { name: string }]];
        assert.deepEqual(others, []);
        assert.equal(list.name, `com.amazonaws.${environment.region}.s3`);
        settingsAre(
          world,
          stack,
          "aws_vpc_security_group_egress_rule",
          [...groups(world, stack, team)].flatMap(([kind, group]) => [
            { security_group_id: group, cidr_ipv4: environment.network.endpointCidr, ...https },
            { security_group_id: group, prefix_list_id: `pl-${stack}-${name}`.replaceAll("_", "-"), ...https },
            ...(kind === "apps" ? [] : [everythingWithin(group)]),
          ]),
        );
      }
    },
  },
  {
    name: "every app has the apps' group, and each person's apps that person's own besides",
    check: (world) => {
      const { deployment } = world;
      for (const [stack, team] of studios(world)) {
        const group = groups(world, stack, team);
        const { config } = only(deployment.resources(stack, "aws_sagemaker_domain"));
        assert.deepEqual(config.default_user_settings.security_groups, [group.get("apps")]);
        assert.deepEqual(config.default_space_settings.security_groups, [group.get("apps")]);
        for (const profile of deployment.resources(stack, "aws_sagemaker_user_profile")) {
          const name = profile.config.user_profile_name;
          assert.deepEqual(profile.config.user_settings.security_groups, [group.get(`profile-${name}`)], name);
        }
      }
    },
  },
  {
    name: "each user of the team's file has a profile that widens nothing, starts the lifecycle script in every type of app and shuts idle apps down",
    check: (world) => {
      const { deployment } = world;
      for (const [stack, team] of studios(world)) {
        const role = executionRoleArn(world, stack);
        const { start } = scriptsOf(deployment, stack);
        const group = groups(world, stack, team);
        settingsAre(
          world,
          stack,
          "aws_sagemaker_user_profile",
          team.users.map((user) => ({
            domain_id: idOf(world, stack, "aws_sagemaker_domain"),
            user_profile_name: user.name,
            ...(team.authMode === "SSO" && {
              single_sign_on_user_identifier: "UserName",
              single_sign_on_user_value: user.ssoUser,
            }),
            user_settings: {
              execution_role: role,
              security_groups: [group.get(`profile-${user.name}`)],
              studio_web_portal: "ENABLED",
              default_landing_uri: "studio::",
              // Outputs shared through a bucket would leave the walls.
              sharing_settings: { notebook_output_option: "Disabled" },
              jupyter_lab_app_settings: {
                ...startsWith(start.JupyterLab, team, user),
                ...attachedImages(world, stack, team, "jupyterlab"),
              },
              code_editor_app_settings: {
                ...startsWith(start.CodeEditor, team, user),
                ...attachedImages(world, stack, team, "code-editor"),
              },
            },
          })),
        );
      }
    },
  },
  {
    name: "docker is off unless the team's file asks for it, with the accounts that it trusts, and CloudTrail shows whose profile did something",
    check: (world) => {
      for (const [stack, team] of studios(world)) {
        const { config } = only(world.deployment.resources(stack, "aws_sagemaker_domain"));
        assert.deepEqual(config.domain_settings, {
          execution_role_identity_config: "USER_PROFILE_NAME",
          docker_settings: dockerOf(team),
        });
      }
    },
  },
  {
    name: "the lifecycle script finds the jobs' group on the domain",
    check: (world) => {
      for (const [stack, team] of studios(world)) {
        const { config } = only(world.deployment.resources(stack, "aws_sagemaker_domain"));
        assert.deepEqual(config.tags, { "jobs-security-group": groups(world, stack, team).get("jobs") });
      }
    },
  },
  {
    name: "no team speaks to another's apps: groups and subnets are each team's own",
    check: (world) => {
      const stacks = [networkingStackName(world.environment), ...studios(world).map(([stack]) => stack)];
      for (const type of ["aws_security_group", "aws_subnet", "aws_route_table"]) {
        const all = stacks.flatMap((stack) => idsOf(world, stack, type));
        assert.equal(new Set(all).size, all.length, type);
      }
      for (const [stack] of studios(world)) {
        for (const rule of world.deployment.resources(stack, "aws_vpc_security_group_ingress_rule"))
          assert.equal(settings(rule)["referenced_security_group_id"], rule.config.security_group_id);
      }
    },
  },
];
