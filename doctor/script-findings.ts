/** What is not as declared of the lifecycle scripts that a team's apps start with. */
import { shellLine } from "../config/shell-line";
import { lifecycleScriptTag } from "../config/tables/studio-code";
import { type Examination, type Finding, says } from "./findings";
import type { ScriptState } from "./scripts";

export function scriptFindings(of: Examination, scripts: ScriptState): Finding[] {
  const { astray, missing, altered, declared, deployed } = scripts;
  const finding = (where: string, text: string, next = of.deploy) => says(of, "script", where, text, next);
  const tag = (arn: string) =>
    shellLine([
      ...["aws", "sagemaker", "add-tags", "--region", of.environment.region, "--resource-arn", arn],
      ...["--tags", `Key=${lifecycleScriptTag},Value=${declared}`],
    ]);
  return [
    ...missing.map((name) => finding(name, "is declared, and AWS does not have this lifecycle configuration")),
    ...altered.map((name) => finding(name, "is a lifecycle configuration with another text than the declared one")),
    ...astray.map(({ arn, runs = "no script" }) =>
      finding(
        arn,
        `starts apps with ${runs}, declared: ${declared}. The declared script is not deployed yet, an apply broke off, or somebody changed the tag`,
        deployed ? tag(arn) : of.deploy,
      ),
    ),
  ];
}
