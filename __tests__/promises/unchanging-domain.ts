/** A deployed domain is never updated (a VpcOnly domain cannot be): it carries only what is fixed, and everything else lives beside it. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { executionRoleName, roleArn, studioStackName } from "../../config/names";
import { only } from "./access";
import type { Promised } from "./promise";

export const promises: Promised[] = [
  {
    name: "the domain carries what never changes, and nothing that a team changes later",
    check: ({ environment, deployment }) => {
      for (const team of environment.teams) {
        const stack = studioStackName(environment, team);
        const { config } = only(deployment.resources(stack, "aws_sagemaker_domain"));
        const apps = only(
          deployment.resources(stack, "aws_security_group").filter((group) => group.config.name.endsWith("-apps")),
        );
        const defaults = {
          execution_role: roleArn(environment, executionRoleName(environment, team)),
          security_groups: [deployment.attributeOf(apps, "id")],
        };
        const { "//": _, lifecycle, depends_on, tags, subnet_ids, vpc_id, kms_key_id, ...domain } = config;
        assert.deepEqual(domain, {
          domain_name: `${environment.namePrefix}-${environment.name}-${team.name}`,
          app_network_access_type: "VpcOnly",
          auth_mode: team.authMode,
          tag_propagation: "DISABLED",
          default_user_settings: { ...defaults, studio_web_portal: "ENABLED", default_landing_uri: "studio::" },
          default_space_settings: defaults,
          domain_settings: {
            execution_role_identity_config: "USER_PROFILE_NAME",
            docker_settings: { enable_docker_access: team.dockerAccess ? "ENABLED" : "DISABLED" },
          },
          retention_policy: { home_efs_file_system: team.homeDirectories === "delete" ? "Delete" : "Retain" },
        });
      }
    },
  },
  {
    name: "a changed lifecycle script is a new configuration, made before the old one goes",
    check: ({ environment, deployment }) => {
      for (const team of environment.teams) {
        const stack = studioStackName(environment, team);
        const { config } = only(deployment.resources(stack, "aws_sagemaker_studio_lifecycle_config"));
        const script = Buffer.from(config.studio_lifecycle_config_content, "base64");
        assert.equal(script.toString("base64"), config.studio_lifecycle_config_content);
        const hash = createHash("sha256").update(script).digest("hex").slice(0, 12);
        const name = `${environment.namePrefix}-${environment.name}-${team.name}-${hash}`;
        assert.equal(config.studio_lifecycle_config_name, name);
        assert.deepEqual(config.lifecycle, { create_before_destroy: true });
        // The kind of app that profiles give it to.
        assert.equal(config.studio_lifecycle_config_app_type, "JupyterLab");
      }
    },
  },
];
