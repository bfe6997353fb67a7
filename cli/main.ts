/** Entry of `npm run enclave` and `npm start`. */
import { enter } from "./enter";
import { run } from "./run";

enter(run);
