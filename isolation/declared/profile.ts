/** A user profile in words: the same for what stacks say and for what a configuration declares. */

interface SingleSignOn {
  readonly identifier?: string | undefined;
  /** User in IAM Identity Center. */
  readonly value?: string | undefined;
}

/** `ada`, or `ada (UserName ada@example.com)`. */
export const showProfile = (name: string, { identifier, value }: SingleSignOn): string =>
  identifier === undefined && value === undefined ? name : `${name} (${identifier} ${value})`;
