import { pick } from "./random.ts";

/** What somebody's use of the account looks like. */
export type Habit =
  | "daily"
  | "weekly"
  | "monthly"
  | "quarterly"
  | "seasonal"
  | "leaver"
  | "on_leave"
  | "service_running"
  | "service_stopped"
  | "guest"
  | "never"
  | "joiner";

export interface Person {
  /** Position in the tenant, from 0. */
  readonly number: number;
  readonly givenName: string;
  readonly familyName: string;
  readonly login: string;
  readonly department: string;
  readonly title: string;
  readonly habit: Habit;
  readonly privileged: boolean;
  readonly mfaEnrolled: boolean;
  readonly disabled: boolean;
  readonly groups: readonly string[];
}

/** How many of a hundred people have each habit. */
export type HabitMix = Readonly<Record<Habit, number>>;

const GIVEN_NAMES =
  `Adaeze Aiko Alma Amara Anders Anouk Arjun Astrid Ayla Bastien Beatriz Bjarne Camille Chiara Chidi Dafydd
Dalia Darya Diego Eamon Elif Emre Esther Farid Femi Fleur Freya Gaël Hana Henrik Ibrahim Ilse Imani Ines İpek Ivo Jakub Joana
Jonas Kaja Kwame Laila Leif Linh Lucía Maëlle Magnus Malik Maren Mateo Meera Milan Mina Naoko Nadia Niamh Nikolai Noor Olga
Omar Pavel Petra Priya Quentin Rafael Ravi Renske Ronja Rosa Sami Saoirse Selma Søren Stéphane Sunniva Tamar Tariq Tereza Théo
Tomás Tove Uche Valentina Vikram Wanjiru Wiebke Xiulan Yael Yusuf Zainab Zofia Zoë`.split(/\s+/);

const FAMILY_NAMES =
  `Abiodun Aldana Bakker Baptiste Bergström Bianchi Calder Castellanos Chaudhry Ćosić Dahl Delacroix Demir
Doyle Ekström Eriksen Farrow Ferreira Fischer Fontaine Gallagher Ganesan Grønning Haddad Hashimoto Holm Iversen Jansen Kamara
Kapoor Karlsen Keller Kowalska Kvist Laurent Lindqvist Lykke Mbeki Mensah Moreau Murray Nakamura Novák Nwosu O'Brien Okafor
Okonkwo Oliveira Ortega Østby Park Pereira Petrov Quist Rahman Rinaldi Rossi Ruiz Sandoval Santos Schäfer Serrano Singh Sørby
Szabó Tanaka Teixeira Tran Ueda Valdés van_Dijk Vasquez Virtanen Vogel Wagner Wójcik Yamamoto Yıldız Zhang Žižek`
    .split(/\s+/)
    .map((name) => name.replace("_", " "));

const DEPARTMENTS: readonly (readonly [string, readonly string[]])[] = [
  ["Platform", ["Site Reliability Engineer", "Platform Engineer", "Engineering Manager"]],
  ["Product Engineering", ["Software Engineer", "Senior Software Engineer", "QA Engineer"]],
  ["Finance", ["Accountant", "Financial Controller", "Payroll Specialist"]],
  ["Internal Audit", ["Auditor", "Senior Auditor"]],
  ["People", ["HR Partner", "Recruiter"]],
  ["Sales", ["Account Executive", "Sales Engineer", "Regional Lead"]],
  ["Customer Care", ["Support Agent", "Team Lead"]],
  ["Legal", ["Counsel", "Paralegal"]],
  ["Security", ["Security Analyst", "Identity Engineer"]],
  ["Field Operations", ["Technician", "Dispatcher", "Site Manager"]],
];

const JOBS = [
  "ledger-sync",
  "backup",
  "crm-export",
  "badge-import",
  "etl-nightly",
  "metrics",
  "invoice-mailer",
  "sso-probe",
];

/** People of a tenant; the same for the same generator. */
export function makePeople(random: () => number, count: number, mix: HabitMix): Person[] {
  const habits = (Object.entries(mix) as [Habit, number][]).flatMap(([habit, share]) =>
    Array<Habit>(share).fill(habit),
  );
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, number) => {
    const habit = pick(random, habits);
    const [department, titles] = pick(random, habit === "quarterly" ? DEPARTMENTS.slice(3, 4) : DEPARTMENTS);
    const service = habit === "service_running" || habit === "service_stopped";
    const givenName = service ? "svc" : pick(random, GIVEN_NAMES);
    const familyName = service ? pick(random, JOBS) : pick(random, FAMILY_NAMES);
    const privileged = random() < privilegedShare(department, habit);
    return {
      number,
      givenName,
      familyName,
      login: uniqueLogin(service ? `svc-${familyName}` : `${plain(givenName)}.${plain(familyName)}`, taken),
      department,
      title: service ? "Automation" : pick(random, titles),
      habit,
      privileged,
      mfaEnrolled: random() < (privileged ? 0.8 : 0.7),
      disabled: random() < (habit === "leaver" ? 0.25 : 0.01),
      groups: ["everyone", department, ...(privileged ? ["directory-admins"] : []), ...(service ? ["automation"] : [])],
    };
  });
}

/** Rights outlive the need for them: who has left holds some more often than who works. */
function privilegedShare(department: string, habit: Habit): number {
  if (habit === "leaver") return 0.25;
  return department === "Security" || department === "Platform" ? 0.2 : 0.03;
}

function plain(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[øØ]/g, "o")
    .replace(/ı/g, "i")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();
}

function uniqueLogin(wanted: string, taken: Set<string>): string {
  let login = wanted;
  for (let number = 2; taken.has(login); number += 1) login = `${wanted}${number}`;
  taken.add(login);
  return login;
}
