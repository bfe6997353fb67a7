/** Where the rehearsal keeps things: one folder of the checkout that Git ignores. */
import { join, resolve } from "node:path";

export const checkout = resolve(__dirname, "..");
/** Made once, used by every rehearsal: the virtual environment and the provider. */
export const cacheFolder = join(checkout, ".rehearsal");
export const localAwsFolder = join(__dirname, "local-aws");
