/** Operators on how apps start and stop: another script by a tag, one for another type of app, none, and no idle shutdown. */
import type { Loose } from "../mutant";
import type { ResourceOperator } from "./resources";

const configurations = /^aws_sagemaker_studio_lifecycle_config$/;
const holders = /^aws_sagemaker_(domain|user_profile)$/;
const tag = "lifecycle-script";

/** The block, changed for each type of app that its settings name, in every place of settings. */
function* perType(block: Loose, change: (settings: Loose) => Loose): Generator<readonly [string, Loose]> {
  for (const place of ["user_settings", "default_user_settings", "default_space_settings"]) {
    for (const type of ["jupyter_lab_app_settings", "code_editor_app_settings"]) {
      const settings = block[place]?.[type];
      if (settings) yield [`${place}.${type}`, { ...block, [place]: { ...block[place], [type]: change(settings) } }];
    }
  }
}

const withoutScripts = ({ built_in_lifecycle_config_arn, lifecycle_config_arns, ...settings }: Loose): Loose => {
  const { lifecycle_config_arn, ...default_resource_spec } = settings.default_resource_spec ?? {};
  return settings.default_resource_spec ? { ...settings, default_resource_spec } : settings;
};

export const appOperators: Readonly<Record<string, ResourceOperator>> = {
  "run another script by a tag": {
    type: configurations,
    make: (block) => {
      const { [tag]: script, ...tags } = block.tags ?? {};
      if (script === undefined) return [];
      const theirs = "arn:aws:sagemaker:eu-central-1:999999999999:studio-lifecycle-config/theirs";
      return [
        ["theirs", { ...block, tags: { ...tags, [tag]: theirs } }],
        ["none", { ...block, tags }],
      ];
    },
  },
  "make a start script for another type of app": {
    type: configurations,
    make: (block) =>
      ["JupyterLab", "CodeEditor", "KernelGateway"]
        .filter((type) => block.tags?.[tag] !== undefined && type !== block.studio_lifecycle_config_app_type)
        .map((type) => [type, { ...block, studio_lifecycle_config_app_type: type }]),
  },
  "start apps without a script": { type: holders, make: (block) => [...perType(block, withoutScripts)] },
  "let apps idle": {
    type: holders,
    make: (block) => [
      ...perType(block, (settings) => ({
        ...settings,
        app_lifecycle_management: { idle_settings: { lifecycle_management: "DISABLED" } },
      })),
    ],
  },
};
