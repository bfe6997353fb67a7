/** Command lines for people to paste: every word reaches the program as it is, whatever a path or a name holds. */

/** What a shell reads as one word as it stands. */
const plain = /^[\w@%+=:,./-]+$/;
/** What a quoted word may not hold raw: it would steer the terminal that shows it. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/**
 * One word of a shell command. Bash, zsh and ksh read every word; other POSIX shells read those without control characters,
 * which are written in `$'…'` (POSIX.1-2024, 2.2.4 Dollar-Single-Quotes).
 */
export function shellWord(text: string): string {
  if (plain.test(text)) return text;
  if (!hidden.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  return `$'${[...text].map(escaped).join("")}'`;
}

/** Octal digits are always three, so that no digit that follows is read as a fourth. */
function escaped(character: string): string {
  if (character === "'" || character === "\\") return `\\${character}`;
  if (!hidden.test(character)) return character;
  return [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
}

/** A command with its arguments, and the variables that are set for it: `NAME='a value' program argument`. */
export function shellLine(words: readonly string[], variables: Readonly<Record<string, string>> = {}): string {
  const set = Object.entries(variables).map(([name, value]) => `${name}=${shellWord(value)}`);
  return [...set, ...words.map(shellWord)].join(" ");
}
