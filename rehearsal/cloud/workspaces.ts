/** Workspaces of an organization, as a platform would have made them before anybody deploys. */
import type { CloudApi } from "./api";

/** Where plans and applies run; state and its lock are in the workspace either way. */
export type ExecutionMode = "remote" | "local";

export class Workspaces {
  private readonly ids = new Map<string, string>();
  private mode: ExecutionMode = "remote";

  constructor(
    private readonly api: CloudApi,
    private readonly organization: string,
    private readonly terraformVersion: string,
  ) {}

  /** The organization, and the environment variables that every run in it gets. */
  async prepare(variables: Readonly<Record<string, string>>): Promise<void> {
    const { api, organization } = this;
    await api.create("organizations", "organizations", { name: organization, email: "rehearsal@example.com" });
    const set = await api.create(`organizations/${organization}/varsets`, "varsets", {
      name: "rehearsal",
      global: true,
    });
    for (const [key, value] of Object.entries(variables)) {
      await api.create(`varsets/${set.id}/relationships/vars`, "vars", { key, value, category: "env" });
    }
  }

  /** Unless it was made before. Whatever has access to the organization may read its state. */
  async make(name: string): Promise<void> {
    if (this.ids.has(name)) return;
    const { id } = await this.api.create(`organizations/${this.organization}/workspaces`, "workspaces", {
      name,
      "terraform-version": this.terraformVersion,
      "execution-mode": this.mode,
      "global-remote-state": true,
    });
    this.ids.set(name, id);
  }

  get executionMode(): ExecutionMode {
    return this.mode;
  }

  /** From here on, in every workspace. */
  async execute(mode: ExecutionMode): Promise<void> {
    this.mode = mode;
    for (const id of this.ids.values()) {
      await this.api.update(`workspaces/${id}`, "workspaces", { "execution-mode": mode });
    }
  }

  /** The JSON of the newest run's plan. */
  async lastPlan(name: string): Promise<Record<string, unknown>> {
    const [run] = await this.api.list(`workspaces/${this.ids.get(name)}/runs?page[size]=1`);
    return this.api.read(`plans/${run?.relationships?.["plan"]?.data?.id}/json-output`);
  }
}
