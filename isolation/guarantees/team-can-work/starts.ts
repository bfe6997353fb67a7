/** Starting an app of each type in each type of space, running its scripts and writing their logs. */
import { lifecycleScriptTag } from "../../../config/tables/studio-code";
import type { Facts, TeamFacts } from "../../facts/facts";
import { versionOf } from "../../facts/images";
import { type App, appsOf, profilesOf } from "./apps";
import { arnIn, type Call } from "./needs";

/** What a call in a space says of it; `profiles` is the start of the ARNs of the domain's profiles. */
export const inSpace = (profiles: string, sharing: App["sharing"], name: string, owner = name) => ({
  "sagemaker:UserProfileName": name,
  "sagemaker:OwnerUserProfileArn": `${profiles}/${owner}`,
  "sagemaker:SpaceSharingType": sharing,
});

export const writesLogs = (facts: Facts, domainId: string, stream: string, what: string): Call[] =>
  ["CreateLogStream", "PutLogEvents"].map((name) => ({
    door: "logs",
    what: `write ${what} (${name})`,
    by: "either" as const,
    action: `logs:${name}`,
    resource: arnIn(facts, "logs", `log-group:/aws/sagemaker/studio:log-stream:${domainId}/${stream}`),
  }));

/**
 * Of a lifecycle configuration that runs the script of another one: it asks its own tag which, and AWS for the text.
 * Page: docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeStudioLifecycleConfig.html
 */
const readsOf = ({ studio }: TeamFacts, apps: readonly App[]): Call[] => {
  const started = new Set(apps.flatMap(({ scripts }) => scripts));
  return studio
    .resources("aws_sagemaker_studio_lifecycle_config")
    .filter(({ arn }) => started.has(arn))
    .flatMap(({ arn, config: { tags, studio_lifecycle_config_name: name } }) => {
      const script = tags?.[lifecycleScriptTag];
      if (script === undefined) return [];
      return [
        { what: `find the script that ${name} runs`, action: "sagemaker:ListTags", resource: arn },
        {
          what: `read the script that ${name} runs`,
          action: "sagemaker:DescribeStudioLifecycleConfig",
          resource: script,
        },
      ].map((call) => ({ door: "sagemaker.api", ...call }));
    });
};

/**
 * Studio names the script that somebody chooses, or none. Whether it names the built-in one is not documented: both are asked.
 * Pages: docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-spaces-admin-guide.html;
 * docs.aws.amazon.com/sagemaker/latest/dg/code-editor-use-lifecycle-configurations-studio-debug.html (the streams)
 */
export function ofStarts(facts: Facts, team: TeamFacts): Call[] {
  const { domain } = team;
  const sagemaker = (resource: string) => arnIn(facts, "sagemaker", resource);
  const apps = appsOf(team);
  const profiles = profilesOf(team);
  const startsOf = ({ type, profile, sharing, instanceType, scripts, images }: App): Call[] => {
    const owner = sharing === "Shared" ? profiles.find((other) => other !== profile) : undefined;
    const withScript = scripts.length > 0 ? { "sagemaker:StudioLifecycleConfigArns": scripts } : {};
    const ways: readonly (readonly [string, Call["context"]])[] = [
      ["", {}],
      ...(scripts.length > 0 ? [[" with its script", withScript] as const] : []),
      ...images.map(({ name, version }) => {
        const image = sagemaker(`image/${name}`);
        const named = {
          "sagemaker:ImageArns": [image],
          "sagemaker:ImageVersionArns": [versionOf(image, version)],
        };
        return [` with the team's image ${name}`, { ...withScript, ...named }] as const;
      }),
    ];
    return ways.map(([way, context]) => ({
      door: "sagemaker.api",
      what: `start ${type} as ${profile} in a ${sharing.toLowerCase()} space${way}`,
      action: "sagemaker:CreateApp",
      resource: sagemaker(`app/${domain.id}/space/${type.toLowerCase()}/default`),
      context: {
        ...inSpace(sagemaker(`user-profile/${domain.id}`), sharing, profile, owner),
        ...context,
        "sagemaker:InstanceTypes": [instanceType],
      },
    }));
  };
  return [
    ...apps.flatMap(startsOf),
    ...[...new Set(apps.map(({ type }) => type))].flatMap((type) =>
      writesLogs(facts, domain.id, `space/${type}/default/LifecycleConfigOnStart`, `logs of what starts ${type}`),
    ),
    ...readsOf(team, apps),
  ];
}
