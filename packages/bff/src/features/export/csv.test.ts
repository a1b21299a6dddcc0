import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileText } from "../../../test/http/hostile-input.ts";
import { csvCell } from "./csv.ts";

/** A cell's text as a spreadsheet reads it. */
const read = (cell: string): string => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);

describe("a cell", () => {
  it("is never read as a formula, and keeps the text", () => {
    const start = fc.constantFrom("", "=", "+", "-", "@", "\t=", "\r=", " =", "\ufeff=", "＝", "＠", "\u00a0+");
    fc.assert(
      fc.property(start, hostileText(), (prefix, rest) => {
        const text = prefix + rest;
        const shown = read(csvCell(text));
        expect(shown.trimStart()).not.toMatch(/^[=+\-@＝＋－＠]/);
        expect([text, `'${text}`]).toContain(shown);
      }),
    );
  });

  it("never ends its row or column by what it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."a\",;\r\n\t'=") }), (text) => {
        const cell = csvCell(text);
        if (/[",;\r\n\t]/.test(text)) expect(cell).toMatch(/^"(?:[^"]|"")*"$/);
      }),
    );
  });

  it("is empty for what is not known, and plain for numbers", () => {
    expect([csvCell(null), csvCell(-3), csvCell(true)]).toEqual(["", "-3", "true"]);
  });
});
