import { Component, type ReactNode } from "react";
import { Alert } from "../components/Alert.tsx";
import { Button } from "../components/Button.tsx";
import type { Messages } from "../lib/messages/en/index.ts";

interface RemoteErrorBoundaryProps {
  readonly messages: Messages;
  readonly onCrash: () => void;
  readonly children: ReactNode;
}

/** A fault of ours stays ours: the host's page goes on. */
export class RemoteErrorBoundary extends Component<RemoteErrorBoundaryProps, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override componentDidCatch() {
    this.props.onCrash();
  }

  override render() {
    if (!this.state.crashed) return this.props.children;
    const words = this.props.messages.crash;
    return (
      <Alert
        severity="error"
        title={words.title}
        action={
          <Button color="inherit" size="small" onClick={() => this.setState({ crashed: false })}>
            {words.retry}
          </Button>
        }
      >
        {words.body}
      </Alert>
    );
  }
}
