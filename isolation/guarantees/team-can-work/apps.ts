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

/**
 * One for each instance type; Studio says the type in its request.
 * Page: docs.aws.amazon.com/sagemaker/latest/dg/notebooks-available-instance-types.html (default: ml.t3.medium)
 */
export function appsOf({ domain, studio }: Pick<TeamFacts, "domain" | "studio">) {
  const ofDomain = typeIn(domain.config.default_user_settings) ?? "ml.t3.medium";
  const apps = studio.resources("aws_sagemaker_user_profile").map(({ config }) => ({
    name: config.user_profile_name,
    instanceType: typeIn(config.user_settings) ?? ofDomain,
  }));
  if (apps.length === 0) return [{ name: "somebody", instanceType: ofDomain }];
  return [...new Map(apps.toReversed().map((app) => [app.instanceType, app])).values()];
}
