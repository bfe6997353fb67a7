/** The start scripts of a team's apps: one lifecycle configuration for each kind of app, of which only a tag ever changes. */
import { Construct } from "constructs";
import { sagemakerArn, startScriptName } from "../../config/names";
import type { Environment, Team } from "../../config/schema";
import { lifecycleScriptTag } from "../../config/tables/studio-code";
import { LifecycleConfiguration } from "./lifecycle-configuration";
import { startScript } from "./start-script";

export interface StartScriptsProps {
  readonly environment: Environment;
  readonly team: Team;
  /** ARN of the lifecycle configuration that holds the team's current script. */
  readonly lifecycleScriptArn: string;
}

export class StartScripts extends Construct {
  /** ARN for each kind of app. */
  readonly arns: { readonly jupyterLab: string; readonly codeEditor: string };

  constructor(scope: Construct, id: string, props: StartScriptsProps) {
    super(scope, id);
    const arnOf = (appType: "JupyterLab" | "CodeEditor", construct: string): string => {
      const name = startScriptName(props.environment, props.team, appType);
      const script = startScript(sagemakerArn(props.environment, `studio-lifecycle-config/${name}`));
      const tags = { [lifecycleScriptTag]: props.lifecycleScriptArn };
      return new LifecycleConfiguration(this, construct, { name, appType, script, tags }).arn;
    };
    this.arns = { jupyterLab: arnOf("JupyterLab", "jupyter-lab"), codeEditor: arnOf("CodeEditor", "code-editor") };
  }
}
