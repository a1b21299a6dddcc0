import type { DecisionFilter, DormancyState } from "@dormant-users/shared-types";
import OutlinedInput from "@mui/material/OutlinedInput";
import { memo, type RefObject, useCallback, useEffect, useMemo, useRef } from "react";
import { Box } from "../../../components/Box.tsx";
import { Button } from "../../../components/Button.tsx";
import { COMPACT } from "../../../components/compact.ts";
import { Icon } from "../../../components/Icon.tsx";
import { useClass } from "../../../components/use-class.ts";
import { whenNear } from "../../../components/when-near.ts";
import { RiskChip } from "../../../insights/RiskChip.tsx";
import {
  ACCOUNT_TYPES,
  DECISION_FILTERS,
  DORMANCY_STATES,
  LISTED_BY_DEFAULT,
  RISK_LEVELS,
} from "../../../lib/contract/vocabulary.data.ts";
import { useInsights } from "../../../lib/insights-context.tsx";
import type { ChangeView, ViewControl } from "../hooks/use-dashboard-view.ts";
import { QUICK_VIEWS, type QuickView, quickViewOf } from "../quick-views.ts";
import { type DashboardView, isFiltered, NO_FILTERS, statesOf, toggleState } from "../view.ts";
import { FilterMenu } from "./FilterMenu.tsx";
import { SearchField } from "./SearchField.tsx";

const CONFIDENCE = [0.9, 0.8, 0.7, 0.5] as const;

interface FilterBarProps {
  readonly view: DashboardView;
  /** Departments seen so far: the server has no list of them. */
  readonly departments: readonly string[];
  readonly barRef: RefObject<HTMLDivElement | null>;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onChange: ChangeView;
  readonly onClear: () => void;
  /** A hand is on what would change it so. */
  readonly onNear: ViewControl["expect"];
}

/** All that narrows the list, and the questions most often asked of it. */
export const FilterBar = memo(function FilterBar(props: FilterBarProps) {
  const { view, departments, barRef, searchRef, onChange, onClear, onNear } = props;
  const { messages, formats } = useInsights();
  const words = messages.dashboard.filters;
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  });
  const toggle = useCallback(
    (filter: MenuFilter, value: string) => onChange(toggled(latest.current, filter, value)),
    [onChange],
  );
  const takeOff = useCallback((filter: MenuFilter) => onChange({ [filter]: NO_FILTERS[filter] }), [onChange]);
  const near = useCallback(
    (filter: MenuFilter, value: string) => onNear(toggled(latest.current, filter, value)),
    [onNear],
  );
  const search = useCallback((q: string) => onChange({ q }, "replace"), [onChange]);
  const nearSearch = useCallback((q: string) => onNear({ q }), [onNear]);
  const addDepartment = useCallback(
    (name: string) => {
      const { department } = latest.current;
      if (!department.includes(name)) onChange({ department: [...department, name] });
    },
    [onChange],
  );
  const options = useMemo(
    () => ({
      risk: RISK_LEVELS.map((level) => ({ value: level, label: <RiskChip level={level} /> })),
      confidence: CONFIDENCE.map((least) => ({ value: String(least), label: words.atLeast(formats.decimal(least)) })),
      accountType: [...ACCOUNT_TYPES, "all" as const].map((type) => ({ value: type, label: words.type[type] })),
      decision: DECISION_FILTERS.map((value) => ({ value, label: words.decisionName[value] })),
    }),
    [words, formats],
  );
  const listed = statesOf(view);
  const onlyState = listed.length === 1 ? listed[0] : undefined;
  const stateOptions = useMemo(
    () =>
      STATES.map((state) => ({
        value: state,
        label: words.stateName[state],
        ...(state === onlyState ? { hint: words.lastState, fixed: true } : {}),
      })),
    [words, onlyState],
  );
  const departmentOptions = useMemo(
    () => [...new Set([...departments, ...view.department])].sort().map((name) => ({ value: name, label: name })),
    [departments, view.department],
  );
  const departmentField = useMemo(() => <DepartmentField onAdd={addDepartment} />, [addDepartment]);
  const named = (values: readonly string[], none = words.all) => (values.length > 0 ? values.join(", ") : none);
  const handlers = { onToggle: toggle, onTakeOff: takeOff, onNear: near };
  return (
    <Box ref={barRef} role="group" aria-label={words.label} tabIndex={-1} styles={BAR}>
      <div className="du-first">
        <QuickViews active={quickViewOf(view)} onChange={onChange} onNear={onNear} />
        <SearchField value={view.q} inputRef={searchRef} onSearch={search} onNear={nearSearch} />
      </div>
      <div className="du-menus">
        <FilterMenu
          filter="risk"
          name={words.risk}
          summary={named(view.risk.map((level) => messages.insights.risk[level]))}
          options={options.risk}
          chosen={view.risk}
          multiple
          {...handlers}
        />
        <FilterMenu
          filter="confidenceMin"
          name={words.confidence}
          summary={view.confidenceMin === undefined ? words.any : words.atLeast(formats.decimal(view.confidenceMin))}
          options={options.confidence}
          chosen={view.confidenceMin === undefined ? NONE : [String(view.confidenceMin)]}
          multiple={false}
          {...handlers}
        />
        <FilterMenu
          filter="accountType"
          name={words.accountType}
          summary={named(
            view.accountType.map((type) => words.type[type]),
            words.usual,
          )}
          options={options.accountType}
          chosen={view.accountType}
          multiple
          {...handlers}
        />
        <FilterMenu
          filter="department"
          name={words.department}
          summary={named(view.department)}
          options={departmentOptions}
          chosen={view.department}
          multiple
          footer={departmentField}
          {...handlers}
        />
        <FilterMenu
          filter="state"
          name={words.state}
          summary={named(
            view.state.map((state) => words.stateName[state]),
            words.usual,
          )}
          options={stateOptions}
          chosen={listed}
          narrows={view.state.length > 0}
          multiple
          {...handlers}
        />
        <FilterMenu
          filter="decision"
          name={words.decision}
          summary={view.decision ? words.decisionName[view.decision] : words.any}
          options={options.decision}
          chosen={view.decision ? [view.decision] : NONE}
          multiple={false}
          {...handlers}
        />
        {isFiltered(view) ? (
          <Button size="small" onClick={onClear} styles={CLEAR_ALL}>
            {words.clearAll}
          </Button>
        ) : null}
      </div>
    </Box>
  );
});

const NONE: readonly string[] = [];
/** Those that are ticked to begin with come first. */
const STATES = [...LISTED_BY_DEFAULT, ...DORMANCY_STATES.filter((state) => !LISTED_BY_DEFAULT.includes(state))];
const BAR = {
  px: 2,
  py: 1.5,
  display: "grid",
  gridTemplateColumns: "minmax(0, 1fr)",
  gap: 1.25,
  borderBottom: 1,
  borderColor: "divider",
  // It has the focus for whoever cleared all filters: what they pressed is gone.
  outline: 0,
  // What is asked most, and for whom; the menus below grow with what is chosen in them.
  "& > .du-first": { display: "flex", flexWrap: "wrap", justifyContent: "space-between", gap: 1.25, minWidth: 0 },
  "& .du-menus": {
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
  },
} as const;
const CLEAR_ALL = { flex: "none", height: 36, minWidth: 0 } as const;
const DEPARTMENT = { px: 2, pb: 1.5 } as const;
const DEPARTMENT_FIELD = {
  "&&": { minWidth: 232, fontSize: "0.875rem" },
  "& .du-icon": { color: "text.secondary", flex: "none" },
} as const;

type MenuFilter = "risk" | "confidenceMin" | "accountType" | "department" | "state" | "decision";

/** The filter with a value of its menu put in, or taken out where it was in. */
function toggled(view: DashboardView, filter: MenuFilter, value: string): Partial<DashboardView> {
  if (filter === "confidenceMin") return { confidenceMin: Number(value) === view[filter] ? undefined : Number(value) };
  if (filter === "decision") return { decision: value === view.decision ? undefined : (value as DecisionFilter) };
  if (filter === "state") return { state: toggleState(view, value as DormancyState) };
  const chosen: readonly string[] = view[filter];
  return { [filter]: chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value] };
}

interface QuickViewsProps extends Pick<FilterBarProps, "onChange" | "onNear"> {
  readonly active: QuickView | undefined;
}

const QuickViews = memo(function QuickViews({ active, onChange, onNear }: QuickViewsProps) {
  const { messages } = useInsights();
  return (
    <Box role="group" aria-label={messages.dashboard.quickLabel} styles={VIEWS}>
      {(Object.keys(QUICK_VIEWS) as QuickView[]).map((name) => (
        <Button
          key={name}
          size="small"
          variant={active === name ? "contained" : "text"}
          color={active === name ? "primary" : "inherit"}
          aria-pressed={active === name}
          onClick={() => onChange(QUICK_VIEWS[name])}
          {...whenNear(() => onNear(QUICK_VIEWS[name]))}
          styles={QUICK}
        >
          {messages.dashboard.quick[name]}
        </Button>
      ))}
    </Box>
  );
});

const VIEWS = {
  display: "flex",
  alignItems: "center",
  gap: 0.75,
  minWidth: 0,
  [COMPACT.small]: { overflowX: "auto", width: "calc(100% + 32px)", mx: -2, px: 2, py: 0.25 },
} as const;
const QUICK = { flex: "none", borderRadius: 4, px: 1.5, minHeight: 30 } as const;

/** For a department that no page has shown yet. */
function DepartmentField({ onAdd }: { onAdd: (name: string) => void }) {
  const words = useInsights().messages.dashboard.filters;
  const field = useClass(DEPARTMENT_FIELD);
  return (
    <Box styles={DEPARTMENT}>
      <OutlinedInput
        size="small"
        fullWidth
        placeholder={words.otherDepartment}
        slotProps={{ input: { "aria-label": words.otherDepartment, maxLength: 200, enterKeyHint: "enter" } }}
        endAdornment={<Icon name="enter" size="1.25rem" />}
        className={field}
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
