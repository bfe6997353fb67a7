/** Of what `prove --json` writes, and `--baseline` reads: another number is another form. */
export const schemaVersion = 1;
