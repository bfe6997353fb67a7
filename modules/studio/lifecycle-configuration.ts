/** A JupyterLab lifecycle configuration, made anew under a new name whenever its script changes. */
import { createHash } from "node:crypto";
import { SagemakerStudioLifecycleConfig } from "@cdktf/provider-aws/lib/sagemaker-studio-lifecycle-config";
import { Construct } from "constructs";
import { itself } from "../naming";

export interface LifecycleConfigurationProps {
  /** The script's hash is added to it. */
  readonly namePrefix: string;
  readonly script: string;
}

export class LifecycleConfiguration extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: LifecycleConfigurationProps) {
    super(scope, id);
    const hash = createHash("sha256").update(props.script).digest("hex").slice(0, 12);
    const configuration = new SagemakerStudioLifecycleConfig(this, itself, {
      studioLifecycleConfigName: `${props.namePrefix}-${hash}`,
      studioLifecycleConfigAppType: "JupyterLab",
      studioLifecycleConfigContent: Buffer.from(props.script, "utf8").toString("base64"),
      // AWS cannot change one and refuses to delete one in use: the new one stands before profiles leave the old.
      lifecycle: { createBeforeDestroy: true },
    });
    this.arn = configuration.arn;
  }
}
