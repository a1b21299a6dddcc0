import { expectTypeOf, test } from "vitest";
import type * as host from "../../../examples/trustx-host/src/remotes/dormant-users.d.ts";
import type * as remote from "../src/remote/contract.ts";

test("the host's copy of the contract says what the remote says (judged by the type checker)", () => {
  expectTypeOf<host.Profile360Section>().toEqualTypeOf<remote.Profile360Section>();
  expectTypeOf<host.DormantUsersRemoteProps>().toEqualTypeOf<remote.DormantUsersRemoteProps>();
  expectTypeOf<host.Mount>().toEqualTypeOf<remote.Mount>();
});
