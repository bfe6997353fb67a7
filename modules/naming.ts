/** The id of a resource that is named after the construct that holds it. */
export const itself = "this";
