/** Images of a team's own, deployed by the real provider: the doctor tells which somebody attached by hand, and a team loses its own in one apply. Day two adds and removes versions. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateAppCommand,
  CreateAppImageConfigCommand,
  CreateImageCommand,
  CreateImageVersionCommand,
  CreateSpaceCommand,
  DeleteAppCommand,
  DescribeDomainCommand,
  DescribeUserProfileCommand,
  UpdateDomainCommand,
  type UpdateDomainCommandInput,
  UpdateUserProfileCommand,
  type UpdateUserProfileCommandInput,
} from "@aws-sdk/client-sagemaker";
import { loadEnvironments } from "../../config/load";
import { imageName, imageRoleName, roleArn } from "../../config/names";
import type { Environment, Image, Team } from "../../config/schema";
import type { Finding } from "../../doctor/findings";
import { askDoctor } from "../../rehearsal/ask-doctor";
import { perform } from "../../rehearsal/day-two";
import type { Change } from "../../rehearsal/day-two-changes";
import { checkout } from "../../rehearsal/folders";
import { levelsOf, type OrderedStack } from "../../rehearsal/levels";
import { type LocalAws, startLocalAws } from "../../rehearsal/local-aws";
import { Stage } from "../../rehearsal/stage";
import { type Clients, clientsFor } from "../../teardown/aws";
import { findTeamDomain } from "../../teardown/of-user";
import { parsedCall } from "../doctor/parsed-call";
import { requirementsOf } from "./required";

const { describe, requirements } = requirementsOf("the rehearsal of a team's own images");

const lab: Image = {
  name: "lab",
  repository: { name: "research/lab" },
  digests: [`sha256:${"a".repeat(64)}`],
  apps: ["jupyterlab"],
  container: {},
};

describe("images of a team's own", () => {
  const work = mkdtempSync(join(tmpdir(), "enclave-images-"));
  let localAws: LocalAws;
  let stage: Stage;
  let clients: Clients;
  let DomainId: string;
  beforeAll(async () => {
    localAws = await startLocalAws({ workDir: join(work, "local-aws"), python: requirements.python });
    const [dev] = loadEnvironments(join(checkout, "environments"), { environment: "dev" }).environments;
    if (!dev) throw new Error("no environment dev");
    const environment: Environment = { ...dev, teams: dev.teams.map((team) => ({ ...team, images: [lab] })) };
    stage = new Stage({ environment, localAws, pluginFolder: requirements.pluginFolder, workDir: work });
    await stage.prepareAccounts();
    stage.synthesize(environment);
    await stage.levelByLevel("apply", levelsOf(stage.stacks), (stack) => stage.initAndApply(stack));
    expect(stage.failures).toEqual([]);
    clients = clientsFor(environment.accounts.studio, environment.region, localAws.environment);
    DomainId = (await findTeamDomain(environment, first(), clients))?.id ?? "";
  });
  afterAll(async () => {
    clients?.close();
    await localAws?.stop();
    rmSync(work, { recursive: true, force: true });
  });

  const first = (): Team => {
    const [team] = stage.environment.teams;
    if (!team) throw new Error("no team");
    return team;
  };
  const studio = (): OrderedStack => {
    const found = stage.stacks.find(({ name }) => name.startsWith("dev-studio-"));
    if (!found) throw new Error("no Studio stack");
    return found;
  };
  const examined = () => askDoctor(stage, first(), clients);
  const profile = () => ({ DomainId, UserProfileName: "ada" });
  const userSettings = async () =>
    (await clients.sagemaker.send(new DescribeUserProfileCommand(profile()))).UserSettings ?? {};
  const shown = async (): Promise<string> => (await examined()).text;
  /** Sends a printed line as the AWS CLI would. */
  const send = ({ remedy }: Finding) => {
    const { command, input } = parsedCall(remedy?.call ?? "");
    return command === "update-domain"
      ? clients.sagemaker.send(new UpdateDomainCommand(input as unknown as UpdateDomainCommandInput))
      : clients.sagemaker.send(new UpdateUserProfileCommand(input as unknown as UpdateUserProfileCommandInput));
  };

  test("an image that somebody attached in the console is named, with what it means; the printed call takes it away, and Terraform has nothing to do", async () => {
    const { sagemaker } = clients;
    const { environment } = stage;
    const RoleArn = roleArn(environment, imageRoleName(environment, first()));
    const BaseImage = `${environment.accounts.studio.id}.dkr.ecr.${environment.region}.amazonaws.com/somebody:latest`;
    const own = imageName(environment, first(), "lab");
    await sagemaker.send(new CreateImageCommand({ ImageName: "workshop", RoleArn }));
    await sagemaker.send(new CreateImageVersionCommand({ ImageName: "workshop", BaseImage, ClientToken: "one" }));
    await sagemaker.send(new CreateImageVersionCommand({ ImageName: own, BaseImage, ClientToken: "two" }));
    await sagemaker.send(new CreateAppImageConfigCommand({ AppImageConfigName: "workshop" }));
    expect((await examined()).findings).toEqual([]);

    const workshop = { ImageName: "workshop", ImageVersionNumber: 1, AppImageConfigName: "workshop" };
    const before = await userSettings();
    const config = before.JupyterLabAppSettings?.CustomImages?.[0]?.AppImageConfigName ?? "";
    const unwritten = { ImageName: own, ImageVersionNumber: 2, AppImageConfigName: config };
    const CustomImages = [...(before.JupyterLabAppSettings?.CustomImages ?? []), workshop, unwritten];
    const JupyterLabAppSettings = { ...before.JupyterLabAppSettings, CustomImages };
    await sagemaker.send(
      new UpdateUserProfileCommand({ ...profile(), UserSettings: { ...before, JupyterLabAppSettings } }),
    );
    const { DefaultUserSettings } = await sagemaker.send(new DescribeDomainCommand({ DomainId }));
    await sagemaker.send(
      new UpdateDomainCommand({
        DomainId,
        DefaultUserSettings: {
          ...DefaultUserSettings,
          JupyterLabAppSettings: { ...DefaultUserSettings?.JupyterLabAppSettings, CustomImages: [workshop] },
        },
      }),
    );
    // The space of somebody who saw the image in the list.
    const SpaceName = "tries-it";
    const OwnershipSettings = { OwnerUserProfileName: "ada" };
    await sagemaker.send(
      new CreateSpaceCommand({
        DomainId,
        SpaceName,
        OwnershipSettings,
        SpaceSharingSettings: { SharingType: "Private" },
      }),
    );
    await sagemaker.send(new CreateAppCommand({ DomainId, SpaceName, AppType: "JupyterLab", AppName: "default" }));

    const { findings } = await examined();
    expect(findings.map(({ kind, where }) => [kind, where])).toEqual([
      ["image", DomainId],
      ["image", `${DomainId}/ada`],
    ]);
    const text = await shown();
    expect(text).toContain(
      "Version 1 of image workshop is attached, with workshop; it is not the team's. The team's role is denied to start it (DenyForeignImages): only somebody with rights beside the role can, and then it runs with the team's role and data.",
    );
    expect(text).toContain(
      `Version 2 of image ${own} is attached, with ${config}; no digest of the team's file declares it, and people can start it with the team's role and data.`,
    );
    expect(text).toContain("Until it is put back, deploy nothing of dev-studio-research");
    for (const finding of findings) expect(text).toContain(`    ${finding.remedy?.call}\n`);
    expect(await stage.planIsEmpty(studio())).toMatchObject({ ok: false });

    for (const finding of findings) await send(finding);

    expect((await examined()).findings).toEqual([]);
    expect(await userSettings()).toEqual(before);
    expect(await stage.planIsEmpty(studio())).toMatchObject({ ok: true });
  });

  test("a team that has no more images loses them in one apply: no profile keeps one", async () => {
    await clients.sagemaker.send(
      new DeleteAppCommand({ DomainId, SpaceName: "tries-it", AppType: "JupyterLab", AppName: "default" }),
    );
    const withoutImages: Change = {
      name: "remove the image",
      make: (environment) => ({
        ...environment,
        teams: environment.teams.map((team) => ({ ...team, images: [] })),
      }),
      touches: () => [studio().name],
      must: [
        ["update", "aws_sagemaker_user_profile"],
        ["delete", "aws_sagemaker_image"],
        ["delete", "aws_sagemaker_image_version"],
        ["delete", "aws_sagemaker_app_image_config"],
        ["delete", "aws_iam_role"],
      ],
      leaves: ["aws_sagemaker_domain"],
    };
    await perform(withoutImages, stage);
    expect(stage.failures).toEqual([]);
  });
});
