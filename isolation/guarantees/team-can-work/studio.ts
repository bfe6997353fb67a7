/** Opening Studio, making a space, starting an app in it and writing its logs. */
import { administrator } from "../../decide";
import type { Facts, TeamFacts } from "../../facts/facts";
import { placeOf, type Resource } from "../../model";
import type { Failure } from "../guarantee";
import { arnIn, type Call } from "./needs";

type Profile = Resource<"aws_sagemaker_user_profile">["config"];
type Settings = Resource<"aws_sagemaker_domain">["config"]["default_user_settings"];

const typeIn = (settings: Settings | undefined): string | undefined =>
  settings?.flatMap((each) =>
    (each.jupyter_lab_app_settings ?? []).flatMap((app) =>
      (app.default_resource_spec ?? []).flatMap((spec) => spec.instance_type ?? []),
    ),
  )[0];

/**
 * An app for each instance type that profiles start with; Studio says the type in its request.
 * Page: docs.aws.amazon.com/sagemaker/latest/dg/notebooks-available-instance-types.html (default: ml.t3.medium)
 */
function appsOf({ default_user_settings }: { readonly default_user_settings: Settings }, profiles: readonly Profile[]) {
  const ofDomain = typeIn(default_user_settings) ?? "ml.t3.medium";
  const apps = profiles.map(({ user_profile_name: name, user_settings }) => ({
    name,
    instanceType: typeIn(user_settings) ?? ofDomain,
  }));
  if (apps.length === 0) return [{ name: "somebody", instanceType: ofDomain }];
  return [...new Map(apps.toReversed().map((app) => [app.instanceType, app])).values()];
}

/**
 * Where Studio's portal is turned off, nobody opens Studio, whatever policies allow.
 * Page: docs.aws.amazon.com/sagemaker/latest/APIReference/API_UserSettings.html (StudioWebPortal)
 */
export function ofPortal({ name, domain, studio }: TeamFacts): Failure[] {
  const profiles = studio.resources("aws_sagemaker_user_profile");
  const places: readonly (readonly [Resource, Settings, string])[] = [
    [domain, domain.config.default_user_settings, "profiles without a setting of their own"],
    ...profiles.map((each) => [each, each.config.user_settings ?? [], each.config.user_profile_name] as const),
  ];
  return places
    .filter(([, settings]) => settings.some(({ studio_web_portal: portal }) => portal === "DISABLED"))
    .map(([resource, , who]) => ({
      what: `${name}: Studio does not open for ${who}: studio_web_portal is DISABLED`,
      where: placeOf(resource),
      change: "set studio_web_portal to ENABLED",
    }));
}

export function ofStudio(facts: Facts, { domain, studio }: TeamFacts): Call[] {
  const sagemaker = (resource: string) => arnIn(facts, "sagemaker", resource);
  const profiles = studio.resources("aws_sagemaker_user_profile").map(({ config }) => config);
  const profile = profiles[0]?.user_profile_name ?? "somebody";
  const scripts = studio.resources("aws_sagemaker_studio_lifecycle_config").map(({ arn }) => arn);
  const mine = { "sagemaker:UserProfileName": profile };
  const privatelyOf = (name: string) => ({
    "sagemaker:UserProfileName": name,
    "sagemaker:OwnerUserProfileArn": sagemaker(`user-profile/${domain.id}/${name}`),
    "sagemaker:SpaceSharingType": "Private",
  });
  return [
    {
      door: "sagemaker.api",
      what: "open Studio",
      action: "sagemaker:CreatePresignedDomainUrl",
      resource: sagemaker(`user-profile/${domain.id}/${profile}`),
      context: mine,
    },
    {
      door: "sagemaker.api",
      what: "make a private space",
      action: "sagemaker:CreateSpace",
      resource: sagemaker(`space/${domain.id}/space`),
      context: privatelyOf(profile),
    },
    ...appsOf(domain.config, profiles).map(({ name, instanceType }) => ({
      door: "sagemaker.api",
      what: `start an app of ${name}`,
      action: "sagemaker:CreateApp",
      resource: sagemaker(`app/${domain.id}/${name}/jupyterlab/default`),
      context: {
        ...privatelyOf(name),
        "sagemaker:StudioLifecycleConfigArns": scripts,
        "sagemaker:InstanceTypes": [instanceType],
      },
    })),
    {
      door: "logs",
      what: "write logs",
      by: "either",
      action: "logs:PutLogEvents",
      resource: arnIn(
        facts,
        "logs",
        `log-group:/aws/sagemaker/studio:log-stream:${domain.id}/${profile}/JupyterLab/default`,
      ),
    },
    // Needs no permission of anybody; only the endpoint can refuse it.
    {
      door: "sts",
      what: "ask who it is",
      action: "sts:GetCallerIdentity",
      resource: "*",
      policies: { identity: [administrator] },
    },
  ];
}
