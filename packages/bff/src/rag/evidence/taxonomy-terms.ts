import type { DepartmentClass, GroupClass, LicenceClass } from "./vocabulary.ts";

/**
 * Classes in order of precedence, each with the folded words (or runs of words) that name it. A term after `=` names it
 * only where it is the whole label: "Security" is a department, a security guard is not of it.
 */
export type Terms<Class extends string> = readonly (readonly [Class, readonly string[]])[];

const split = (list: string): readonly string[] => list.split("|").map((term) => term.trim());

/**
 * Words that name a department or a job, in the languages our tenants' directories use. Only words that mean one thing
 * on a label: `controller` is finance at one company and hardware at the next, so it is not here.
 */
export const DEPARTMENT_TERMS: Terms<Exclude<DepartmentClass, "other">> = [
  [
    "external",
    split(
      "external|externals|contractor|contractors|contingent|vendor|vendors|supplier|suppliers|freelance|freelancer|agency staff|outsourced|extern|externe|externer|externo|prestataire|dienstleister|lieferant|consultant externe|外部委託",
    ),
  ],
  [
    "security",
    split(
      "=security|information security|it security|cyber security|cybersecurity|infosec|security operations|security engineering|security engineer|security analyst|secops|soc|ciso|iam|identity management|identity and access|it sicherheit|informationssicherheit|securite informatique|seguridad informatica|情報セキュリティ",
    ),
  ],
  [
    "it_admin",
    split(
      "it|ict|it operations|it admin|sysadmin|sysadmins|system administrator|system administration|systems administrator|systemadministrator|systemadministration|network operations|infrastructure|information technology|helpdesk admin|database administrator|dba|informatik|edv|informatique|sistemas|administrador de sistemas|情報システム部|情シス",
    ),
  ],
  [
    "finance",
    split(
      "finance|financial|finances|finanzen|finanz|finanzas|financas|finanze|financieel|accounting|accountant|accounts payable|accounts receivable|payroll|treasury|controlling|billing|bookkeeping|bookkeeper|audit|auditor|tax|buchhaltung|rechnungswesen|comptabilite|contabilidad|contabilidade|contabilita|boekhouding|ksiegowosc|ekonomi|финансы|бухгалтерия|経理|経理部|財務|财务|财务部|회계",
    ),
  ],
  [
    "hr",
    split(
      "hr|human resources|human resource|people operations|people ops|people team|people culture|people and culture|talent acquisition|recruiting|recruiter|recruitment|=personal|personalabteilung|personalwesen|ressources humaines|rh|recursos humanos|risorse umane|personeelszaken|kadry|кадры|人事|人事部|人力资源|인사",
    ),
  ],
  [
    "legal",
    split(
      "legal|general counsel|counsel|compliance|paralegal|data protection|privacy|recht|rechtsabteilung|juridique|service juridique|juridico|legale|juridisk|юридический отдел|法務|法務部|法务|법무",
    ),
  ],
  [
    "executive",
    split(
      "executive|executives|executive office|board|board of directors|ceo|cfo|cto|coo|cio|chief executive|chief financial|chief operating|chief technology|c level|president|vice president|vp|managing director|geschaftsfuhrung|vorstand|direction generale|direccion general|direzione generale|руководство|経営|役員|경영",
    ),
  ],
  [
    "engineering",
    split(
      "engineering|engineer|engineers|developer|developers|development|software|platform|devops|sre|backend|frontend|qa|quality assurance|research and development|r d|rd|data science|entwicklung|entwickler|softwareentwicklung|developpement|developpeur|ingenieria|desarrollo|ingegneria|sviluppo|ontwikkeling|utveckling|разработка|開発|開発部|エンジニアリング|研发|개발",
    ),
  ],
  [
    "sales",
    split(
      "sales|account executive|account manager|business development|vertrieb|verkauf|ventes|commercial|ventas|vendas|vendite|verkoop|forsaljning|продажи|営業|営業部|销售|영업",
    ),
  ],
  [
    "support",
    split(
      "support|customer support|customer service|customer success|helpdesk|help desk|service desk|call center|call centre|kundendienst|kundenservice|service client|soporte|atencion al cliente|suporte|assistenza|поддержка|サポート|カスタマーサポート|客服|고객지원",
    ),
  ],
];

/** Words that name what a group opens. */
export const GROUP_TERMS: Terms<Exclude<GroupClass, "other">> = [
  [
    "directory_admin",
    split(
      "global admin|global admins|global administrator|global administrators|domain admin|domain admins|domain administrators|enterprise admin|enterprise admins|schema admins|super admin|super admins|super administrator|superadmin|superadmins|org admin|org admins|organization admins|okta admin|okta admins|okta administrators|privileged role administrator|privileged role admins|user administrator|user administrators|tier 0|tier0|domanen admins|administrateurs du domaine|admins del dominio",
    ),
  ],
  [
    "infrastructure_admin",
    split(
      "aws admin|aws admins|aws administrators|azure admin|azure admins|azure owner|azure owners|gcp admins|gcp owner|cloud admins|prod admin|prod admins|production admins|production access|prod access|kubernetes admins|k8s admins|k8s admin|cluster admin|cluster admins|db admins|database admins|dba|dbas|root|sudo|sudoers|wheel|server admins|backup operators|vmware admins|network admins|ci admins|jenkins admins|terraform admins|it admins|sysadmins|local admins|=admins|=administrators",
    ),
  ],
  [
    "security_tools",
    split(
      "security team|security operations|security admins|secops|soc|siem|splunk|crowdstrike|defender|vault|pam|cyberark|key vault|hsm|infosec|incident response",
    ),
  ],
  [
    "finance_systems",
    split(
      "finance|finanzen|finances|accounting|payroll|erp|sap|netsuite|treasury|billing|accounts payable|accounts receivable|invoicing|payments|buchhaltung|comptabilite|contabilidad|経理|財務|财务",
    ),
  ],
  [
    "hr_systems",
    split(
      "hr|human resources|workday|successfactors|bamboohr|personio|people ops|people operations|recruiting|personalakten|ressources humaines|recursos humanos|人事",
    ),
  ],
  ["legal_systems", split("legal|compliance|legal hold|ediscovery|contracts|privacy|recht|juridique|法務")],
  [
    "customer_data",
    split(
      "crm|salesforce|hubspot|zendesk|customer data|customers|pii|personal data|gdpr|kundendaten|data warehouse|snowflake|bigquery|production data",
    ),
  ],
  [
    "source_code",
    split(
      "github|gitlab|bitbucket|git|developers|developer|devs|dev|engineering|engineers|repos|repository|source code|ci cd|entwickler|開発",
    ),
  ],
  ["remote_access", split("vpn|citrix|rdp|remote access|remote desktop|bastion|jump host|jumphost|zscaler|vdi")],
  [
    "general",
    split(
      "=all|everyone|all staff|all employees|all users|all company|employees|staff|=members|=users|domain users|authenticated users|newsletter|=alle|alle mitarbeiter|=tous|=todos|全員|全社",
    ),
  ],
];

export const LICENCE_TERMS: Terms<Exclude<LicenceClass, "other">> = [
  [
    "premium_suite",
    split(
      "e5|e3|a5|a3|g5|g3|m365 e5|m365 e3|spe e5|spe e3|enterprisepremium|enterprisepack|enterprise plus|business premium|business plus|enterprise|premium",
    ),
  ],
  ["crm", split("salesforce|sales cloud|service cloud|dynamics|dynamics 365|crm|hubspot|zendesk")],
  ["developer_tools", split("github|gitlab|copilot|jetbrains|visual studio|jira|figma|docker|postman")],
  ["analytics", split("power bi|powerbi|tableau|looker|qlik|snowflake|datadog|splunk")],
  [
    "basic_suite",
    split(
      "f1|f3|e1|a1|g1|business basic|business standard|business starter|exchange online|exchangestandard|standard|basic|starter|free|lite",
    ),
  ],
];
