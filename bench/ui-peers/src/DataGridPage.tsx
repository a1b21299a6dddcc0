import type { DormantUser, DormantUserSort, RiskLevel } from "@dormant-users/shared-types";
import Box from "@mui/material/Box";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import {
  DataGrid,
  type GridColDef,
  type GridPaginationModel,
  type GridRenderCellParams,
  type GridSortModel,
} from "@mui/x-data-grid";
import { keepPreviousData, QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { type ComponentType, useEffect, useState } from "react";
import { ActionsCell, DaysCell, ReturnCell, RISKS, RiskCell, UserCell, WhyCell } from "./cells.tsx";
import type { UsersApi } from "./users-api.ts";

const TYPED_MS = 300;
const shown = (Cell: ComponentType<{ user: DormantUser }>) => ({
  renderCell: ({ row }: GridRenderCellParams<DormantUser>) => <Cell user={row} />,
});
const COLUMNS: GridColDef<DormantUser>[] = [
  { field: "name", headerName: "User", flex: 2, minWidth: 180, ...shown(UserCell) },
  { field: "risk", headerName: "Risk", width: 130, ...shown(RiskCell) },
  { field: "days_inactive", headerName: "Days inactive", width: 120, ...shown(DaysCell) },
  { field: "return_probability", headerName: "Will return", width: 110, ...shown(ReturnCell) },
  { field: "why", headerName: "Why, and what to do", flex: 4, minWidth: 240, sortable: false, ...shown(WhyCell) },
  { field: "actions", headerName: "Actions", width: 140, sortable: false, ...shown(ActionsCell) },
];

const queries = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000, refetchOnWindowFocus: false } } });

/** MUI's grid as its documentation shows it: paging, sorting and filters at the server. */
export function Page({ api }: { api: UsersApi }) {
  return (
    <QueryClientProvider client={queries}>
      <Users api={api} />
    </QueryClientProvider>
  );
}

function Users({ api }: { api: UsersApi }) {
  const [paging, setPaging] = useState<GridPaginationModel>({ page: 0, pageSize: 50 });
  const [sorting, setSorting] = useState<GridSortModel>([{ field: "risk", sort: "desc" }]);
  const [risk, setRisk] = useState<RiskLevel | "">("");
  const [typed, setTyped] = useState("");
  const search = useLater(typed, TYPED_MS);
  const [first = { field: "risk", sort: "desc" as const }] = sorting;
  const query = {
    ...paging,
    sort: first.field as DormantUserSort,
    order: first.sort ?? "desc",
    risk: risk === "" ? undefined : risk,
    search,
  };
  const { data, isFetching } = useQuery({
    queryKey: [query],
    queryFn: ({ signal }) => api(query, signal),
    placeholderData: keepPreviousData,
  });
  const toStart = () => setPaging((present) => ({ ...present, page: 0 }));
  return (
    <Box component="main" sx={{ p: 3, height: "100dvh", display: "flex", flexDirection: "column", gap: 2 }}>
      <Box sx={{ display: "flex", gap: 2 }}>
        <TextField
          size="small"
          label="Search"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            toStart();
          }}
        />
        <TextField
          select
          size="small"
          label="Risk"
          value={risk}
          sx={{ width: 160 }}
          onChange={(event) => {
            setRisk(event.target.value as RiskLevel | "");
            toStart();
          }}
        >
          <MenuItem value="">All</MenuItem>
          {RISKS.map((level) => (
            <MenuItem key={level} value={level}>
              {level}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      <DataGrid
        rows={data?.items ?? []}
        columns={COLUMNS}
        getRowId={({ user_id }) => user_id}
        rowCount={data?.total ?? 0}
        loading={isFetching}
        rowHeight={96}
        checkboxSelection
        disableRowSelectionOnClick
        disableColumnFilter
        paginationMode="server"
        sortingMode="server"
        filterMode="server"
        pageSizeOptions={[25, 50, 100]}
        paginationModel={paging}
        onPaginationModelChange={setPaging}
        sortModel={sorting}
        onSortModelChange={setSorting}
        sx={{ "& .MuiDataGrid-cell": { display: "flex", alignItems: "center", lineHeight: "normal" } }}
      />
    </Box>
  );
}

function useLater(value: string, ms: number): string {
  const [late, setLate] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLate(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return late;
}
