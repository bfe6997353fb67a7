/** Somebody clicks in the console while people work: Terraform is stuck, the doctor names each click, and what it prints undoes them. */
import {
  DescribeDomainCommand,
  DescribeUserProfileCommand,
  UpdateDomainCommand,
  UpdateUserProfileCommand,
} from "@aws-sdk/client-sagemaker";
import { studioStackName } from "../config/names";
import type { Team } from "../config/schema";
import type { Clients } from "../teardown/aws";
import { findTeamDomain } from "../teardown/of-user";
import { askDoctor } from "./ask-doctor";
import { type Pasted, shellWithAws } from "./aws-cli";
import { leave, spaceOf } from "./leaver";
import type { OrderedStack } from "./levels";
import { isTerraforms } from "./made-calls";
import type { Stage } from "./stage";
import { assignAStranger } from "./strangers";

const phase = "somebody clicks";

/** What the clicks are told as, by the part of the finding's name that follows the domain's id. */
export const clicked: Readonly<Record<"domain" | "profile", readonly string[]>> = {
  domain: ["AppNetworkAccessType", "DomainSettings.DockerSettings.EnableDockerAccess", "TagPropagation"],
  profile: ["UserSettings.StudioWebPortal"],
};

/** The provider's words for an update that it cannot make: github.com/hashicorp/terraform-provider-aws/issues/45528. */
const stuck = "VpcId and Subnet IDs are required for updating domains to VpcOnly mode";

/** On the domain of the environment's first team; people start apps after the clicks, because AWS refuses one of them while apps run. */
export async function somebodyClicks(stage: Stage): Promise<void> {
  const { environment } = stage;
  const [team] = environment.teams;
  const [user] = team?.users ?? [];
  const studio = stage.stacks.filter(({ name }) => team && name === studioStackName(environment, team));
  if (!team || !user) return;
  const { put } = spaceOf(user.name);
  const steps: readonly (() => Promise<void>)[] = [
    () => stage.asDeployer(phase, (clients) => click(stage, team, user.name, clients), "the clicks"),
    () => stage.asDeployer(phase, (clients) => put(environment, clients), "people start apps"),
    () => stage.levelByLevel(phase, [studio], (stack) => isStuck(stage, stack), "Terraform is stuck"),
    () => stage.asDeployer(phase, (clients) => runWhatIsPrinted(stage, team, clients), "what doctor prints is run"),
    () => stage.levelByLevel(phase, [studio], (stack) => stage.planIsEmpty(stack), "plan"),
    () => stage.expectNone(phase, async () => updatesIn(stage)),
    () => stage.asDeployer(phase, (clients) => leave(user.name, environment, clients), "people leave"),
  ];
  for (const step of steps) {
    await step();
    if (stage.failed) return;
  }
  const inSso = environment.identityCenter && environment.teams.find(({ authMode }) => authMode === "SSO");
  if (inSso) {
    await stage.asDeployer(phase, (clients) => assignAStranger(stage, inSso, clients), "somebody assigns a stranger");
  }
}

/** Each the opposite of what the team's file says. */
async function click(stage: Stage, team: Team, user: string, clients: Clients): Promise<void> {
  const { sagemaker } = clients;
  const DomainId = (await findTeamDomain(stage.environment, team, clients))?.id;
  const { TagPropagation, DomainSettings } = await sagemaker.send(new DescribeDomainCommand({ DomainId }));
  const opposite = (value: string | undefined) => (value === "ENABLED" ? "DISABLED" : "ENABLED");
  const DockerSettings = { EnableDockerAccess: opposite(DomainSettings?.DockerSettings?.EnableDockerAccess) } as const;
  for (const update of [
    { TagPropagation: opposite(TagPropagation) },
    { DomainSettingsForUpdate: { DockerSettings: { ...DomainSettings?.DockerSettings, ...DockerSettings } } },
    { AppNetworkAccessType: "PublicInternetOnly" },
  ] as const) {
    await sagemaker.send(new UpdateDomainCommand({ DomainId, ...update }));
  }
  const names = { DomainId, UserProfileName: user };
  const { UserSettings } = await sagemaker.send(new DescribeUserProfileCommand(names));
  const StudioWebPortal = "DISABLED";
  await sagemaker.send(new UpdateUserProfileCommand({ ...names, UserSettings: { ...UserSettings, StudioWebPortal } }));
}

async function isStuck(stage: Stage, stack: OrderedStack): ReturnType<Stage["planIsEmpty"]> {
  const applied = await stage.terraform.apply(stack);
  if (applied.ok) return stage.refusal(stack, "the apply was not refused, though the domain is not as declared");
  if (!applied.error.includes(stuck)) return applied;
  return { ok: true, value: undefined, seconds: applied.seconds };
}

/** Asks the doctor, and runs its lines in the order in which people read them. The first update is refused, because apps run. */
async function runWhatIsPrinted(stage: Stage, team: Team, clients: Clients): Promise<void> {
  const { findings, lines } = await askDoctor(stage, team, clients);
  for (const kind of ["domain", "profile"] as const) {
    const told = findings.flatMap((each) => (each.kind === kind ? each.changes.map(({ member }) => member) : []));
    expectEqual(`what the doctor tells of a ${kind}`, told, clicked[kind]);
  }
  const paste = await shellWithAws(stage.localAws, stage.environment.accounts.studio.deployerRole);
  const update = lines.find((line) => line.startsWith("aws sagemaker update-domain ")) ?? "";
  expectEqual("the first printed line", lines[0]?.startsWith("aws sagemaker delete-app "), true);
  const tooEarly = await paste(update);
  if (tooEarly.ok || !tooEarly.output.includes("ResourceInUse")) throw unexpected(update, "ResourceInUse", tooEarly);
  for (const line of lines) {
    const pasted = await paste(line);
    if (!pasted.ok) throw unexpected(line, "no error", pasted);
  }
  const after = await askDoctor(stage, team, clients);
  expectEqual("what the doctor tells afterwards", after.findings, []);
}

/** Terraform may have asked AWS to update a domain only where AWS refused it. */
function updatesIn({ localAws }: Stage): string[] {
  const updates = localAws.calls().filter((call) => call.operation === "UpdateDomain" && isTerraforms(call));
  const passed = updates.filter(({ error }) => error === undefined).length;
  return [
    ...(updates.length === 0 ? ["Terraform did not ask AWS to update the domain"] : []),
    ...(passed > 0 ? [`AWS let Terraform update a domain ${passed} times`] : []),
  ];
}

function expectEqual(what: string, found: unknown, expected: unknown): void {
  const [one, other] = [found, expected].map((each) => JSON.stringify(each));
  if (one !== other) throw new Error(`${what}: expected ${other}, found ${one}`);
}

const unexpected = (line: string, expected: string, { output }: Pasted): Error =>
  new Error(`${line}\nexpected: ${expected}, found: ${output || "no error"}`);
