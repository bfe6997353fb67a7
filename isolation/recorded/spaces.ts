/** A call on a space, or on an app in it, names the space alone: AWS holds it against the space's owner and sharing, which the call that made it says. */
import { conditionKeysOf } from "../decide/catalogue";
import type { Request } from "../policy";
import { at, texts } from "./parameters";
import type { Parameters, RecordedCall } from "./recording";

/** What CreateSpace says of a space. Source: docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateSpace.html */
const ofSpace = ["OwnershipSettings", "SpaceSharingSettings"] as const;

/** Each call on a space that the program made before has its settings. */
export function withSpaces(calls: readonly RecordedCall[]): readonly RecordedCall[] {
  const made = new Map<string, Parameters>();
  return calls.map((call) => {
    const { service, operation, parameters } = call;
    const name = parameters["SpaceName"];
    if (service !== "sagemaker" || typeof name !== "string") return call;
    if (operation === "CreateSpace")
      made.set(name, Object.fromEntries(ofSpace.flatMap((key) => (key in parameters ? [[key, parameters[key]]] : []))));
    return { ...call, parameters: { ...made.get(name), ...parameters } };
  });
}

/**
 * Whose space it is, how it is shared, and who asks: people make spaces of their own, and their session carries their profile.
 * Source: docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-spaces-admin-guide.html
 * @param arnOf the ARN of a resource of SageMaker's
 */
export function spaceKeys(
  action: string,
  parameters: Parameters,
  arnOf: (resource: string) => string,
): Request["context"] {
  if (!conditionKeysOf(action).has("sagemaker:owneruserprofilearn")) return {};
  const text = (...path: string[]) => texts(at(parameters, path), path.join("."))[0];
  const owner = text("OwnershipSettings", "OwnerUserProfileName");
  const sharing = text("SpaceSharingSettings", "SharingType");
  return {
    ...(owner !== undefined && {
      "sagemaker:OwnerUserProfileArn": arnOf(`user-profile/${text("DomainId")}/${owner}`),
      "sagemaker:UserProfileName": owner,
    }),
    ...(sharing !== undefined && { "sagemaker:SpaceSharingType": sharing }),
  };
}
