/** Entry of `npm run record`. */
import { enter } from "../../cli/enter";
import { runRecord } from "./record-command";

enter(runRecord);
