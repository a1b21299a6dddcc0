import { Component } from "react";
import { Unavailable } from "./Unavailable.js";

/** A page that breaks leaves the rest of the host standing. */
export class ErrorBoundary extends Component {
  state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  render() {
    if (!this.state.failed) return this.props.children;
    return <Unavailable onRetry={() => this.setState({ failed: false })} />;
  }
}
