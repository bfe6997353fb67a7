/** A Studio lifecycle configuration: a script that AWS keeps, under a name. */
import { createHash } from "node:crypto";
import { SagemakerStudioLifecycleConfig } from "@cdktf/provider-aws/lib/sagemaker-studio-lifecycle-config";
import { Construct } from "constructs";
import { itself } from "../naming";

export interface LifecycleConfigurationProps {
  /** At most 63 characters. */
  readonly name: string;
  readonly appType: "JupyterLab" | "CodeEditor";
  readonly script: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Whether a new one, under another name, stands before the old one goes. */
  readonly createBeforeDestroy?: boolean;
}

/** A name that changes with the script, because AWS changes no script. */
export const nameByContent = (prefix: string, script: string): string =>
  `${prefix}-${createHash("sha256").update(script).digest("hex").slice(0, 12)}`;

/** Only its tags can be changed: docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateStudioLifecycleConfig.html has no update. */
export class LifecycleConfiguration extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, appType, script, ...props }: LifecycleConfigurationProps) {
    super(scope, id);
    const configuration = new SagemakerStudioLifecycleConfig(this, itself, {
      studioLifecycleConfigName: name,
      studioLifecycleConfigAppType: appType,
      studioLifecycleConfigContent: Buffer.from(script, "utf8").toString("base64"),
      ...(props.tags && { tags: props.tags }),
      ...(props.createBeforeDestroy && { lifecycle: { createBeforeDestroy: true } }),
    });
    this.arn = configuration.arn;
  }
}
