/** What the table of SageMaker's actions says of one, and of one type of resource. */

export type CreateAction = {
  /** Resource types that a statement allowing the action must cover, by their key in `resourceTypes`. */
  readonly resourceTypes: readonly string[];
  /** Resource types that only some requests name. */
  readonly optionalResourceTypes: readonly string[];
  /** Whether aws:RequestTag and aws:TagKeys are there to demand tags on creation. */
  readonly requestTags: boolean;
  /** SageMaker's own condition keys of the action, full names, sorted. */
  readonly conditionKeys: readonly string[];
};

export type ResourceType = {
  /** Last part of the ARN, with placeholders: arn:<partition>:sagemaker:<region>:<account>:<resource>. */
  readonly resource: string;
  /** Whether aws:ResourceTag can narrow it once it exists. */
  readonly resourceTags: boolean;
};
