/** The apps that a team's profiles start with. */
import type { TeamFacts } from "../../facts/facts";
import type { Resource } from "../../model";

type Settings = Resource<"aws_sagemaker_domain">["config"]["default_user_settings"];

const typeIn = (settings: Settings | undefined): string | undefined =>
  settings?.flatMap((each) =>
    (each.jupyter_lab_app_settings ?? []).flatMap((app) =>
      (app.default_resource_spec ?? []).flatMap((spec) => spec.instance_type ?? []),
    ),
  )[0];

/** Names of a team's profiles; somebody's where it has none. */
export function profilesOf({ studio }: Pick<TeamFacts, "studio">): readonly string[] {
  const names = studio.resources("aws_sagemaker_user_profile").map(({ config }) => config.user_profile_name);
  return names.length > 0 ? names : ["somebody"];
}

/**
 * One for each profile, with the instance type of its own settings or the domain's; Studio says the type in its request.
 * Page: docs.aws.amazon.com/sagemaker/latest/dg/notebooks-available-instance-types.html (default: ml.t3.medium)
 */
export function appsOf({ domain, studio }: Pick<TeamFacts, "domain" | "studio">) {
  const ofDomain = typeIn(domain.config.default_user_settings) ?? "ml.t3.medium";
  const apps = studio.resources("aws_sagemaker_user_profile").map(({ config }) => ({
    name: config.user_profile_name,
    instanceType: typeIn(config.user_settings) ?? ofDomain,
  }));
  return apps.length > 0 ? apps : [{ name: "somebody", instanceType: ofDomain }];
}
