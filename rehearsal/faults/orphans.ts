/** What an interrupted apply made and did not record: found by comparison, and the import blocks that adopt it. */

/** A resource of an account that a stack can own, as the local AWS tells it. */
export interface Importable {
  /** Terraform's type. */
  readonly type: string;
  /** As it stands in a state. */
  readonly id: string;
  /** What `terraform import` takes. */
  readonly importId: string;
  /** Its name or Name tag; empty where it has none. */
  readonly name: string;
}

interface State {
  readonly resources: readonly {
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes: { readonly id?: string } }[];
  }[];
}

export interface Import {
  readonly to: string;
  readonly id: string;
}

type Attributes = Readonly<Record<string, unknown>> & { readonly tags?: Readonly<Record<string, string>> };
/** A stack's JSON, as far as it matters here: attributes by type and name. */
export interface Configuration {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
}

/** What was being made when Terraform was cut off stands there without an instance. */
const managed = ({ resources }: State) =>
  resources.filter(({ mode, instances }) => mode === "managed" && instances.length > 0);
const identity = ({ type, id }: Pick<Importable, "type" | "id">) => `${type} ${id}`;

/** What is in no state and was not there before. */
export function orphansAmong(
  made: readonly Importable[],
  before: readonly Importable[],
  states: readonly State[],
): Importable[] {
  const recorded = states.flatMap((state) =>
    managed(state).flatMap(({ type, instances }) =>
      instances.map(({ attributes }) => identity({ type, id: attributes.id ?? "" })),
    ),
  );
  const known = new Set([...recorded, ...before.map(identity)]);
  return made.filter((each) => !known.has(identity(each)));
}

/**
 * The address for each orphan that the stack's configuration has a place for: one of its type that the state lacks, of the
 * same name; where resources of the type have no names, the only one. What belongs to subnets is found by them.
 */
export function importsFor(orphans: readonly Importable[], { resource = {} }: Configuration, state: State): Import[] {
  const recorded = new Map(
    managed(state).map(({ type, name, instances }) => [`${type}.${name}`, instances[0]?.attributes.id ?? ""]),
  );
  const missing = (type: string) =>
    Object.entries(resource[type] ?? {}).filter(([name]) => !recorded.has(`${type}.${name}`));
  const fitting = (orphan: Importable) => missing(orphan.type).filter(([, each]) => nameOf(each) === orphan.name);
  const block = (orphan: Importable, places: ReturnType<typeof missing>): Import[] =>
    places.length === 1 ? [{ to: `${orphan.type}.${places[0]?.[0]}`, id: orphan.importId }] : [];
  const [alone, several] = [
    orphans.filter((each) => fitting(each).length === 1),
    orphans.filter((each) => fitting(each).length > 1),
  ];
  const sure = alone.flatMap((orphan) => block(orphan, fitting(orphan)));
  // A subnet may be an orphan itself.
  const known = new Map([...recorded, ...sure.map(({ to, id }) => [to, id] as const)]);
  const belonging = several.flatMap((orphan) =>
    block(
      orphan,
      fitting(orphan).filter(([, attributes]) => refersTo(attributes, orphan, known)),
    ),
  );
  return [...sure, ...belonging];
}

const nameMembers = ["bucket", "domain_name", "user_profile_name", "studio_lifecycle_config_name", "name"];

function nameOf(attributes: Attributes): string {
  if (attributes.tags?.["Name"]) return attributes.tags["Name"];
  return String(nameMembers.map((member) => attributes[member]).find((value) => value !== undefined) ?? "");
}

/** Whether the subnet that the attributes refer to is the one in the orphan's import id. */
function refersTo({ subnet_id }: Attributes, { importId }: Importable, recorded: ReadonlyMap<string, string>): boolean {
  const address = /^\$\{(.+)\.id\}$/.exec(String(subnet_id))?.[1];
  const subnet = address && recorded.get(address);
  return subnet !== undefined && subnet !== "" && importId.startsWith(`${subnet}/`);
}
