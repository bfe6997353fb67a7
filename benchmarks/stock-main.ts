/** The same stacks the way a CDKTF project starts out: stack traces on, whatever runs TypeScript. Only for benchmarks/synthesis.ts. */
import { App } from "cdktf";
import { loadEnvironments } from "../config/load";
import { placeEnvironment } from "../stacks/environment";

const app = new App();
for (const environment of loadEnvironments(process.env["ENCLAVE_ENVIRONMENTS"] ?? "environments").environments) {
  placeEnvironment(app, environment);
}
app.synth();
