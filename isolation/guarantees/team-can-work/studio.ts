/** Opening Studio, seeing its pages and making a space. */
import { administrator } from "../../decide";
import type { Facts, TeamFacts } from "../../facts/facts";
import { placeOf, type Resource } from "../../model";
import type { Failure } from "../guarantee";
import { profilesOf } from "./apps";
import { arnIn, type Call } from "./needs";
import { inSpace, writesLogs } from "./starts";

type Settings = Resource<"aws_sagemaker_domain">["config"]["default_user_settings"];

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

/**
 * What Studio's pages show and make; it tags whatever it makes.
 * Pages: docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-spaces-admin-guide.html; tags:
 * docs.aws.amazon.com/sagemaker/latest/dg/security_iam_service-with-iam.html
 */
export function ofStudio(facts: Facts, { domain, studio }: TeamFacts): Call[] {
  const sagemaker = (resource: string) => arnIn(facts, "sagemaker", resource);
  const space = sagemaker(`space/${domain.id}/space`);
  const app = sagemaker(`app/${domain.id}/space/jupyterlab/default`);
  const profiles = profilesOf({ studio });
  return [
    ...profiles.flatMap((profile) => [
      {
        door: "sagemaker.api",
        what: `open Studio as ${profile}`,
        action: "sagemaker:CreatePresignedDomainUrl",
        resource: sagemaker(`user-profile/${domain.id}/${profile}`),
        context: { "sagemaker:UserProfileName": profile },
      },
      ...(["Private", "Shared"] as const).map((sharing) => ({
        door: "sagemaker.api",
        what: `make a ${sharing.toLowerCase()} space of ${profile}`,
        action: "sagemaker:CreateSpace",
        resource: space,
        context: inSpace(sagemaker(`user-profile/${domain.id}`), sharing, profile),
      })),
      ...writesLogs(facts, domain.id, `${profile}/JupyterLab/default`, `logs of ${profile}`),
      {
        door: "sagemaker.api",
        what: `see the profile of ${profile}`,
        action: "sagemaker:DescribeUserProfile",
        resource: sagemaker(`user-profile/${domain.id}/${profile}`),
      },
    ]),
    ...[
      ["DescribeDomain", sagemaker(`domain/${domain.id}`)],
      ["DescribeSpace", space],
      ["DescribeApp", app],
      ["ListSpaces", "*"],
      ["ListApps", "*"],
    ].map(([name = "", resource = ""]) => ({
      door: "sagemaker.api",
      what: `see in Studio's pages what it works in (${name})`,
      action: `sagemaker:${name}`,
      resource,
    })),
    ...[
      ["CreateSpace", space],
      ["CreateApp", app],
    ].map(([name = "", resource = ""]) => ({
      door: "sagemaker.api",
      what: `have Studio tag what it makes (${name})`,
      action: "sagemaker:AddTags",
      resource,
      context: { "sagemaker:TaggingAction": name },
    })),
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
