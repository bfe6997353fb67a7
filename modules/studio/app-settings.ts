/** How apps start and stop: with their start script, and after a time without activity. */

/** The shortest and the longest idle time-out that a person may choose for a space, in minutes. */
export interface IdleShutdown {
  readonly timeoutMinutes: number;
  readonly longestMinutes: number;
}

/** The shortest that AWS allows, in minutes. */
const shortestMinutes = 60;

/**
 * Of a domain, whose settings never change: shared spaces have these, and their owners may choose up to a day. People's own
 * spaces have those of their user profile.
 */
export const idleShutdownOfDomain: IdleShutdown = { timeoutMinutes: shortestMinutes, longestMinutes: 24 * 60 };

/**
 * Settings of one kind of app. The built-in lifecycle configuration always runs, whatever a person chooses for a space.
 * Idle shutdown has all of its limits, because the provider sends 0 for a limit that is not set, which AWS refuses.
 * Sources: docs.aws.amazon.com/sagemaker/latest/dg/studio-lifecycle-configurations.html;
 * docs.aws.amazon.com/sagemaker/latest/APIReference/API_IdleSettings.html (60 to 525,600)
 */
export const appSettings = (startScriptArn: string, { timeoutMinutes, longestMinutes }: IdleShutdown) => ({
  builtInLifecycleConfigArn: startScriptArn,
  appLifecycleManagement: {
    idleSettings: {
      lifecycleManagement: "ENABLED",
      idleTimeoutInMinutes: timeoutMinutes,
      minIdleTimeoutInMinutes: shortestMinutes,
      maxIdleTimeoutInMinutes: longestMinutes,
    },
  },
});
