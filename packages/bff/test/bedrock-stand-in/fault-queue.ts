import { type Fault, isVectorFault, isWireFault } from "./faults.ts";

/** What a fault may look at to choose its calls. */
interface Call {
  readonly operation: "converse" | "invoke";
  readonly modelId: string;
  readonly text: string;
}

export interface InjectOptions {
  /** Calls to play it on; 1 without it. */
  readonly times?: number;
  /** Calls to play it on; any without it. */
  readonly when?: (call: Call) => boolean;
  /** Sent with an error: `retry-after` and the like. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What `echoed_text` makes the model say. */
  readonly text?: string;
}

export interface InjectedFault {
  readonly fault: Fault;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export class FaultQueue {
  #faults: (InjectedFault & { left: number; readonly when: (call: Call) => boolean })[] = [];

  add(fault: Fault, { times = 1, when = () => true, headers = {}, text = "" }: InjectOptions = {}): void {
    this.#faults.push({ fault, left: times, when, headers, text });
  }

  take(call: Call): InjectedFault | undefined {
    const found = this.#faults.find(({ left, when, fault }) => left > 0 && when(call) && fits(fault, call));
    if (found !== undefined) found.left -= 1;
    return found;
  }

  clear(): void {
    this.#faults = [];
  }
}

function fits(fault: Fault, { operation }: Call): boolean {
  return isWireFault(fault) || isVectorFault(fault) === (operation === "invoke");
}
