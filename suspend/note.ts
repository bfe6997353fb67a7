/** The tag by which a resumption knows what a suspension stopped: AWS remembers it, so another machine can resume. */
import {
  AddTagsCommand,
  DeleteTagsCommand,
  paginateListTags,
  type SageMakerClient,
  type Tag,
} from "@aws-sdk/client-sagemaker";

const noteKey = "enclave-suspended";

/** Of an endpoint, on its configuration: several endpoints may be made from one. Empty name: of the tagged thing itself. */
const keyOf = (endpoint: string): string => (endpoint === "" ? noteKey : `${noteKey}/${endpoint}`);

export async function note(arn: string, endpoint: string, sagemaker: SageMakerClient): Promise<void> {
  const Tags = [{ Key: keyOf(endpoint), Value: "resume makes it run again" }];
  await sagemaker.send(new AddTagsCommand({ ResourceArn: arn, Tags }));
}

export async function forget(arn: string, endpoint: string, sagemaker: SageMakerClient): Promise<void> {
  await sagemaker.send(new DeleteTagsCommand({ ResourceArn: arn, TagKeys: [keyOf(endpoint)] }));
}

export async function tagsOf(arn: string, client: SageMakerClient): Promise<Tag[]> {
  const found: Tag[] = [];
  for await (const { Tags = [] } of paginateListTags({ client }, { ResourceArn: arn })) found.push(...Tags);
  return found;
}

export const isNoted = (tags: readonly Tag[]): boolean => tags.some(({ Key }) => Key === noteKey);

/** Names of the endpoints that the tags of a configuration note. */
export const notedEndpoints = (tags: readonly Tag[]): string[] =>
  tags.flatMap(({ Key = "" }) => (Key.startsWith(`${noteKey}/`) ? [Key.slice(noteKey.length + 1)] : []));

/** What people tagged; nobody may write tags that begin with aws: (docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html). */
export const ownTags = (tags: readonly Tag[]): Tag[] =>
  tags.filter(({ Key = "" }) => !Key.startsWith(noteKey) && !/^aws:/i.test(Key));
