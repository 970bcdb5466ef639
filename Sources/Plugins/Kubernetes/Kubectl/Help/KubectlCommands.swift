/// All commands of kubectl, in the groups of its help.
enum KubectlCommands {
  /// A heading of the help, and the commands below it.
  struct Group: Sendable {
    var title: String
    var commands: [Command]
  }

  private static func refused(_ name: String, _ summary: String, _ reason: String) -> Command {
    Command(refused: name, summary, reason)
  }

  static let groups: [Group] = [
    Group(title: "Basic Commands (Beginner)", commands: [.create, .expose, .run, .set]),
    Group(
      title: "Basic Commands (Intermediate)",
      commands: [
        refused(
          "explain", "Get documentation for a resource",
          "the API's documentation is not part of the simulation"),
        .get,
        refused(
          "edit", "Edit a resource on the server",
          "there is no editor here; use 'kubectl patch' or 'kubectl apply'"),
        .delete,
      ]),
    Group(
      title: "Deploy Commands",
      commands: [
        .rollout, .scale,
        refused(
          "autoscale",
          "Auto-scale a deployment, replica set, stateful set, or replication controller",
          "autoscaling is not simulated"),
      ]),
    Group(
      title: "Cluster Management Commands",
      commands: [
        refused("certificate", "Modify certificate resources", "certificates are not simulated"),
        .clusterInfo,
        refused("top", "Display resource (CPU/memory) usage", "metrics are not simulated"),
        .cordon, .uncordon, .drain, .taint,
      ]),
    Group(
      title: "Troubleshooting and Debugging Commands",
      commands: [
        .describe, .logs,
        refused(
          "attach", "Attach to a running container", "use 'kubectl logs -f' or 'kubectl exec'"),
        .exec,
        refused(
          "port-forward", "Forward one or more local ports to a pod",
          "it is not simulated; use 'kubectl exec' or 'kubectl run' with a client inside the"
            + " cluster"),
        refused("proxy", "Run a proxy to the Kubernetes API server", "it is not simulated"),
        refused(
          "cp", "Copy files and directories to and from containers",
          "use 'kubectl exec' with redirection"),
        refused("auth", "Inspect authorization", "authorization is not simulated"),
        refused(
          "debug", "Create debugging sessions for troubleshooting workloads and nodes",
          "it is not simulated; use 'kubectl run'"),
        .events,
      ]),
    Group(
      title: "Advanced Commands",
      commands: [
        refused(
          "diff", "Diff the live version against a would-be applied version",
          "it is not simulated; use 'kubectl apply --dry-run=server'"),
        .apply, .patch, .replace, .wait,
        refused(
          "kustomize", "Build a kustomization target from a directory or URL",
          "it is not simulated"),
      ]),
    Group(
      title: "Settings Commands",
      commands: [
        .label, .annotate,
        refused(
          "completion",
          "Output shell completion code for the specified shell (bash, zsh, fish, or powershell)",
          "the console has no completion"),
      ]),
    Group(
      title: "Other Commands",
      commands: [
        .apiResources, .apiVersions, .config,
        refused("plugin", "Provides utilities for interacting with plugins", "there are none"),
        .version,
      ]),
  ]

  /// kubectl itself.
  static let root = Command(
    group: "kubectl", "kubectl controls the Kubernetes cluster manager.",
    subcommands: groups.flatMap { $0.commands })
}
