import AddIcon from "@mui/icons-material/Add";
import AdminPanelSettingsOutlinedIcon from "@mui/icons-material/AdminPanelSettingsOutlined";
import ArrowDownwardIcon from "@mui/icons-material/ArrowDownward";
import ArrowDropDownIcon from "@mui/icons-material/ArrowDropDown";
import BarChartIcon from "@mui/icons-material/BarChart";
import CheckIcon from "@mui/icons-material/Check";
import CheckCircleIcon from "@mui/icons-material/CheckCircle";
import CloseIcon from "@mui/icons-material/Close";
import ErrorIcon from "@mui/icons-material/Error";
import FirstPageIcon from "@mui/icons-material/FirstPage";
import InfoIcon from "@mui/icons-material/Info";
import KeyboardArrowLeftIcon from "@mui/icons-material/KeyboardArrowLeft";
import KeyboardArrowRightIcon from "@mui/icons-material/KeyboardArrowRight";
import KeyboardOutlinedIcon from "@mui/icons-material/KeyboardOutlined";
import KeyboardReturnIcon from "@mui/icons-material/KeyboardReturn";
import LastPageIcon from "@mui/icons-material/LastPage";
import PlayArrowIcon from "@mui/icons-material/PlayArrow";
import RemoveIcon from "@mui/icons-material/Remove";
import SearchIcon from "@mui/icons-material/Search";
import TableRowsOutlinedIcon from "@mui/icons-material/TableRowsOutlined";
import UndoIcon from "@mui/icons-material/Undo";
import WarningIcon from "@mui/icons-material/Warning";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

// MUI's icon is a styled component, and a page holds dozens: what it draws is taken out of it when the client is built.
const MATERIAL = {
  add: AddIcon,
  admin: AdminPanelSettingsOutlinedIcon,
  arrowDropDown: ArrowDropDownIcon,
  arrowDown: ArrowDownwardIcon,
  barChart: BarChartIcon,
  check: CheckIcon,
  checkCircle: CheckCircleIcon,
  close: CloseIcon,
  enter: KeyboardReturnIcon,
  error: ErrorIcon,
  firstPage: FirstPageIcon,
  info: InfoIcon,
  keyboard: KeyboardOutlinedIcon,
  lastPage: LastPageIcon,
  left: KeyboardArrowLeftIcon,
  playArrow: PlayArrowIcon,
  remove: RemoveIcon,
  right: KeyboardArrowRightIcon,
  search: SearchIcon,
  tableRows: TableRowsOutlinedIcon,
  undo: UndoIcon,
  warning: WarningIcon,
} as const;

type IconName = keyof typeof MATERIAL;

/** What each draws as one path, for a box of 24 by 24. */
export const ICON_PATHS = Object.fromEntries(
  Object.entries(MATERIAL).map(([name, icon]) => [name, pathOf(renderToStaticMarkup(createElement(icon)))]),
) as Readonly<Record<IconName, string>>;

function pathOf(svg: string): string {
  return [...svg.matchAll(/<(path|circle)\s([^>]*)>/g)]
    .map(([, element, written = ""]) => {
      const { d, cx, cy, r } = Object.fromEntries(
        [...written.matchAll(/(\w+)="([^"]*)"/g)].map((pair) => pair.slice(1)),
      );
      return element === "path"
        ? d
        : `M${cx} ${cy}m-${r} 0a${r} ${r} 0 1 0 ${2 * Number(r)} 0a${r} ${r} 0 1 0-${2 * Number(r)} 0`;
    })
    .join("");
}
