import Paper from "@mui/material/Paper";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import { PageTitle } from "./PageTitle.tsx";

const GRANTS = [
  { application: "Ledger", role: "Editor", granted: "by the role Finance analyst" },
  { application: "Source control", role: "Member", granted: "by the group Engineering" },
  { application: "Payroll", role: "Viewer", granted: "by request, approved" },
] as const;

/** A page of the host's own that the remote leads to. */
export function Access({ account }: { account: string | null }) {
  return (
    <>
      <PageTitle title="Access" text={account ? `Account ${account}` : "Choose an account to see what it may do"} />
      {account ? (
        <Paper variant="outlined">
          <Table size="small">
            <TableHead>
              <TableRow>
                <TableCell>Application</TableCell>
                <TableCell>Role</TableCell>
                <TableCell>Granted</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {GRANTS.map(({ application, role, granted }) => (
                <TableRow key={application}>
                  <TableCell>{application}</TableCell>
                  <TableCell>{role}</TableCell>
                  <TableCell>{granted}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Paper>
      ) : null}
    </>
  );
}
