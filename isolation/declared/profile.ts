/** A user profile in words: the same for what stacks say and for what a configuration declares. */

interface SingleSignOn {
  readonly identifier?: string | undefined;
  /** User in IAM Identity Center. */
  readonly value?: string | undefined;
}

/** A user who may log in, or whoever is in a group. */
export const showAssignment = (type: string, name: string, store: string): string => `${type} ${name} of ${store}`;

/** `ada`, or `ada (UserName ada@example.com)`. */
export const showProfile = (name: string, { identifier, value }: SingleSignOn): string =>
  identifier === undefined && value === undefined ? name : `${name} (${identifier} ${value})`;
