/** Entry of `npm run rehearse`. */
import { enter } from "../cli/enter";
import { runRehearse } from "./rehearse-command";

enter(runRehearse);
