/** HCP Terraform's API, as far as a rehearsal needs it: https://developer.hashicorp.com/terraform/cloud-docs/api-docs */

export interface Entry {
  readonly id: string;
  readonly relationships?: Readonly<Record<string, { readonly data?: { readonly id: string } }>>;
}

export class CloudApi {
  constructor(
    /** Up to and without /api/v2. */
    private readonly address: string,
    private readonly token: string,
  ) {}

  /** Makes an entry of the type in the collection. Rejects with the server's answer where it refuses. */
  async create(collection: string, type: string, attributes: Readonly<Record<string, unknown>>): Promise<Entry> {
    return (await this.ask("POST", collection, { data: { type, attributes } })).data as Entry;
  }

  async update(path: string, type: string, attributes: Readonly<Record<string, unknown>>): Promise<void> {
    await this.ask("PATCH", path, { data: { type, attributes } });
  }

  async list(collection: string): Promise<readonly Entry[]> {
    return (await this.ask("GET", collection)).data as Entry[];
  }

  /** Whatever JSON there is. */
  read(path: string): Promise<Record<string, unknown>> {
    return this.ask("GET", path);
  }

  private async ask(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.address}/api/v2/${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, "Content-Type": "application/vnd.api+json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (response.ok) return (await response.json()) as Record<string, unknown>;
    throw new Error(`${method} ${path} was answered with ${response.status}: ${await response.text()}`);
  }
}
