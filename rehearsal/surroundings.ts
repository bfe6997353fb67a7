/** Environment variables that started programs get: the user's own, without what would lead Terraform astray. */

/** Settings of Terraform and AWS that a user may have for the real AWS; nothing of them may reach a rehearsal. */
const ours = /^(AWS_|TF_(?!CLI_CONFIG_FILE$|PLUGIN_CACHE)|(HTTPS?|ALL|NO)_PROXY$|MOTO_)/i;

/** The variables of this process, as text. */
export function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** The same without anything about AWS, proxies or Terraform's runs; the CLI configuration file stays. */
export function neutral(): Record<string, string> {
  return Object.fromEntries(Object.entries(inherited()).filter(([name]) => !ours.test(name)));
}

/** What the environment adds to the user's own, which only a rehearsal has. */
export function added(environment: Readonly<Record<string, string>>): Record<string, string> {
  const users = neutral();
  return Object.fromEntries(Object.entries(environment).filter(([name, value]) => users[name] !== value));
}

/**
 * Go collects garbage when the heap has grown fivefold, not twofold: Terraform and the provider read the provider's whole
 * schema at every start, which takes a quarter less processor time so, and a sixth more memory. https://go.dev/doc/gc-guide
 */
const garbageCollection = { GOGC: "400" } as const;

/** What every run of Terraform gets: no questions, no look for newer versions, no needless work. */
export const terraformDefaults = {
  TF_IN_AUTOMATION: "1",
  TF_INPUT: "0",
  CHECKPOINT_DISABLE: "1",
  ...garbageCollection,
} as const;
