/** A KMS key with yearly rotation, its alias and its policy. */
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import type { ResourceStatement } from "../policies/document";
import { render } from "../policies/document";
import { itself } from "./naming";

export interface EncryptionKeyProps {
  readonly description: string;
  /** alias/... */
  readonly alias: string;
  readonly policy: readonly ResourceStatement[];
  /** Refuse to destroy it: what it encrypts would be lost with it. */
  readonly protect: boolean;
}

export class EncryptionKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, itself, {
      description: props.description,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: render(props.policy),
      lifecycle: { preventDestroy: props.protect },
    });
    new KmsAlias(this, "alias", { name: props.alias, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}
