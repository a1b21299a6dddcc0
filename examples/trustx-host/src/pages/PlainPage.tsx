import { PageTitle } from "./PageTitle.tsx";

/** A page of TrustX's that this example only hints at. */
export function PlainPage({ title, text }: { title: string; text: string }) {
  return <PageTitle title={title} text={text} />;
}
