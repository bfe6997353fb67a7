/** One refusal of AWS keeps nothing else from being stopped. */
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { checkout } from "../../rehearsal/folders";
import { type Freezing, freeze } from "../../suspend/freeze";
import type { Endpoint } from "../../suspend/plan";
import type { Work } from "../../suspend/work";
import type { Clients } from "../../teardown/aws";

test("what AWS refuses to stop keeps nothing else from being stopped, and its refusal is told afterwards", async () => {
  const [environment] = loadEnvironments(join(checkout, "environments"), { environment: "dev" }).environments;
  const [team] = environment?.teams ?? [];
  if (!environment || !team) throw new Error("dev has no team");
  const sent: string[] = [];
  const refusal = Object.assign(new Error("no"), { name: "AccessDeniedException" });
  const send = async (command: object) => {
    sent.push(command.constructor.name);
    if (command.constructor.name === "StopAutoMLJobCommand") throw refusal;
    return {};
  };
  const work = (kind: Work["kind"]): Work => ({ kind, id: `dev-research-${kind}` });
  const endpoint: Endpoint = { kind: "endpoint", id: "e", status: "InService", components: 0, ownTags: [] };
  const freezing: Freezing = {
    environment,
    team,
    domainId: "d-1",
    asked: { authMode: "IAM" },
    denials: [{ role: "r", text: "{}", isService: false }],
    door: undefined,
    steps: [work("AutoML job"), work("training job"), endpoint].map((target) => ({ target, after: "" })),
  };
  const done: string[] = [];
  const clients = { iam: { send }, sagemaker: { send } } as unknown as Clients;
  await expect(freeze(freezing, clients, { onDone: ({ kind }) => void done.push(kind) })).rejects.toBe(refusal);
  expect(sent).toEqual([
    "PutRolePolicyCommand",
    "StopAutoMLJobCommand",
    "StopTrainingJobCommand",
    "DeleteEndpointCommand",
  ]);
  expect(done).toEqual(["inline policy", "training job", "endpoint"]);
});
