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
        .explain, .get, .edit, .delete,
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
        .top, .cordon, .uncordon, .drain, .taint,
      ]),
    Group(
      title: "Troubleshooting and Debugging Commands",
      commands: [
        .describe, .logs,
        .attach,
        .exec,
        .portForward,
        refused("proxy", "Run a proxy to the Kubernetes API server", "it is not simulated"),
        .cp,
        .auth,
        refused(
          "debug", "Create debugging sessions for troubleshooting workloads and nodes",
          "it is not simulated; use 'kubectl run'"),
        .events,
      ]),
    Group(
      title: "Advanced Commands",
      commands: [
        .diff,
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
