/** A deployed domain is never updated (a VpcOnly domain cannot be): it carries only what is fixed, and everything else lives beside it. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { executionRoleName, roleArn, studioStackName } from "../../config/names";
import { startScript } from "../../modules/studio/start-script";
import { only } from "./access";
import type { Promised } from "./promise";
import { scriptsOf } from "./scripts";
import { dockerOf } from "./settings";

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
        const { start } = scriptsOf(deployment, stack);
        const startsWith = (script: string) => ({
          built_in_lifecycle_config_arn: script,
          app_lifecycle_management: {
            idle_settings: {
              lifecycle_management: "ENABLED",
              idle_timeout_in_minutes: 60,
              // The owner of a shared space may let it idle for a day.
              min_idle_timeout_in_minutes: 60,
              max_idle_timeout_in_minutes: 1440,
            },
          },
        });
        const { "//": _, lifecycle, depends_on, tags, subnet_ids, vpc_id, kms_key_id, ...domain } = config;
        assert.deepEqual(domain, {
          domain_name: `${environment.namePrefix}-${environment.name}-${team.name}`,
          app_network_access_type: "VpcOnly",
          auth_mode: team.authMode,
          tag_propagation: team.tagPropagation ? "ENABLED" : "DISABLED",
          default_user_settings: {
            ...defaults,
            studio_web_portal: "ENABLED",
            default_landing_uri: "studio::",
            jupyter_lab_app_settings: startsWith(start.JupyterLab),
            code_editor_app_settings: startsWith(start.CodeEditor),
          },
          // Code Editor has no shared spaces.
          default_space_settings: {
            ...defaults,
            jupyter_lab_app_settings: {
              ...startsWith(start.JupyterLab),
              lifecycle_config_arns: [start.JupyterLab],
              default_resource_spec: { instance_type: "ml.t3.medium", lifecycle_config_arn: start.JupyterLab },
            },
          },
          domain_settings: {
            execution_role_identity_config: "USER_PROFILE_NAME",
            docker_settings: dockerOf(team),
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
        const { config } = scriptsOf(deployment, stack).current;
        const script = Buffer.from(config.studio_lifecycle_config_content, "base64");
        assert.equal(script.toString("base64"), config.studio_lifecycle_config_content);
        const hash = createHash("sha256").update(script).digest("hex").slice(0, 12);
        const name = `${environment.namePrefix}-${environment.name}-${team.name}-${hash}`;
        assert.equal(config.studio_lifecycle_config_name, name);
        assert.deepEqual(config.lifecycle, { create_before_destroy: true });
        // No app starts with it: one for both types of app.
        assert.equal(config.studio_lifecycle_config_app_type, "JupyterLab");
      }
    },
  },
  {
    name: "what a domain starts apps with has one name and one text for good; a tag says which script it runs",
    check: ({ environment, deployment }) => {
      for (const team of environment.teams) {
        const stack = studioStackName(environment, team);
        const { start, current, starting } = scriptsOf(deployment, stack);
        assert.deepEqual(starting.map(({ config }) => config.studio_lifecycle_config_app_type).sort(), [
          "CodeEditor",
          "JupyterLab",
        ]);
        for (const { config } of starting) {
          const type = config.studio_lifecycle_config_app_type as keyof typeof start;
          const part = type === "JupyterLab" ? "jupyter-lab" : "code-editor";
          const name = `${environment.namePrefix}-${environment.name}-${team.name}-${part}`;
          assert.equal(config.studio_lifecycle_config_name, name);
          const content = Buffer.from(startScript(start[type])).toString("base64");
          assert.equal(config.studio_lifecycle_config_content, content);
          assert.deepEqual(config.tags, { "lifecycle-script": deployment.attributeOf(current, "arn") });
          // Terraform changes tags where they are; nothing else of it may ever differ.
          assert.equal(config.lifecycle, undefined);
        }
      }
    },
  },
];
