/** Text that enters a synthesis or a comparison has line feeds, so that neither depends on how Git or an editor saved the file. */

/** The text with a line feed for each Windows line end; a carriage return elsewhere stays. */
export const withLineFeeds = (text: string): string => text.replaceAll("\r\n", "\n");
