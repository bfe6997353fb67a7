/** The decision procedure's public face. */
export { answer, rememberAnswers } from "./answers";
export { type Action, actionsOf, resourceTemplates, services } from "./catalogue";
export { find } from "./decide";
export { administrator, open } from "./placed";
export type { Found, Question, World } from "./question";
export { Undecided } from "./undecided";
