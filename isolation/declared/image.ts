/** An image of a team's own in words: the same for what stacks say and for what a configuration declares. */
import type { BaseImage } from "../facts/images";

/** `<account>/<repository>@<digest> for code-editor and jupyterlab`. */
export const showImage = (
  { account, repository, digest }: Omit<BaseImage, "region">,
  apps: readonly ("jupyterlab" | "code-editor")[],
): string => `${account}/${repository}@${digest} for ${[...new Set(apps)].sort().join(" and ") || "no app"}`;
