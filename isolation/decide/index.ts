/** The decision procedure's public face. */
export { type Action, actionsOf, resourceTemplates, services } from "./catalogue";
export { administrator, find, open } from "./decide";
export type { Found, Question, World } from "./question";
export { Undecided } from "./undecided";
