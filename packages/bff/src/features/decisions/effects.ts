import type { Decision, Exemption, UserId } from "@dormant-users/shared-types";
import type { TenantTransaction } from "../../db/index.ts";
import { snoozeUsers } from "../profiles/index.ts";
import { changeExemptions, getStoredSettings } from "../settings/index.ts";
import type { Displaced, StandingDecision } from "./decision-row.ts";
import type { LockedUser } from "./decisions.repository.ts";

type Held = Pick<Decision, "user_id" | "kind" | "reason" | "until">;

const sameInstant = (left: string | null, right: string | null): boolean =>
  left === right || (left !== null && right !== null && Date.parse(left) === Date.parse(right));

const namesUser = (exemption: Exemption, userId: UserId): boolean =>
  exemption.kind === "user" && exemption.value.toLowerCase() === userId.toLowerCase();

const exemptionOf = ({ user_id, reason, until }: Held): Exemption => ({
  kind: "user",
  value: user_id,
  reason: reason ?? "",
  until,
});

const sameExemption = (left: Exemption, right: Exemption): boolean =>
  left.reason === right.reason && sameInstant(left.until, right.until);

/**
 * What decisions do to snoozes and exemptions, gathered and then written at once: the profiles are derived again one time,
 * however many users a decision is about.
 */
export class Effects {
  readonly #snoozes = new Map<UserId, string | null>();
  /** What becomes of each user's own exemptions, from those in force when it is written. */
  readonly #steps = new Map<string, (own: readonly Exemption[]) => readonly Exemption[]>();

  /** Puts a decision into force and says what it displaces. */
  apply(held: Held, user: LockedUser, exemptions: readonly Exemption[]): Displaced {
    if (held.kind === "snooze") {
      const snoozed_until = this.#snoozeOf(user);
      this.#snoozes.set(user.user_id, held.until);
      return { snoozed_until };
    }
    if (held.kind !== "exempt") return {};
    const own = exemptions.filter((one) => namesUser(one, user.user_id));
    const before = this.#steps.get(user.user_id);
    this.#steps.set(user.user_id, () => [exemptionOf(held)]);
    return { exemptions: [...(before?.(own) ?? own)] };
  }

  /** Restores what a decision displaced, unless somebody changed it since. */
  restore({ decision, displaced }: StandingDecision, user: LockedUser): void {
    if (decision.kind === "snooze" && sameInstant(this.#snoozeOf(user), decision.until)) {
      this.#snoozes.set(user.user_id, displaced.snoozed_until ?? null);
    }
    if (decision.kind !== "exempt") return;
    const made = exemptionOf(decision);
    this.#steps.set(user.user_id, (own) => {
      const others = own.filter((one) => !sameExemption(one, made));
      return others.length === own.length ? own : [...others, ...(displaced.exemptions ?? [])];
    });
  }

  async write(tx: TenantTransaction, by: { actor: string; requestId: string | undefined }): Promise<void> {
    const settings =
      this.#steps.size === 0
        ? await getStoredSettings(tx)
        : await changeExemptions(tx, { ...by, change: (exemptions) => this.#changed(exemptions) });
    if (this.#snoozes.size === 0) return;
    const snoozes = [...this.#snoozes].map(([userId, until]) => ({ userId, until }));
    await snoozeUsers(tx, snoozes, settings.exemptions);
  }

  #snoozeOf(user: LockedUser): string | null {
    return this.#snoozes.has(user.user_id) ? (this.#snoozes.get(user.user_id) ?? null) : user.snoozed_until;
  }

  #changed(exemptions: readonly Exemption[]): readonly Exemption[] {
    const ownerOf = (one: Exemption) => (one.kind === "user" ? one.value.toLowerCase() : "");
    const own = Map.groupBy(exemptions, ownerOf);
    return [
      ...exemptions.filter((one) => !this.#steps.has(ownerOf(one))),
      ...[...this.#steps].flatMap(([userId, step]) => step(own.get(userId) ?? [])),
    ];
  }
}
