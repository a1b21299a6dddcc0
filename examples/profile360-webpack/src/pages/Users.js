import Alert from "@mui/material/Alert";
import Paper from "@mui/material/Paper";
import Table from "@mui/material/Table";
import TableBody from "@mui/material/TableBody";
import TableCell from "@mui/material/TableCell";
import TableContainer from "@mui/material/TableContainer";
import TableHead from "@mui/material/TableHead";
import TableRow from "@mui/material/TableRow";
import Typography from "@mui/material/Typography";

const USERS = [
  { name: "Amara Okafor", department: "Finance", access: "Ledger, Payroll" },
  { name: "Jonas Lindqvist", department: "Engineering", access: "Source, Deployments" },
  { name: "Mei Tanaka", department: "Sales", access: "CRM" },
];

/** A page of the host's own, with its own few users. */
export function Users({ account }) {
  return (
    <>
      <Typography component="h1" variant="h5" sx={{ mb: 2 }}>
        Users
      </Typography>
      {account ? (
        <Alert severity="info" sx={{ mb: 2 }}>
          Dormant users led here to the account {account}.
        </Alert>
      ) : null}
      <TableContainer component={Paper} variant="outlined">
        <Table size="small" aria-label="Users">
          <TableHead>
            <TableRow>
              <TableCell>Name</TableCell>
              <TableCell>Department</TableCell>
              <TableCell>Access</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {USERS.map(({ name, department, access }) => (
              <TableRow key={name}>
                <TableCell>{name}</TableCell>
                <TableCell>{department}</TableCell>
                <TableCell>{access}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </>
  );
}
