/** Whose code starts in apps: lifecycle configurations of the team's own stack and images of AWS's own registries; anything else runs somebody else's code with the team's role. */
import { awsImageAccounts } from "../../../config/tables/ecr-registries";
import { lifecycleScriptTag, type StudioCode, studioCode } from "../../../config/tables/studio-code";
import type { Facts, TeamFacts } from "../../facts/facts";
import { placeOf, type Resource } from "../../model";
import { below, isBlock, type Json } from "../../model/json";
import type { Failure } from "../guarantee";
import { attaching } from "./images";

interface Named {
  readonly kind: StudioCode;
  /** Where the argument stands in its resource: `$.user_settings...`. */
  readonly path: string;
  readonly value: string;
}

/** Every argument in the value that names code, but for custom images, however deep it stands. */
function codeIn(value: Json | undefined, path: string, name = ""): Named[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => codeIn(each, below(path, index), name));
  // images.ts reads all of it together.
  if (name === attaching) return [];
  if (isBlock(value)) return Object.entries(value).flatMap(([key, each]) => codeIn(each, below(path, key), key));
  const kind = studioCode[name];
  return kind === undefined || value === undefined || value === null ? [] : [{ kind, path, value: String(value) }];
}

const nouns = {
  script: "a lifecycle configuration that is not the team's own",
  image: "an image that is not one of AWS's own",
  "custom image": "a custom image",
  repository: "a code repository",
} as const;
const changes = {
  script: "refer to an aws_sagemaker_studio_lifecycle_config of the same stack",
  image: "remove it, or name an image of an AWS account of this region (config/tables/ecr-registries.ts)",
  "custom image": `name it in a block ${attaching}`,
  repository: "remove it: the configuration declares no repositories, so that nobody can tell whose this is",
} as const;

export function ofCode({ partition, region }: Facts, { studio, domain }: TeamFacts): Failure[] {
  const scripts = new Set(studio.resources("aws_sagemaker_studio_lifecycle_config").map(({ arn }) => arn));
  const ofAws = awsImageAccounts(region).map((account) => `arn:${partition}:sagemaker:${region}:${account}:image`);
  const isOwn = ({ kind, value }: Named): boolean => {
    if (kind === "version") return true;
    if (kind === "script") return scripts.has(value);
    return (
      kind === "image" && ofAws.some((start) => value.startsWith(`${start}/`) || value.startsWith(`${start}-version/`))
    );
  };
  const named = studio.resources("aws_sagemaker_studio_lifecycle_config").flatMap((each): Failure[] => {
    const script = each.config.tags?.[lifecycleScriptTag];
    if (script === undefined || scripts.has(script)) return [];
    const what = `apps run ${nouns.script}: the tag ${lifecycleScriptTag} is ${script}`;
    return [{ what, where: placeOf(each), change: changes.script }];
  });
  const resources: readonly Resource[] = [domain, ...studio.resources("aws_sagemaker_user_profile")];
  const stated = resources.flatMap((resource) =>
    codeIn(resource.config as Json, "$").flatMap((named): Failure[] => {
      const { kind, path, value } = named;
      if (kind === "version" || isOwn(named)) return [];
      return [
        {
          what: `apps start with ${nouns[kind]}: ${path.slice("$.".length)} is ${value}`,
          where: placeOf(resource),
          change: changes[kind],
        },
      ];
    }),
  );
  return [...stated, ...named];
}
