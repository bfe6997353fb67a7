/** The apps that a team's people start: JupyterLab and Code Editor in their own spaces, JupyterLab in shared ones. */
import type { TeamFacts } from "../../facts/facts";
import { placeOf, type Resource } from "../../model";
import type { Failure } from "../guarantee";

interface AppBlock {
  readonly custom_image?:
    | readonly {
        readonly image_name?: string | undefined;
        readonly image_version_number?: string | number | undefined;
      }[]
    | undefined;
  readonly lifecycle_config_arns?: readonly string[] | undefined;
  readonly built_in_lifecycle_config_arn?: string | undefined;
  readonly default_resource_spec?:
    | readonly { readonly instance_type?: string | undefined; readonly lifecycle_config_arn?: string | undefined }[]
    | undefined;
}
/** Of a domain's people, of its shared spaces, or of a profile. */
type Settings = readonly { readonly [Name in Argument]?: readonly AppBlock[] | undefined }[];
type Argument = "jupyter_lab_app_settings" | "code_editor_app_settings";
type Studio = Pick<TeamFacts, "domain" | "studio">;

/** AWS's name of a type of app, and the argument that holds its settings. */
const types = { JupyterLab: "jupyter_lab_app_settings", CodeEditor: "code_editor_app_settings" } as const;
type AppType = keyof typeof types;

export interface App {
  readonly type: AppType;
  /** Name of the profile that starts it. */
  readonly profile: string;
  readonly sharing: "Private" | "Shared";
  readonly instanceType: string;
  /** ARNs of the lifecycle configurations that its settings name. */
  readonly scripts: readonly string[];
  /** Images of the team's own that its settings attach. */
  readonly images: readonly { readonly name: string; readonly version: string | number }[];
}

const blocksOf = (settings: Settings, type: AppType): readonly AppBlock[] =>
  settings.flatMap((each) => each[types[type]] ?? []);

const instanceTypeIn = (settings: Settings, type: AppType): string | undefined =>
  blocksOf(settings, type).flatMap(({ default_resource_spec: specs }) =>
    (specs ?? []).flatMap(({ instance_type }) => instance_type ?? []),
  )[0];

const scriptsIn = (settings: Settings, type: AppType): readonly string[] =>
  blocksOf(settings, type).flatMap((block) => [
    ...(block.lifecycle_config_arns ?? []),
    ...[block.built_in_lifecycle_config_arn ?? []].flat(),
    ...(block.default_resource_spec ?? []).flatMap(({ lifecycle_config_arn: arn }) => arn ?? []),
  ]);

const imagesIn = (settings: Settings, type: AppType): App["images"] =>
  blocksOf(settings, type).flatMap(({ custom_image: images }) =>
    (images ?? []).flatMap(({ image_name: name, image_version_number: version }) =>
      name === undefined || version === undefined ? [] : [{ name, version }],
    ),
  );

/** Names of a team's profiles; somebody's where it has none. */
export const profilesOf = (team: Pick<Studio, "studio">): readonly string[] =>
  peopleOf(team).map(({ profile }) => profile);

function peopleOf({ studio }: Pick<Studio, "studio">): readonly { profile: string; settings: Settings }[] {
  const profiles = studio.resources("aws_sagemaker_user_profile").map(({ config }) => ({
    profile: config.user_profile_name,
    settings: config.user_settings ?? [],
  }));
  return profiles.length > 0 ? profiles : [{ profile: "somebody", settings: [] }];
}

/** Where no settings name one. Page: docs.aws.amazon.com/sagemaker/latest/dg/notebooks-available-instance-types.html */
const usualInstanceType = "ml.t3.medium";

/**
 * Of each profile an app of each type in a space of its own, and one in a shared space. What a profile's settings do not
 * say, the domain's do; Code Editor has no shared spaces.
 * Page: docs.aws.amazon.com/sagemaker/latest/APIReference/API_DefaultSpaceSettings.html
 */
export function appsOf({ domain, studio }: Studio): readonly App[] {
  const { default_user_settings: ofPeople, default_space_settings: ofSpaces = [] } = domain.config;
  const app = (profile: string, type: AppType, sharing: App["sharing"], ...settings: readonly Settings[]): App => ({
    type,
    profile,
    sharing,
    instanceType: settings.map((each) => instanceTypeIn(each, type)).find(Boolean) ?? usualInstanceType,
    scripts: [...new Set(settings.flatMap((each) => scriptsIn(each, type)))],
    images: settings.map((each) => imagesIn(each, type)).find((images) => images.length > 0) ?? [],
  });
  return peopleOf({ studio }).flatMap(({ profile, settings }) => [
    app(profile, "JupyterLab", "Private", settings, ofPeople),
    app(profile, "CodeEditor", "Private", settings, ofPeople),
    app(profile, "JupyterLab", "Shared", ofSpaces),
  ]);
}

/**
 * A lifecycle configuration is for one type of app.
 * Page: docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateStudioLifecycleConfig.html
 */
export function ofOtherTypes({ domain, studio }: Studio): Failure[] {
  const typeOf = new Map(
    studio
      .resources("aws_sagemaker_studio_lifecycle_config")
      .map(({ arn, config }) => [arn, config.studio_lifecycle_config_app_type]),
  );
  const places: readonly (readonly [Resource, Settings])[] = [
    [domain, [...domain.config.default_user_settings, ...(domain.config.default_space_settings ?? [])]],
    ...studio
      .resources("aws_sagemaker_user_profile")
      .map((profile) => [profile, profile.config.user_settings ?? []] as const),
  ];
  return places.flatMap(([resource, settings]) =>
    (Object.keys(types) as AppType[]).flatMap((type) =>
      [...new Set(scriptsIn(settings, type))]
        .filter((arn) => (typeOf.get(arn) ?? type) !== type)
        .map((arn) => ({
          what: `apps of type ${type} do not start with ${arn}, which is for ${typeOf.get(arn)}`,
          where: placeOf(resource),
          change: `name a lifecycle configuration whose studio_lifecycle_config_app_type is ${type}`,
        })),
    ),
  );
}
