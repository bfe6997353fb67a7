/** Endpoints of a team: found, deleted with a note on their configuration, and made anew from it. */
import {
  CreateEndpointCommand,
  DeleteEndpointCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  paginateListEndpointConfigs,
  paginateListEndpoints,
  paginateListInferenceComponents,
  type SageMakerClient,
  type Tag,
} from "@aws-sdk/client-sagemaker";
import { StillThere } from "../teardown/failure";
import { orGone } from "../teardown/or-gone";
import { forget, note, notedEndpoints, ownTags, tagsOf } from "./note";
import type { Endpoint } from "./plan";

/** An endpoint that a suspension deleted. */
export interface Noted {
  readonly kind: "endpoint";
  readonly id: string;
  readonly configuration: string;
  /** ARN of the configuration. */
  readonly arn: string;
  /** The configuration's, without notes. */
  readonly tags: readonly Tag[];
}

/** `prefix`: of the names; undefined where the account is the team's alone. */
export async function findEndpoints(prefix: string | undefined, client: SageMakerClient): Promise<Endpoint[]> {
  const found: Endpoint[] = [];
  for await (const { Endpoints = [] } of paginateListEndpoints({ client }, filterOf(prefix))) {
    for (const { EndpointName: id = "" } of Endpoints) {
      const endpoint = isIn(prefix, id) ? await endpointNamed(id, client) : undefined;
      if (endpoint) found.push(endpoint);
    }
  }
  return found;
}

async function endpointNamed(id: string, client: SageMakerClient): Promise<Endpoint | undefined> {
  const found = await orGone(() => client.send(new DescribeEndpointCommand({ EndpointName: id })));
  if (found === undefined) return undefined;
  const { EndpointConfigName = "", EndpointStatus: status = "", EndpointArn = "" } = found;
  let components = 0;
  for await (const page of paginateListInferenceComponents({ client }, { EndpointNameEquals: id })) {
    components += page.InferenceComponents?.length ?? 0;
  }
  const endpoint = { kind: "endpoint", id, status, components } as const;
  const configuration = await arnOfConfiguration(EndpointConfigName, client);
  if (configuration === undefined) return { ...endpoint, ownTags: [] };
  const kept = await tagsOf(configuration, client);
  const lost = ownTags(await tagsOf(EndpointArn, client)).filter(
    ({ Key, Value }) => !kept.some((each) => each.Key === Key && each.Value === Value),
  );
  return { ...endpoint, configuration: EndpointConfigName, ownTags: lost.map(({ Key = "" }) => Key) };
}

async function arnOfConfiguration(EndpointConfigName: string, client: SageMakerClient): Promise<string | undefined> {
  if (EndpointConfigName === "") return undefined;
  const ask = new DescribeEndpointConfigCommand({ EndpointConfigName });
  return (await orGone(() => client.send(ask)))?.EndpointConfigArn;
}

/** The note comes first: whatever happens then, a resumption knows of the endpoint. */
export async function dropEndpoint({ id, configuration = "" }: Endpoint, sagemaker: SageMakerClient): Promise<void> {
  const arn = await arnOfConfiguration(configuration, sagemaker);
  if (arn !== undefined) await note(arn, id, sagemaker);
  await orGone(() => sagemaker.send(new DeleteEndpointCommand({ EndpointName: id })));
}

/**
 * Endpoints that the notes on configurations name. The team's role may write tags too, so a name that is not the team's own
 * counts for nothing: otherwise a team could have the deployer make endpoints in another team's name.
 */
export async function findNoted(prefix: string | undefined, client: SageMakerClient): Promise<Noted[]> {
  const found: Noted[] = [];
  for await (const { EndpointConfigs = [] } of paginateListEndpointConfigs({ client }, filterOf(prefix))) {
    for (const { EndpointConfigName: configuration = "", EndpointConfigArn: arn = "" } of EndpointConfigs) {
      if (!isIn(prefix, configuration)) continue;
      const tags = await tagsOf(arn, client);
      const names = notedEndpoints(tags).filter((name) => isIn(prefix, name));
      found.push(...names.map((id): Noted => ({ kind: "endpoint", id, configuration, arn, tags: ownTags(tags) })));
    }
  }
  return found;
}

/** Where AWS refuses, the note stays, and a second resumption tries again. Rejects with StillThere while the old one goes. */
export async function remake({ id, configuration, arn, tags }: Noted, sagemaker: SageMakerClient): Promise<void> {
  const present = await orGone(() => sagemaker.send(new DescribeEndpointCommand({ EndpointName: id })));
  if (present?.EndpointStatus === "Deleting") throw new StillThere(`endpoint ${id} is still being deleted`);
  if (present === undefined) {
    const made = { EndpointName: id, EndpointConfigName: configuration, Tags: [...tags] };
    await sagemaker.send(new CreateEndpointCommand(made));
  }
  await forget(arn, id, sagemaker);
}

const filterOf = (prefix: string | undefined) => (prefix === undefined ? {} : { NameContains: prefix });
const isIn = (prefix: string | undefined, name: string): boolean => prefix === undefined || name.startsWith(prefix);
