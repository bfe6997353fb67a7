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
import { list } from "../config/problems";
import type { Clients } from "./aws";
import { StillThere } from "./failure";
import type { Obstacle } from "./obstacles";
import { orGone } from "./or-gone";
import { dropSpace, endApp, isSpaceThere } from "./remove-studio";

export interface RemoveOptions {
  /** Told each obstacle when it is gone. */
  readonly onGone?: (obstacle: Obstacle) => void;
  /** Milliseconds between two looks whether something is gone; 5000 where not given. */
  readonly pause?: number;
  /** Milliseconds until waiting for things of one kind is given up; where not given, 20 minutes for apps and 15 for others. */
  readonly patience?: number;
}

/** An app takes up to 20 minutes: github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1754. */
const patienceFor = (kind: Obstacle["kind"]) => (kind === "app" ? 20 : 15) * 60_000;

type Of<K extends Obstacle["kind"]> = Extract<Obstacle, { kind: K }>;

/** Rejects with AWS's error for the first thing that cannot be deleted; what went before stays gone. */
export async function remove(
  obstacles: readonly Obstacle[],
  clients: Clients,
  options: RemoveOptions = {},
): Promise<void> {
  const { onGone, pause = 5000 } = options;
  const of = <K extends Obstacle["kind"]>(kind: K) => obstacles.filter((each): each is Of<K> => each.kind === kind);
  /** Deletes all of one kind, then waits for all: AWS works at them side by side. */
  const all = async <T extends Obstacle>(
    some: readonly T[],
    drop: (one: T) => Promise<unknown>,
    isThere: (one: T) => Promise<boolean>,
  ) => {
    for (const one of some) await drop(one);
    const since = Date.now();
    for (let left = some; ; await new Promise((resolve) => setTimeout(resolve, pause))) {
      const still: T[] = [];
      for (const one of left) {
        if (await isThere(one)) still.push(one);
        else onGone?.(one);
      }
      const [first] = still;
      if (first === undefined) return;
      const patience = options.patience ?? patienceFor(first.kind);
      if (Date.now() - since > patience) throw new StillThere(stillThere(still, patience));
      left = still;
    }
  };
  const { ec2, efs, sagemaker } = clients;
  await all(
    of("app"),
    (app) => endApp(app, sagemaker),
    (app) => endApp(app, sagemaker),
  );
  await all(
    of("space"),
    (space) => dropSpace(space, sagemaker),
    (space) => isSpaceThere(space, sagemaker),
  );
  await all(
    of("mount target"),
    ({ id }) => efs.send(new DeleteMountTargetCommand({ MountTargetId: id })),
    async ({ id }) =>
      (await orGone(() => efs.send(new DescribeMountTargetsCommand({ MountTargetId: id })))) !== undefined,
  );
  const free = async () => false;
  await all(
    of("network interface"),
    ({ id }) => orGone(() => ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: id }))),
    free,
  );
  // The two groups of a domain name each other: all rules go before any group.
  for (const { id } of of("security group")) await revokeRules(id, ec2);
  await all(of("security group"), ({ id }) => ec2.send(new DeleteSecurityGroupCommand({ GroupId: id })), free);
  await all(of("file system"), ({ id }) => dropFileSystem(id, efs), free);
}

const stillThere = (left: readonly Obstacle[], patience: number) =>
  `${list(
    left.map(({ kind, id }) => `${kind} ${id}`),
    "and",
  )} still there after ${patience / 60_000} minutes`;

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
