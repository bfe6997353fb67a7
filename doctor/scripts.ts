/** Which lifecycle script a team's apps start with, and which running apps still run an older one. */
import { type AppDetails, DescribeStudioLifecycleConfigCommand, ListTagsCommand } from "@aws-sdk/client-sagemaker";
import { sagemakerArn } from "../config/names";
import type { Environment } from "../config/schema";
import { lifecycleScriptTag } from "../config/tables/studio-code";
import type { Clients } from "../teardown/aws";
import { orGone } from "../teardown/or-gone";
import type { StackJson } from "./declared";

/** A lifecycle configuration that a stack declares. */
export interface Script {
  readonly name: string;
  /** Base64. */
  readonly content: string;
  /** Whether it is a start script, whose tag names the current script. */
  readonly isStart: boolean;
}

export interface ScriptState {
  /** ARN of the declared current script. */
  readonly declared: string;
  /** When AWS got it; undefined where it does not have it. */
  readonly deployed?: Date;
  /** Start scripts of which the tag names something else, by ARN. */
  readonly astray: readonly { readonly arn: string; readonly runs?: string }[];
  /** Names of configurations that AWS does not have. */
  readonly missing: readonly string[];
  /** Names of configurations whose text is not the declared one. */
  readonly altered: readonly string[];
}

export function scriptsIn({ resource }: StackJson): Script[] {
  return Object.values(resource["aws_sagemaker_studio_lifecycle_config"] ?? {}).map((each) => ({
    name: String(each["studio_lifecycle_config_name"]),
    content: String(each["studio_lifecycle_config_content"]),
    isStart: Object.keys(each["tags"] ?? {}).includes(lifecycleScriptTag),
  }));
}

/** Asks AWS for each declared script, and start scripts for their tags. */
export async function scriptState(stack: StackJson, environment: Environment, clients: Clients): Promise<ScriptState> {
  const scripts = scriptsIn(stack);
  const arnOf = ({ name }: Script) => sagemakerArn(environment, `studio-lifecycle-config/${name}`);
  const current = scripts.filter(({ isStart }) => !isStart).map(arnOf);
  const [declared] = current;
  if (declared === undefined || current.length > 1) throw new Error("a Studio stack has exactly one current script");
  const missing: string[] = [];
  const altered: string[] = [];
  const astray: { arn: string; runs?: string }[] = [];
  let deployed: Date | undefined;
  for (const script of scripts) {
    const command = new DescribeStudioLifecycleConfigCommand({ StudioLifecycleConfigName: script.name });
    const found = await orGone(() => clients.sagemaker.send(command));
    if (found === undefined) {
      missing.push(script.name);
      continue;
    }
    if (found.StudioLifecycleConfigContent !== script.content) altered.push(script.name);
    if (!script.isStart) {
      deployed = found.CreationTime;
      continue;
    }
    const { Tags = [] } = await clients.sagemaker.send(new ListTagsCommand({ ResourceArn: arnOf(script) }));
    const runs = Tags.find(({ Key }) => Key === lifecycleScriptTag)?.Value;
    if (runs !== declared) astray.push({ arn: arnOf(script), ...(runs !== undefined && { runs }) });
  }
  return { declared, ...(deployed && { deployed }), astray, missing, altered };
}

/**
 * Apps that started before the script was there: an app copies the script when it starts and never asks again. A configuration
 * cannot be changed, so its creation is when the script was deployed; an earlier text that comes back is a new configuration.
 * An app that starts between the creation and the change of the tag, which takes seconds, may be told wrongly.
 */
export function olderApps(apps: readonly AppDetails[], deployed: Date): AppDetails[] {
  return runningApps(apps).filter(({ CreationTime }) => CreationTime !== undefined && CreationTime < deployed);
}

export const runningApps = (apps: readonly AppDetails[]): AppDetails[] =>
  apps.filter(({ Status }) => Status === "InService" || Status === "Pending");
