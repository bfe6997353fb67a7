/** Entry of `npm run what-works`. */
import { enter } from "../../cli/enter";
import { runWhatWorks } from "./what-works-command";

enter(runWhatWorks);
