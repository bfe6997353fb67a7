/** A team's lifecycle configurations: those that its apps start with, and the one whose script these run. */
import assert from "node:assert/strict";
import type { Deployment, Resource } from "../support/deployment";
import { only } from "./access";

const type = "aws_sagemaker_studio_lifecycle_config";

export interface Scripts {
  /** ARN of what each type of app starts with. */
  readonly start: Readonly<Record<"JupyterLab" | "CodeEditor", string>>;
  readonly starting: readonly Resource[];
  readonly current: Resource;
}

export function scriptsOf(deployment: Deployment, stack: string): Scripts {
  const all = deployment.resources(stack, type);
  const starting = all.filter(({ name }) => name.startsWith("start-scripts_"));
  const arnFor = (appType: string) =>
    deployment.attributeOf(
      only(starting.filter(({ config }) => config.studio_lifecycle_config_app_type === appType)),
      "arn",
    ) as string;
  assert.equal(all.length, 3);
  return {
    start: { JupyterLab: arnFor("JupyterLab"), CodeEditor: arnFor("CodeEditor") },
    starting,
    current: only(all.filter((each) => !starting.includes(each))),
  };
}
