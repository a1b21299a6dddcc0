import type { DormantUser, DormantUserSort, RiskLevel } from "@dormant-users/shared-types";
import { useMemo } from "react";
import {
  Admin,
  Datagrid,
  type DataProvider,
  FunctionField,
  type GetListParams,
  List,
  Pagination,
  Resource,
  SearchInput,
  SelectInput,
} from "react-admin";
import { ActionsCell, DaysCell, ReturnCell, RISKS, RiskCell, UserCell, WhyCell } from "./cells.tsx";
import type { UsersApi } from "./users-api.ts";

const TYPED_MS = 300;
const FILTERS = [
  <SearchInput key="search" source="search" alwaysOn />,
  <SelectInput key="risk" source="risk" alwaysOn choices={RISKS.map((id) => ({ id, name: id }))} />,
];

/** react-admin's list as its tutorial shows it, over our API. */
export function Page({ api }: { api: UsersApi }) {
  const dataProvider = useMemo(() => providerOf(api), [api]);
  return (
    <Admin dataProvider={dataProvider} disableTelemetry>
      <Resource name="dormant-users" list={Users} options={{ label: "Dormant users" }} />
    </Admin>
  );
}

function Users() {
  return (
    <List
      filters={FILTERS}
      sort={{ field: "risk", order: "DESC" }}
      perPage={50}
      debounce={TYPED_MS}
      exporter={false}
      pagination={<Pagination rowsPerPageOptions={[25, 50, 100]} />}
    >
      <Datagrid rowClick={false}>
        <FunctionField label="User" sortBy="name" render={(user: DormantUser) => <UserCell user={user} />} />
        <FunctionField label="Risk" sortBy="risk" render={(user: DormantUser) => <RiskCell user={user} />} />
        <FunctionField
          label="Days inactive"
          sortBy="days_inactive"
          render={(user: DormantUser) => <DaysCell user={user} />}
        />
        <FunctionField
          label="Will return"
          sortBy="return_probability"
          render={(user: DormantUser) => <ReturnCell user={user} />}
        />
        <FunctionField
          label="Why, and what to do"
          sortable={false}
          render={(user: DormantUser) => <WhyCell user={user} />}
        />
        <FunctionField label="Actions" sortable={false} render={() => <ActionsCell />} />
      </Datagrid>
    </List>
  );
}

function providerOf(api: UsersApi): DataProvider {
  const getList = async (_resource: string, params: GetListParams) => {
    const { page = 1, perPage = 50 } = params.pagination ?? {};
    const { search = "", risk } = (params.filter ?? {}) as { search?: string; risk?: RiskLevel };
    const { items, total } = await api(
      {
        page: page - 1,
        pageSize: perPage,
        sort: (params.sort?.field ?? "risk") as DormantUserSort,
        order: params.sort?.order === "ASC" ? "asc" : "desc",
        risk,
        search,
      },
      params.signal,
    );
    return { data: items.map((user) => ({ ...user, id: user.user_id })), total };
  };
  const absent = () => Promise.reject(new Error("this page only lists"));
  return {
    getList: getList as DataProvider["getList"],
    getOne: absent,
    getMany: absent,
    getManyReference: absent,
    create: absent,
    update: absent,
    updateMany: absent,
    delete: absent,
    deleteMany: absent,
  };
}
