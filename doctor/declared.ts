/** What a synthesized Studio stack says of its domain and its profiles, in the names of AWS's API; references stay as they are. */
import { CreateDomainRequest$, CreateUserProfileRequest$ } from "@aws-sdk/client-sagemaker";
import { type Block, elementOf, isBlock, type Json, membersOf } from "./model";

/** A stack's JSON: resources by type and name. */
export interface StackJson {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
}

export interface Declared {
  /** As the input of CreateDomain. */
  readonly domain: Block;
  /** As the inputs of CreateUserProfile, by the profile's name. */
  readonly profiles: ReadonlyMap<string, Block>;
}

/** Arguments that Terraform keeps to itself, tags (which it puts back by itself), and what only DeleteDomain takes. */
const notSent = new Set(["//", "depends_on", "lifecycle", "provider", "tags", "retention_policy"]);

/** Throws where the stack has not exactly one domain, or an argument that AWS's model does not have. */
export function declaredIn({ resource }: StackJson): Declared {
  const [domain, ...others] = Object.values(resource["aws_sagemaker_domain"] ?? {});
  if (domain === undefined || others.length > 0) throw new Error("a Studio stack has exactly one domain");
  const profiles = Object.values(resource["aws_sagemaker_user_profile"] ?? {}).map((profile) => {
    const sent = inNamesOfTheApi(profile, CreateUserProfileRequest$);
    return [String(sent["UserProfileName"]), sent] as const;
  });
  return { domain: inNamesOfTheApi(domain, CreateDomainRequest$), profiles: new Map(profiles) };
}

function inNamesOfTheApi(resource: Block, schema: unknown): Block {
  const sent = Object.entries(resource).filter(([argument]) => !notSent.has(argument));
  return converted(Object.fromEntries(sent), schema, "") as Block;
}

/** A block that may stand once is an object in the JSON, where AWS may want a list of one. */
function converted(value: Json, schema: unknown, path: string): Json {
  const element = elementOf(schema);
  if (element !== undefined) return [value].flat().map((each) => converted(each, element, path));
  const members = membersOf(schema);
  if (members === undefined && !isBlock(value)) return value;
  if (members === undefined) throw new Error(`AWS's model has no members below ${path}`);
  const block = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (!isBlock(block)) throw new Error(`${path} is not a block`);
  return Object.fromEntries(
    Object.entries(block).map(([argument, inner]) => {
      const name = [...members.keys()].find((member) => isNamed(argument, member));
      const below = path === "" ? argument : `${path}.${argument}`;
      if (name === undefined) throw new Error(`AWS's model has no member for the argument ${below}`);
      return [name, converted(inner, members.get(name), below)];
    }),
  );
}

/** auto_mount_home_efs is AutoMountHomeEFS; a block that may stand several times has the singular: custom_image is CustomImages. */
function isNamed(argument: string, member: string): boolean {
  const plain = argument.replaceAll("_", "");
  const plural = plain.endsWith("y") ? `${plain.slice(0, -1)}ies` : `${plain}s`;
  return [plain, plural].includes(member.toLowerCase());
}
