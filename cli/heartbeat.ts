/** Says that work still goes on where nobody sees it move: a line after a silence, and again after each further one. */

/** Seconds of silence before the first line of all, and before each later one. */
const silence = { first: 2, later: 10 };

export interface Heartbeat {
  /** Starts the silence anew: call it after every line of somebody else. */
  said(): void;
  stop(): void;
}

/** Calls `say` after each silence until it is stopped. The timer keeps no process alive. */
export function heartbeat(say: () => void): Heartbeat {
  let timer: NodeJS.Timeout;
  const wait = (seconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      say();
      wait(silence.later);
    }, seconds * 1000).unref();
  };
  wait(silence.first);
  return { said: () => wait(silence.later), stop: () => clearTimeout(timer) };
}
