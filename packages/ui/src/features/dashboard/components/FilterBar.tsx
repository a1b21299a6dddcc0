import type { AccountType, DecisionFilter } from "@dormant-users/shared-types";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import OutlinedInput from "@mui/material/OutlinedInput";
import type { RefObject } from "react";
import { COMPACT } from "../../../components/compact.ts";
import { RiskChip } from "../../../insights/RiskChip.tsx";
import {
  ACCOUNT_TYPES,
  DECISION_FILTERS,
  DORMANCY_STATES,
  RISK_LEVELS,
} from "../../../lib/contract/vocabulary.data.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import { QUICK_VIEWS, type QuickView, quickViewOf } from "../quick-views.ts";
import type { DashboardView } from "../view.ts";
import { FilterMenu } from "./FilterMenu.tsx";
import { SearchField } from "./SearchField.tsx";

const CONFIDENCE = [0.9, 0.8, 0.7, 0.5] as const;

interface FilterBarProps {
  readonly view: DashboardView;
  /** Departments seen so far: the server has no list of them. */
  readonly departments: readonly string[];
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onChange: (part: Partial<DashboardView>, how?: "push" | "replace") => void;
}

/** All that narrows the list, and the questions most often asked of it. */
export function FilterBar({ view, departments, searchRef, onChange }: FilterBarProps) {
  const { messages, formats } = useInsights();
  const words = messages.dashboard.filters;
  const active = quickViewOf(view);
  const toggled = <Item extends string>(list: readonly Item[], value: string) =>
    list.includes(value as Item) ? list.filter((item) => item !== value) : [...list, value as Item];
  const named = (values: readonly string[]) => (values.length > 0 ? values.join(", ") : words.all);
  const typeName = (type: string) => words.type[type as AccountType | "all"];
  return (
    <Box
      sx={{
        px: 2,
        py: 1.5,
        display: "grid",
        gridTemplateColumns: "minmax(0, 1fr)",
        gap: 1.25,
        borderBottom: 1,
        borderColor: "divider",
      }}
    >
      <Box
        role="group"
        aria-label={messages.dashboard.quickLabel}
        sx={{ display: "flex", gap: 0.75, overflowX: "auto", mx: -2, px: 2, py: 0.25 }}
      >
        {(Object.keys(QUICK_VIEWS) as QuickView[]).map((name) => (
          <Button
            key={name}
            size="small"
            variant={active === name ? "contained" : "text"}
            color={active === name ? "primary" : "inherit"}
            disableElevation
            aria-pressed={active === name}
            onClick={() => onChange(QUICK_VIEWS[name])}
            sx={{ flex: "none", borderRadius: 4, px: 1.5, minHeight: 30 }}
          >
            {messages.dashboard.quick[name]}
          </Button>
        ))}
      </Box>
      <Box
        sx={{
          display: "flex",
          flexWrap: "wrap",
          gap: 1,
        }}
      >
        <SearchField value={view.q} inputRef={searchRef} onSearch={(q) => onChange({ q }, "replace")} />
        <Box
          sx={{
            display: "flex",
            flexWrap: "wrap",
            gap: 1,
            minWidth: 0,
            [COMPACT.small]: {
              flexWrap: "nowrap",
              overflowX: "auto",
              width: "calc(100% + 32px)",
              mx: -2,
              px: 2,
              py: 0.25,
            },
          }}
        >
          <FilterMenu
            name={words.risk}
            summary={named(view.risk.map((level) => messages.insights.risk[level]))}
            options={RISK_LEVELS.map((level) => ({ value: level, label: <RiskChip level={level} /> }))}
            chosen={view.risk}
            multiple
            onToggle={(value) => onChange({ risk: toggled(view.risk, value) })}
          />
          <FilterMenu
            name={words.confidence}
            summary={view.confidenceMin === undefined ? words.any : words.atLeast(formats.decimal(view.confidenceMin))}
            options={CONFIDENCE.map((least) => ({
              value: String(least),
              label: words.atLeast(formats.decimal(least)),
            }))}
            chosen={view.confidenceMin === undefined ? [] : [String(view.confidenceMin)]}
            multiple={false}
            onToggle={(value) =>
              onChange({ confidenceMin: Number(value) === view.confidenceMin ? undefined : Number(value) })
            }
          />
          <FilterMenu
            name={words.accountType}
            summary={named(view.accountType.map(typeName))}
            options={[...ACCOUNT_TYPES, "all"].map((type) => ({ value: type, label: typeName(type) }))}
            chosen={view.accountType}
            multiple
            onToggle={(value) => onChange({ accountType: toggled(view.accountType, value) })}
          />
          <FilterMenu
            name={words.department}
            summary={named(view.department)}
            options={[...new Set([...departments, ...view.department])]
              .sort()
              .map((name) => ({ value: name, label: name }))}
            chosen={view.department}
            multiple
            onToggle={(value) => onChange({ department: toggled(view.department, value) })}
            footer={
              <DepartmentField
                onAdd={(name) => {
                  if (!view.department.includes(name)) onChange({ department: [...view.department, name] });
                }}
              />
            }
          />
          <FilterMenu
            name={words.state}
            summary={
              view.state.length > 0 ? named(view.state.map((state) => words.stateName[state])) : words.stateDefault
            }
            options={DORMANCY_STATES.map((state) => ({ value: state, label: words.stateName[state] }))}
            chosen={view.state}
            multiple
            onToggle={(value) => onChange({ state: toggled(view.state, value) })}
          />
          <FilterMenu
            name={words.decision}
            summary={view.decision ? words.decisionName[view.decision] : words.any}
            options={DECISION_FILTERS.map((value) => ({ value, label: words.decisionName[value] }))}
            chosen={view.decision ? [view.decision] : []}
            multiple={false}
            onToggle={(value) =>
              onChange({ decision: value === view.decision ? undefined : (value as DecisionFilter) })
            }
          />
        </Box>
      </Box>
    </Box>
  );
}

/** For a department that no page has shown yet. */
function DepartmentField({ onAdd }: { onAdd: (name: string) => void }) {
  const words = useInsights().messages.dashboard.filters;
  return (
    <Box sx={{ px: 2, pb: 1.5 }}>
      <OutlinedInput
        size="small"
        fullWidth
        placeholder={words.otherDepartment}
        slotProps={{ input: { "aria-label": words.otherDepartment, maxLength: 200 } }}
        onKeyDown={(event) => {
          const field = event.target as HTMLInputElement;
          if (event.key !== "Enter" || field.value.trim() === "") return;
          onAdd(field.value.trim());
          field.value = "";
        }}
      />
    </Box>
  );
}
