/** Who of a team is suspended, and whose older sessions stay dead: a value, and how commands change it. */

export interface Suspension {
  /** Everybody and everything that uses the team's execution role. */
  readonly team: boolean;
  /** Names of suspended people's profiles, sorted. */
  readonly users: readonly string[];
  /** Sessions that began before a time are denied after a resumption too: stolen credentials outlive it otherwise. */
  readonly revoked: readonly Revocation[];
}

export interface Revocation {
  /** Name of the profile; absent where the sessions of all are meant. */
  readonly user?: string;
  /** In ISO 8601, UTC, to the second. */
  readonly before: string;
}

export const nobody: Suspension = { team: false, users: [], revoked: [] };

/** Whether a person may not get in: by name, or with the whole team. */
export const isOut = (name: string, { team, users }: Suspension): boolean => team || users.includes(name);

/**
 * Milliseconds that a session of a role lasts at most: then no revocation of it is needed any more.
 * docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html (maximum session duration)
 */
const longestSession = 12 * 60 * 60 * 1000;

/** A person, or all of the team where no name is given. Suspended twice is suspended once. */
export function suspended(state: Suspension, user: string | undefined, now: Date): Suspension {
  const { users, revoked } = withoutExpired(state, now);
  if (user === undefined) return { team: true, users, revoked };
  return { team: state.team, users: sorted([...users, user]), revoked };
}

/**
 * The reverse. People who were suspended by name stay so when their team is resumed: a leaver does not come back by accident.
 * `revoke`: sessions from before `now` stay denied; false where something that keeps running still holds one.
 */
export function resumed(
  state: Suspension,
  user: string | undefined,
  { now, revoke }: { readonly now: Date; readonly revoke: boolean },
): Suspension {
  const { team, users, revoked } = withoutExpired(state, now);
  const wasSuspended = user === undefined ? team : users.includes(user);
  const revocation = { before: `${now.toISOString().slice(0, 19)}Z`, ...(user !== undefined && { user }) };
  return {
    team: user !== undefined && team,
    users: users.filter((each) => each !== user),
    revoked: wasSuspended && revoke ? [...revoked.filter((each) => isOther(each, user)), revocation] : revoked,
  };
}

/** Whether an earlier revocation says something that a later one of `user`, or of all, does not. */
const isOther = (earlier: Revocation, user: string | undefined): boolean => user !== undefined && earlier.user !== user;

const withoutExpired = (state: Suspension, now: Date): Suspension => ({
  ...state,
  revoked: state.revoked.filter(({ before }) => now.getTime() - Date.parse(before) < longestSession),
});

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();
