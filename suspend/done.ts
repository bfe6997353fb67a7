/** What was changed. */
export interface Done {
  readonly kind: string;
  readonly id: string;
}
