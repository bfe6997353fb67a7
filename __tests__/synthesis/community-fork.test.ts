/** The dependencies stay within reach of CDK Terrain (npm: cdktn), the community's fork of CDKTF, which is archived. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const read = (file: string) => JSON.parse(readFileSync(join(__dirname, "..", "..", file), "utf8"));

/** Peer dependency of cdktn 0.24.0 and of @cdktn/provider-aws 25.7.0, as the npm registry has it: ">=10.6.0 <10.8.0". */
const takenByTheFork = /^10\.[67]\.\d+$/;

test("constructs has an exact version that CDKTF and the fork both take", () => {
  const { constructs } = read("package.json").dependencies;
  expect(constructs).toMatch(takenByTheFork);
  const { packages } = read("package-lock.json");
  expect(packages["node_modules/constructs"].version).toBe(constructs);
  // ^10.4.2
  expect(packages["node_modules/cdktf"].peerDependencies.constructs).toMatch(/^\^10\.[0-6]\./);
});
