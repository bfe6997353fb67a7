/** Entry of `npm run break`. */
import { enter } from "../../cli/enter";
import { runBreak } from "./command";

enter(runBreak);
