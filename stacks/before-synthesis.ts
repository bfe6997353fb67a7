/** What has to be known before stacks are written: the environments, the lock file of providers, and the state that lies beside the output. */
import { type Loaded, loadEnvironments, type Only } from "../config/load";
import { type ProviderLock, readProviderLock } from "../config/provider-lock";
import { withStateProblems } from "./local-state";
import { unownedState } from "./unowned-state";

export interface ToSynthesize extends Loaded {
  /** For every stack's folder, so that `terraform init` installs what it vouches for; undefined where none is committed. */
  readonly lock?: ProviderLock | undefined;
}

/** @param outputIsTheirs whether the state beside the output is these environments' alone */
export function loadToSynthesize(
  directory: string,
  outdir: string,
  { only = {}, outputIsTheirs }: { readonly only?: Only; readonly outputIsTheirs: boolean },
): ToSynthesize {
  const loaded = withStateProblems(loadEnvironments(directory, only), outdir);
  const { lock, problems } = readProviderLock(directory);
  const isWhole = outputIsTheirs && only.team === undefined && loaded.problems.length === 0;
  const unowned = isWhole ? unownedState(loaded.environments, outdir, only.environment) : [];
  return {
    environments: loaded.environments,
    problems: [...loaded.problems, ...problems],
    warnings: [...loaded.warnings, ...unowned],
    lock,
  };
}
