/** Deletes apps and spaces as AWS takes it: an app only while it is InService, a space only once its apps are gone. */
import {
  DeleteAppCommand,
  DeleteSpaceCommand,
  DescribeAppCommand,
  DescribeSpaceCommand,
  type SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import { printable } from "../config/problems";
import { StillThere } from "./failure";
import { type App, hasEnded, type Space } from "./inside-domain";
import { orGone } from "./or-gone";

/**
 * Whether the app is still there. One that is InService is asked to go; in every other state AWS would refuse it
 * (docs.aws.amazon.com/sagemaker/latest/dg/gs-studio-delete-domain.html, Requirements), so whoever waits asks again.
 */
export async function endApp({ app }: App, sagemaker: SageMakerClient): Promise<boolean> {
  const found = await orGone(() => sagemaker.send(new DescribeAppCommand(nameOf(app))));
  if (found === undefined || hasEnded(found.Status)) return false;
  if (found.Status === "InService") await askToEnd(app, sagemaker);
  return true;
}

async function askToEnd(app: App["app"], sagemaker: SageMakerClient): Promise<void> {
  try {
    await orGone(() => sagemaker.send(new DeleteAppCommand(nameOf(app))));
  } catch (error) {
    // Its state has changed since it was looked at.
    if ((error as Error).name !== "ResourceInUse") throw error;
  }
}

const nameOf = ({ DomainId, AppType, AppName, UserProfileName, SpaceName }: App["app"]) => ({
  DomainId,
  AppType,
  AppName,
  // A space's app names its owner too in lists; a request may name one of them only.
  ...(SpaceName ? { SpaceName } : { UserProfileName }),
});

export const dropSpace = ({ domain, name }: Space, sagemaker: SageMakerClient) =>
  orGone(() => sagemaker.send(new DeleteSpaceCommand({ DomainId: domain, SpaceName: name })));

/** Rejects with StillThere where AWS has given up deleting it. */
export async function isSpaceThere({ id, domain, name }: Space, sagemaker: SageMakerClient): Promise<boolean> {
  const ask = new DescribeSpaceCommand({ DomainId: domain, SpaceName: name });
  const space = await orGone(() => sagemaker.send(ask));
  if (space?.Status !== "Delete_Failed") return space !== undefined;
  throw new StillThere(`AWS could not delete space ${id} (${printable(space.FailureReason ?? "it gives no reason")})`);
}
