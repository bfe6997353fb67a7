/** Deletes what a plan says goes, and waits until it is gone. */
import {
  DeleteNetworkInterfaceCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  type EC2Client,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from "@aws-sdk/client-ec2";
import {
  DeleteFileSystemCommand,
  DeleteMountTargetCommand,
  DescribeMountTargetsCommand,
  type EFSClient,
} from "@aws-sdk/client-efs";
import {
  DeleteAppCommand,
  DeleteSpaceCommand,
  DescribeAppCommand,
  DescribeSpaceCommand,
  type SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import type { Clients } from "./aws";
import { StillThere } from "./failure";
import type { Obstacle } from "./obstacles";

export interface RemoveOptions {
  /** Told each obstacle when it is gone. */
  readonly onGone?: (obstacle: Obstacle) => void;
  /** Milliseconds between two looks whether something is gone; 5000 where not given. */
  readonly pause?: number;
  /** Milliseconds until waiting for one thing is given up; 15 minutes where not given. */
  readonly patience?: number;
}

type Of<K extends Obstacle["kind"]> = Extract<Obstacle, { kind: K }>;

/** Rejects with AWS's error for the first thing that cannot be deleted; what went before stays gone. */
export async function remove(
  obstacles: readonly Obstacle[],
  clients: Clients,
  options: RemoveOptions = {},
): Promise<void> {
  const { onGone, pause = 5000, patience = 15 * 60_000 } = options;
  const of = <K extends Obstacle["kind"]>(kind: K) => obstacles.filter((each): each is Of<K> => each.kind === kind);
  /** Deletes all of one kind, then waits for each: AWS works at them side by side. */
  const all = async <T extends Obstacle>(
    some: readonly T[],
    drop: (one: T) => Promise<unknown>,
    isThere: (one: T) => Promise<boolean>,
  ) => {
    for (const one of some) await drop(one);
    for (const one of some) {
      const since = Date.now();
      while (await isThere(one)) {
        if (Date.now() - since > patience)
          throw new StillThere(`${one.kind} ${one.id} is still there after ${patience / 60_000} minutes`);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
      onGone?.(one);
    }
  };
  const { ec2, efs, sagemaker } = clients;
  await all(
    of("app"),
    ({ app }) => sagemaker.send(new DeleteAppCommand(nameOf(app))),
    ({ app }) => isAppThere(app, sagemaker),
  );
  await all(
    of("space"),
    ({ domain, name }) => sagemaker.send(new DeleteSpaceCommand({ DomainId: domain, SpaceName: name })),
    ({ domain, name }) =>
      answers(() => sagemaker.send(new DescribeSpaceCommand({ DomainId: domain, SpaceName: name }))),
  );
  await all(
    of("mount target"),
    ({ id }) => efs.send(new DeleteMountTargetCommand({ MountTargetId: id })),
    ({ id }) => answers(() => efs.send(new DescribeMountTargetsCommand({ MountTargetId: id }))),
  );
  const free = async () => false;
  await all(
    of("network interface"),
    ({ id }) => answers(() => ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: id }))),
    free,
  );
  // The two groups of a domain name each other: all rules go before any group.
  for (const { id } of of("security group")) await revokeRules(id, ec2);
  await all(of("security group"), ({ id }) => ec2.send(new DeleteSecurityGroupCommand({ GroupId: id })), free);
  await all(of("file system"), ({ id }) => dropFileSystem(id, efs), free);
}

const nameOf = ({ DomainId, AppType, AppName, UserProfileName, SpaceName }: Of<"app">["app"]) => ({
  DomainId,
  AppType,
  AppName,
  // A space's app names its owner too in lists; a request may name one of them only.
  ...(SpaceName ? { SpaceName } : { UserProfileName }),
});

async function isAppThere(app: Of<"app">["app"], sagemaker: SageMakerClient): Promise<boolean> {
  let status: string | undefined;
  const there = await answers(async () => {
    status = (await sagemaker.send(new DescribeAppCommand(nameOf(app)))).Status;
  });
  return there && status !== "Deleted";
}

async function revokeRules(id: string, ec2: EC2Client): Promise<void> {
  const [group] = (await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [id] }))).SecurityGroups ?? [];
  if (group?.IpPermissions?.length) {
    await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: id, IpPermissions: group.IpPermissions }));
  }
  if (group?.IpPermissionsEgress?.length) {
    await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId: id, IpPermissions: group.IpPermissionsEgress }));
  }
}

const dropFileSystem = (id: string, efs: EFSClient) => efs.send(new DeleteFileSystemCommand({ FileSystemId: id }));

/** False where AWS says that the thing is not there. */
async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch (error) {
    const { name, message } = error as Error;
    const missing = /NotFound/.test(name) || (name === "ValidationException" && message.includes("RecordNotFound"));
    if (missing) return false;
    throw error;
  }
}
