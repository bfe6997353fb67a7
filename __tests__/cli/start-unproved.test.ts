/** `start` on a blueprint whose endpoint policy somebody has emptied of its bounds. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../cli/run";
import type * as endpointPolicy from "../../policies/s3-endpoint-policy";

jest.mock("../../policies/s3-endpoint-policy", () => {
  const { s3EndpointPolicy } = jest.requireActual<typeof endpointPolicy>("../../policies/s3-endpoint-policy");
  return {
    s3EndpointPolicy: (props: endpointPolicy.S3EndpointPolicyProps) =>
      s3EndpointPolicy(props).map(({ Condition: _, ...statement }) => ({ ...statement, Resource: ["*"] })),
  };
});

test("start exits with 1 where a guarantee does not hold, names it, and tells nobody to deploy", async () => {
  const output = mkdtempSync(join(tmpdir(), "enclave-start-"));
  const environments = join(__dirname, "../../fixtures/environments/single-account");
  try {
    let [out, json] = ["", ""];
    const stderr = { write: () => true };
    const start = (write: (text: string) => unknown, ...more: string[]) =>
      run(["start", "--environments", environments, "--output", output, ...more], {
        stdout: { write },
        stderr,
        env: {},
      });
    expect(await start((text) => (out += text))).toBe(1);
    expect(out).toMatch(/G3 +│ no way out +│ violated/);
    expect(out).toMatch(/let through by: sandbox-studio-solo aws_vpc_endpoint\./);
    expect(out).not.toContain("cdktf deploy");
    expect(readdirSync(join(output, "stacks"))).toHaveLength(3);
    expect(await start((text) => (json += text), "--json")).toBe(1);
    expect(JSON.parse(json)).toMatchObject({ ok: false, proof: { verdicts: expect.any(Array) } });
  } finally {
    rmSync(output, { recursive: true });
  }
});
